using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Platform.Testing;
using Yarp.ReverseProxy;

namespace Platform.Gateway.Tests;

/// <summary>What passes the door and what does not. Plans is played by a host that tells what it was sent.</summary>
public sealed class ProxyTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<IHeaderDictionary> _seen = new();
    private readonly TaskCompletionSource _more = new();
    private TestPlatform _platform = null!;
    private WebApplication _plans = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(k => k.AddServerHeader = false);
        _plans = builder.Build();
        _plans.MapGet("/api/plans/stream", async (HttpContext http) =>
        {
            http.Response.ContentType = "text/event-stream";
            await http.Response.WriteAsync("data: one\n\n");
            await http.Response.Body.FlushAsync();
            await _more.Task;
            await http.Response.WriteAsync("data: two\n\n");
        });
        // The gateway's own looks at its replicas.
        _plans.MapGet("/health/ready", () => Results.Ok());
        _plans.MapFallback(async (HttpContext http) =>
        {
            _seen.Enqueue(new HeaderDictionary(http.Request.Headers.ToDictionary(h => h.Key, h => h.Value)));
            await http.Request.Body.CopyToAsync(Stream.Null);
            return Results.Ok();
        });
        await _plans.StartAsync();
        _platform = await TestPlatform.StartAsync(["Gateway"], settings: new()
        {
            ["Services:Plans:Http"] = _plans.Urls.First(),
            ["Services:Tasks:Http"] = "http://127.0.0.1:1",
            ["ReverseProxy:Clusters:Plans:Destinations:two:Address"] = "http://127.0.0.1:1",
            ["ReverseProxy:Clusters:Plans:HealthCheck:Active:Interval"] = "00:00:00.1",
            ["Gateway:RequestsPerMinute"] = "40",
            ["Gateway:SignInsPerMinute"] = "3",
        });
        await PlansIsServedAsync();
    }

    public async Task DisposeAsync()
    {
        _more.TrySetResult();
        await _platform.DisposeAsync();
        await _plans.DisposeAsync();
    }

    [Fact]
    public async Task BearerToken_PassesThrough_AndTheCookieDoesNot()
    {
        var browser = new Browser(_platform);
        await browser.SignInAsync("11593-leader");
        await browser.GetAsync("/api/plans");
        await browser.SendAsync(HttpMethod.Get, "/api/plans", null, ("Authorization", "Bearer of-a-machine"));
        using var anonymous = await _platform.Anonymous("Gateway").GetAsync("/api/plans");

        var (session, machine, none) = (_seen.ElementAt(0), _seen.ElementAt(1), _seen.ElementAt(2));
        Assert.StartsWith("Bearer eyJ", session.Authorization.ToString(), StringComparison.Ordinal);
        Assert.Equal("Bearer of-a-machine", machine.Authorization.ToString());
        Assert.Equal("", none.Authorization.ToString());
        Assert.All(_seen, h => Assert.False(h.ContainsKey("Cookie")));
    }

    /// <summary>Its second replica does not answer (see the settings); the first serves alone.</summary>
    private Task PlansIsServedAsync() => Eventually.IsTrueAsync(
        "the replica that does not answer is passed over",
        () => _platform.Get<IProxyStateLookup>("Gateway").TryGetCluster("Plans", out var plans)
            && plans.DestinationsState is { AllDestinations.Count: 2, AvailableDestinations: [{ DestinationId: "one" }] });

    [Fact]
    public async Task Replica_ThatDoesNotAnswer_IsPassedOver()
    {
        foreach (var _ in Enumerable.Range(0, 10))
            Assert.Equal(HttpStatusCode.OK, (await _platform.Anonymous("Gateway").GetAsync("/api/plans")).StatusCode);
    }

    [Fact]
    public async Task Stream_PassesUnbuffered()
    {
        using var response = await _platform.Anonymous("Gateway").GetAsync("/api/plans/stream", HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        Assert.Equal("data: one", await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(10)));
        _more.SetResult();
        await reader.ReadLineAsync();
        Assert.Equal("data: two", await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Theory]
    [InlineData("/api/nothing", 404, "REQ-0004")]
    [InlineData("/api/nothing.json", 404, "REQ-0004")]
    [InlineData("/api/tasks", 503, "REQ-0008")]
    public async Task Address_ThatLeadsNowhere_AnswersAProblem(string path, int status, string code)
    {
        var problem = await _platform.Anonymous("Gateway").GetAsync(path).ProblemAsync();
        Assert.Equal((status, code), (problem.Status, problem.Code));
        problem = await _platform.Anonymous("Gateway").PostAsync(path).ProblemAsync();
        Assert.Equal((status, code), (problem.Status, problem.Code));
    }

    [Theory]
    [InlineData("/api/plans/import", 50 * 1024 * 1024, false)]
    [InlineData("/api/plans/import", 25 * 1024 * 1024, true)]
    [InlineData("/api/plans/x/issue", 2 * 1024 * 1024, false)]
    [InlineData("/api/plans/x/issue", 2 * 1024 * 1024, true)]
    public async Task Body_TooLarge_IsAnsweredAsAProblem(string path, int bytes, bool chunked)
    {
        async Task<Problem?> TryAsync()
        {
            using var content = new ByteArrayContent(new byte[bytes]);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
            request.Headers.TransferEncodingChunked = chunked;
            try
            {
                return await _platform.Anonymous("Gateway").SendAsync(request).ProblemAsync();
            }
            catch (HttpRequestException) when (chunked)
            {
                // The gateway answers and closes as soon as it is too much; a client still writing may miss the answer.
                return null;
            }
        }

        var problem = await Eventually.GetAsync("an answer", TryAsync, p => p is not null);
        Assert.Equal((413, "REQ-0002"), (problem!.Status, problem.Code));
    }

    [Fact]
    public async Task Body_OfADocument_MayBeTwentyMegabytes()
    {
        using var content = new ByteArrayContent(new byte[20 * 1024 * 1024]);
        using var response = await _platform.Anonymous("Gateway").PostAsync("/api/plans/import", content);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task TooManyRequests_OfOneCaller_AreToldWhenToComeBack()
    {
        var eager = _platform.Anonymous("Gateway");
        eager.DefaultRequestHeaders.Authorization = new("Bearer", "eager");
        var answers = await Task.WhenAll(Enumerable.Range(0, 45).Select(_ => eager.GetAsync("/api/plans")));
        Assert.Equal(40, answers.Count(a => a.StatusCode == HttpStatusCode.OK));
        var refused = answers.First(a => a.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal("REQ-0007", (await refused.ProblemAsync()).Code);

        var other = _platform.Anonymous("Gateway");
        other.DefaultRequestHeaders.Authorization = new("Bearer", "other");
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/api/plans")).StatusCode);
    }

    [Fact]
    public async Task SignIns_OfOneAddress_AreLimitedOnTheirOwn()
    {
        var browser = new Browser(_platform);
        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.BadRequest, (await browser.SignInAsync("nobody", "wrong")).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await browser.SignInAsync("nobody", "wrong")).StatusCode);
        using var token = await _platform.Anonymous("Gateway").PostAsync("/api/identity/token", new FormUrlEncodedContent([new("grant_type", "password")]));
        Assert.Equal(HttpStatusCode.TooManyRequests, token.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/api/plans")).StatusCode);
    }

    [Theory]
    [InlineData("/bff/about")]
    [InlineData("/api/nothing")]
    [InlineData("/api/plans")]
    [InlineData("/docs/nothing/here")]
    [InlineData("/docsx")]
    public async Task EveryAnswer_CarriesTheSecurityHeaders(string path)
    {
        using var response = await _platform.Anonymous("Gateway").GetAsync(path);
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
        Assert.False(response.Headers.Contains("Server"));
    }

    [Fact]
    public async Task Health_IsLiveButNotReadyWhileAServiceIsDown()
    {
        Assert.Equal(HttpStatusCode.OK, (await _platform.Anonymous("Gateway").GetAsync("/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await _platform.Anonymous("Gateway").GetAsync("/health/ready")).StatusCode);
    }
}
