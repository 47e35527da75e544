using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Text;

namespace Platform.Gateway.Sessions;

/// <summary>Asks Identity for tokens and for who somebody is.</summary>
public sealed class IdentityClient(IConfiguration configuration)
{
    private readonly HttpClient _http = new()
    {
        BaseAddress = new(configuration["Services:Identity:Http"] ?? "http://127.0.0.1:5101"),
        Timeout = TimeSpan.FromSeconds(10),
    };

    public sealed record Tokens(
        [property: JsonPropertyName("access_token")] string AccessToken,
        [property: JsonPropertyName("refresh_token")] string RefreshToken,
        [property: JsonPropertyName("expires_in")] int ExpiresIn);

    public sealed record Me(string UserName, string DisplayName, string Unit, string UnitName, string UnitKind, IReadOnlyList<string> Roles);

    private sealed record Refusal(string Code, int Status, string Title, string Detail);

    public async Task<Result<Tokens>> RequestAsync(Dictionary<string, string> form, CancellationToken stop)
    {
        using var content = new FormUrlEncodedContent(form);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/identity/token") { Content = content };
        return await SendAsync<Tokens>(request, stop);
    }

    /// <summary>Gives up a sign-in. When Identity does not answer its tokens run out by themselves.</summary>
    public async Task RevokeAsync(string refreshToken)
    {
        try
        {
            using var content = new FormUrlEncodedContent([KeyValuePair.Create("token", refreshToken)]);
            using var response = await _http.PostAsync("/api/identity/token/revoke", content, CancellationToken.None);
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
        {
            // Said above.
        }
    }

    public async Task<Result<Me>> WhoAsync(string accessToken, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/identity/me");
        request.Headers.Authorization = new("Bearer", accessToken);
        return await SendAsync<Me>(request, stop);
    }

    private async Task<Result<T>> SendAsync<T>(HttpRequestMessage request, CancellationToken stop) where T : notnull
    {
        try
        {
            using var response = await _http.SendAsync(request, stop);
            if (response.IsSuccessStatusCode)
                return await response.Content.ReadFromJsonAsync<T>(PlatformJson.Options, stop) ?? throw new JsonException("Identity answered nothing.");
            if (response.Content.Headers.ContentType?.MediaType != "application/problem+json")
                return Problems.ByStatus(503)!;
            var refusal = (await response.Content.ReadFromJsonAsync<Refusal>(PlatformJson.Options, stop))!;
            return new Failure(new(refusal.Code, refusal.Status, refusal.Title), refusal.Detail);
        }
        catch (Exception error) when (error is HttpRequestException || (error is TaskCanceledException && !stop.IsCancellationRequested))
        {
            return Problems.ByStatus(503)!;
        }
    }
}
