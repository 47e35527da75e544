using System.Text.Json;
using Platform.Testing;

namespace Platform.Identity.Tests;

public sealed class DiscoveryTests
{
    private static async Task<(string Jwks, string Token)> ReadAsync(HttpClient client, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/.well-known/openid-configuration");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        var document = await (await client.SendAsync(request)).ReadAsync<JsonElement>();
        return (document.GetProperty("jwks_uri").GetString()!, document.GetProperty("token_endpoint").GetString()!);
    }

    [Fact]
    public async Task Addresses_AreThoseOfTheGatewayThatWasAsked()
    {
        await using var platform = await TestPlatform.StartAsync(["Gateway"]);
        var gateway = platform.Address("Gateway").GetLeftPart(UriPartial.Authority);
        Assert.Equal(($"{gateway}/.well-known/jwks.json", $"{gateway}/api/identity/token"), await ReadAsync(platform.Anonymous("Gateway")));
        Assert.Equal("http://cchc.example:8443/.well-known/jwks.json", (await ReadAsync(platform.Anonymous("Gateway"), ("Host", "cchc.example:8443"))).Jwks);
        // What a caller says of itself is not what the gateway passes on.
        Assert.StartsWith(gateway, (await ReadAsync(platform.Anonymous("Gateway"), ("X-Forwarded-Host", "evil.example"))).Jwks, StringComparison.Ordinal);
        Assert.Equal("https://[::1]:8443/api/identity/token", (await ReadAsync(platform.Anonymous("Identity"), ("X-Forwarded-Host", "[::1]:8443"), ("X-Forwarded-Proto", "https"))).Token);
        foreach (var host in (string[])["a b", "user@host", "host/path", "host:99999", "host:", "a,b", "host?x"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/.well-known/openid-configuration");
            request.Headers.TryAddWithoutValidation("X-Forwarded-Host", host);
            Assert.Equal("REQ-0001", (await platform.Anonymous("Identity").SendAsync(request).ProblemAsync()).Code);
        }
    }

    [Fact]
    public async Task Addresses_AreTheConfiguredOnesWhereThereAre()
    {
        await using var platform = await TestPlatform.StartAsync([], settings: new() { ["Platform:PublicUrl"] = "https://cchc.example/" });
        Assert.Equal(("https://cchc.example/.well-known/jwks.json", "https://cchc.example/api/identity/token"), await ReadAsync(platform.Anonymous("Identity"), ("X-Forwarded-Host", "other.example")));
        // Services inside still find the keys.
        Assert.True((await platform.Admin("Identity").GetAsync("/api/identity/me")).IsSuccessStatusCode);
    }
}
