using System.Net;
using System.Text.Json;
using Platform.Gateway.Sessions;
using Platform.Testing;

namespace Platform.Gateway.Tests;

/// <summary>What a browser does: keeps cookies, shows the CSRF token in a header.</summary>
internal sealed class Browser(TestPlatform platform)
{
    private readonly HttpClient _http = platform.Anonymous("Gateway");

    public string? Cookie { get; set; }

    public string? Csrf { get; set; }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (Cookie is not null)
            request.Headers.Add("Cookie", Cookie);
        if (Csrf is not null)
            request.Headers.Add("X-CSRF-Token", Csrf);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        var response = await _http.SendAsync(request);
        if (response.Headers.TryGetValues("Set-Cookie", out var set))
            Cookie = set.Last().Split(';')[0];
        return response;
    }

    public Task<HttpResponseMessage> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<HttpResponseMessage> PostAsync(string path, object? body = null) => SendAsync(HttpMethod.Post, path, body);

    public async Task<HttpResponseMessage> SignInAsync(string user, string password = TestPlatform.Password)
    {
        var response = await PostAsync("/bff/sign-in", new { userName = user, password });
        if (response.StatusCode == HttpStatusCode.OK)
            Csrf = (await response.ReadAsync<SessionsEndpoint.Session>()).Csrf;
        return response;
    }
}
