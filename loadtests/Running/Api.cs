using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Platform.LoadTests.Running;

/// <summary>An answer, read to its end.</summary>
public sealed record Answer(int Status, byte[] Body, string? ETag)
{
    public bool IsOk => Status is >= 200 and < 300;

    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Body);
}

/// <summary>The public API as any machine uses it: real tokens, through the gateway.</summary>
public sealed class Api(Uri gateway, string password) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false, UseProxy = false }) { BaseAddress = gateway, Timeout = TimeSpan.FromMinutes(2) };

    public async Task<string> SignInAsync(string user)
    {
        using var form = new FormUrlEncodedContent([new("grant_type", "password"), new("username", user), new("password", password)]);
        using var response = await _http.PostAsync("/api/identity/token", form);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }

    /// <summary>Access tokens of many users. A password check costs processor time on purpose, so this takes a while.</summary>
    public async Task<Dictionary<string, string>> SignInAsync(IReadOnlyCollection<string> users)
    {
        var tokens = new System.Collections.Concurrent.ConcurrentDictionary<string, string>();
        await Parallel.ForEachAsync(users, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (user, _) => tokens[user] = await SignInAsync(user));
        return new(tokens);
    }

    public Task<Answer> GetAsync(string token, string path, CancellationToken stop = default) => SendAsync(HttpMethod.Get, token, path, null, stop);

    /// <summary>As a browser looks: compressed, and by the tag of what it has.</summary>
    /// <param name="seen">ETag of what was answered before; null at the first look.</param>
    public async Task<Answer> LookAsync(string token, string path, string? seen)
    {
        using var request = Request(HttpMethod.Get, token, path, null);
        request.Headers.AcceptEncoding.Add(new("br"));
        if (seen is not null)
            request.Headers.IfNoneMatch.Add(new(seen));
        using var response = await _http.SendAsync(request);
        return new((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(), response.Headers.ETag?.Tag);
    }

    public Task<Answer> PutAsync(string token, string path, byte[] json) => SendAsync(HttpMethod.Put, token, path, json, default);

    public Task<Answer> PostAsync(string token, string path, byte[] json) => SendAsync(HttpMethod.Post, token, path, json, default);

    public async Task<JsonElement> ReadAsync(string token, string path)
    {
        var answer = await GetAsync(token, path);
        return answer.IsOk ? answer.Json : throw new InvalidOperationException($"GET {path} answered {answer.Status}.");
    }

    /// <summary>The pictures of a server-sent event stream, until the caller has seen enough.</summary>
    public async IAsyncEnumerable<JsonElement> StreamAsync(
        string token, string path, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        using var request = Request(HttpMethod.Get, token, path, null);
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
        response.EnsureSuccessStatusCode();
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(stop));
        while (await reader.ReadLineAsync(stop) is { } line)
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal))
                yield return JsonSerializer.Deserialize<JsonElement>(line["data: ".Length..]);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<Answer> SendAsync(HttpMethod method, string token, string path, byte[]? json, CancellationToken stop)
    {
        using var request = Request(method, token, path, json);
        using var response = await _http.SendAsync(request, stop);
        return new((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(stop), response.Headers.ETag?.Tag);
    }

    private static HttpRequestMessage Request(HttpMethod method, string token, string path, byte[]? json)
    {
        var request = new HttpRequestMessage(method, path) { Headers = { Authorization = new("Bearer", token) } };
        if (json is not null)
            request.Content = new ByteArrayContent(json) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        return request;
    }
}
