using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Platform.EndToEnd.Tests;

/// <summary>What came back: status and JSON (undefined when there was none).</summary>
public sealed record Answer(HttpStatusCode Status, JsonElement Json)
{
    public string? Code => Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty("code", out var code) ? code.GetString() : null;

    public JsonElement this[string name] => Json.GetProperty(name);

    public JsonElement Ok() => (int)Status is >= 200 and < 300 ? Json : throw new InvalidOperationException($"Answered {(int)Status}: {Json}");
}

/// <summary>The public API through the gateway, as one user.</summary>
public sealed class Api(Uri address) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };

    public async Task SignInAsync(string user, string password)
    {
        using var form = new FormUrlEncodedContent([new("grant_type", "password"), new("username", user), new("password", password)]);
        var answer = await SendAsync(HttpMethod.Post, "/api/identity/token", form);
        SetToken(answer.Ok().GetProperty("access_token").GetString()!);
    }

    public void SetToken(string token) => _http.DefaultRequestHeaders.Authorization = new("Bearer", token);

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public Task<Answer> PostAsync(string path, object? body = null, string? key = null) => SendAsync(HttpMethod.Post, path, JsonContent.Create(body ?? new { }), key);

    public Task<Answer> PutAsync(string path, object body) => SendAsync(HttpMethod.Put, path, JsonContent.Create(body));

    public Task<Answer> SendTextAsync(HttpMethod method, string path, string text, string mediaType = "application/json") =>
        SendAsync(method, path, new StringContent(text, System.Text.Encoding.UTF8, mediaType));

    public Task<Answer> ImportAsync(string unit, string fileName, byte[] content) => SendAsync(HttpMethod.Post, "/api/plans/import", new MultipartFormDataContent
    {
        { new StringContent(unit), "orgUnit" },
        { new ByteArrayContent(content), "file", fileName },
    });

    public Task<Stream> StreamAsync(string path, CancellationToken stop) => _http.GetStreamAsync(path, stop);

    public async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content, string? key = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        var json = response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true
            ? JsonSerializer.Deserialize<JsonElement>(text)
            : default;
        return new(response.StatusCode, json);
    }

    public void Dispose() => _http.Dispose();
}

/// <summary>Waits for a condition instead of for a time.</summary>
public static class Eventually
{
    public static async Task<T> GetAsync<T>(Func<Task<T>> read, Func<T, bool> expected, string what, double withinSeconds = 20)
    {
        var until = TimeProvider.System.GetUtcNow().AddSeconds(withinSeconds);
        while (true)
        {
            var value = await read();
            if (expected(value))
                return value;
            if (TimeProvider.System.GetUtcNow() > until)
                throw new TimeoutException($"Waited {withinSeconds} s for {what}; last seen: {value}");
            // Between two looks at another process, which tells nobody.
            await Task.Delay(25);
        }
    }
}
