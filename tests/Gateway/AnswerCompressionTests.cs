using System.IO.Compression;
using System.Net;
using System.Text;
using Platform.Testing;

namespace Platform.Gateway.Tests;

/// <summary>What services answer leaves the gateway compressed, once, and nothing that holds a secret. Plans is played by a host of the test's own.</summary>
public sealed class AnswerCompressionTests : IAsyncLifetime
{
    private static readonly string Large = $"[{string.Join(',', Enumerable.Range(0, 2_000).Select(i => $"{{\"unit\":\"{i:00000}\"}}"))}]";
    private readonly TaskCompletionSource _more = new();
    private TestPlatform _platform = null!;
    private WebApplication _plans = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _plans = builder.Build();
        _plans.MapGet("/api/plans/stream", async (HttpContext http) =>
        {
            http.Response.ContentType = "text/event-stream";
            await http.Response.WriteAsync("data: one\n\n");
            await http.Response.Body.FlushAsync();
            await _more.Task;
        });
        _plans.MapGet("/api/plans/packed", (HttpContext http) =>
        {
            http.Response.Headers.ContentEncoding = "gzip";
            return Results.Bytes(Packed(Large), "application/json");
        });
        _plans.MapGet("/api/plans/file", () => Results.Bytes(Encoding.UTF8.GetBytes(Large), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"));
        _plans.MapGet("/openapi/plans.json", () => Results.Text(Large, "application/json; charset=utf-8"));
        _plans.MapFallback(() => Results.Text(Large, "application/json; charset=utf-8"));
        await _plans.StartAsync();
        _platform = await TestPlatform.StartAsync(["Gateway"], settings: new() { ["Services:Plans:Http"] = _plans.Urls.First() });
    }

    public async Task DisposeAsync()
    {
        _more.TrySetResult();
        await _platform.DisposeAsync();
        await _plans.DisposeAsync();
    }

    [Theory]
    [InlineData("/api/plans", "gzip, deflate, br", "br")]
    [InlineData("/api/plans", "gzip", "gzip")]
    [InlineData("/api/plans", "br;q=0.1, gzip;q=0.9", "gzip")]
    [InlineData("/openapi/plans.json", "br", "br")]
    public async Task Json_LeavesCompressed_AndSaysWhatItDependsOn(string path, string accept, string coding)
    {
        using var answer = await GetAsync(path, accept);
        Assert.Equal(coding, Assert.Single(answer.Content.Headers.ContentEncoding));
        Assert.Contains("Accept-Encoding", answer.Headers.Vary);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.InRange(bytes.Length, 1, Large.Length / 4);
        Assert.Equal(Large, Unpacked(bytes, coding));
    }

    [Theory]
    [InlineData("/api/plans", null)]
    [InlineData("/api/plans", "identity")]
    [InlineData("/api/plans", "br;q=0, gzip;q=0")]
    [InlineData("/api/plans/file", "br")]
    public async Task Answer_NotLikedOrNotText_LeavesAsItIs(string path, string? accept)
    {
        using var answer = await GetAsync(path, accept);
        Assert.Empty(answer.Content.Headers.ContentEncoding);
        Assert.Equal(Large, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Answer_CompressedBefore_IsNotCompressedAgain()
    {
        using var answer = await GetAsync("/api/plans/packed", "br, gzip");
        Assert.Equal("gzip", Assert.Single(answer.Content.Headers.ContentEncoding));
        Assert.Equal(Large, Unpacked(await answer.Content.ReadAsByteArrayAsync(), "gzip"));
    }

    [Fact]
    public async Task Stream_IsNotCompressed_AndPassesAtOnce()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/plans/stream");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "br, gzip");
        using var answer = await _platform.Anonymous("Gateway").SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Empty(answer.Content.Headers.ContentEncoding);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        Assert.Equal("data: one", await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(10)));
    }

    /// <summary>What an answer to POST or the session says is a secret; its compressed length would tell of it (BREACH).</summary>
    [Fact]
    public async Task AnswerThatHoldsASecret_IsNeverCompressed()
    {
        var browser = new Browser(_platform);
        const string accept = "Accept-Encoding";
        using var signIn = await browser.SendAsync(HttpMethod.Post, "/bff/sign-in", new { userName = "11593-leader", password = TestPlatform.Password }, (accept, "br"));
        using var session = await browser.SendAsync(HttpMethod.Get, "/bff/session", null, (accept, "br"));
        using var written = await new Browser(_platform).SendAsync(HttpMethod.Post, "/api/plans", new { }, (accept, "br"), ("Authorization", "Bearer of-a-machine"));
        using var tokens = new HttpRequestMessage(HttpMethod.Post, "/api/identity/token")
        {
            Content = new FormUrlEncodedContent([new("grant_type", "password"), new("username", "11593-leader"), new("password", TestPlatform.Password)]),
        };
        tokens.Headers.TryAddWithoutValidation(accept, "br");
        using var granted = await _platform.Anonymous("Gateway").SendAsync(tokens);
        foreach (var answer in new[] { signIn, session, written, granted })
        {
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Empty(answer.Content.Headers.ContentEncoding);
        }
    }

    private async Task<HttpResponseMessage> GetAsync(string path, string? accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accept is not null)
            request.Headers.TryAddWithoutValidation("Accept-Encoding", accept);
        return await _platform.Anonymous("Gateway").SendAsync(request);
    }

    private static byte[] Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    private static string Unpacked(byte[] bytes, string coding)
    {
        using var source = new MemoryStream(bytes);
        using Stream plain = coding == "br" ? new BrotliStream(source, CompressionMode.Decompress) : new GZipStream(source, CompressionMode.Decompress);
        using var reader = new StreamReader(plain);
        return reader.ReadToEnd();
    }
}
