using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Platform.ServiceDefaults.Text;

namespace Platform.Testing;

/// <summary>One finding in a problem document.</summary>
public sealed record ProblemError(string Field, string Code, string Message);

/// <summary>What every refusal looks like on the wire.</summary>
public sealed record Problem(int Status, string Code, string? Title, string? Detail, IReadOnlyList<ProblemError>? Errors)
{
    public IEnumerable<string> Fields => (Errors ?? []).Select(e => e.Field);
}

/// <summary>Reading and sending JSON as the API speaks it.</summary>
public static class Answers
{
    public static async Task<T> ReadAsync<T>(this HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException($"{response.RequestMessage?.Method} {response.RequestMessage?.RequestUri?.PathAndQuery} answered {(int)response.StatusCode}: {text}");
        return JsonSerializer.Deserialize<T>(text, PlatformJson.Options)!;
    }

    public static async Task<T> ReadAsync<T>(this Task<HttpResponseMessage> response) => await (await response).ReadAsync<T>();

    /// <summary>The refusal; fails when it is none, or not a problem document with a code.</summary>
    public static async Task<Problem> ProblemAsync(this HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        var problem = response.Content.Headers.ContentType?.MediaType == "application/problem+json"
            ? JsonSerializer.Deserialize<Problem>(text, PlatformJson.Options)
            : null;
        if (problem?.Code is null || problem.Status != (int)response.StatusCode)
            throw new InvalidOperationException($"Expected problem details, got {(int)response.StatusCode} {response.Content.Headers.ContentType}: {text}");
        return problem;
    }

    public static async Task<Problem> ProblemAsync(this Task<HttpResponseMessage> response) => await (await response).ProblemAsync();

    public static Task<HttpResponseMessage> PostAsync(this HttpClient client, string path) => client.PostAsync(path, null);

    public static Task<HttpResponseMessage> PostJsonAsync<T>(this HttpClient client, string path, T body, params (string Name, string Value)[] headers) =>
        client.SendJsonAsync(HttpMethod.Post, path, JsonContent.Create(body, options: PlatformJson.Options), headers);

    public static Task<HttpResponseMessage> PutJsonAsync<T>(this HttpClient client, string path, T body, params (string Name, string Value)[] headers) =>
        client.SendJsonAsync(HttpMethod.Put, path, JsonContent.Create(body, options: PlatformJson.Options), headers);

    /// <summary>Sends text as it is, for bodies that no serialiser would make.</summary>
    public static Task<HttpResponseMessage> SendRawAsync(this HttpClient client, HttpMethod method, string path, string body, string mediaType = "application/json") =>
        client.SendJsonAsync(method, path, new StringContent(body, Encoding.UTF8, mediaType));

    private static Task<HttpResponseMessage> SendJsonAsync(
        this HttpClient client, HttpMethod method, string path, HttpContent content, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return client.SendAsync(request);
    }
}
