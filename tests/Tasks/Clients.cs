using Platform.Identity.Tokens;
using Platform.ServiceDefaults.Security;
using Platform.Testing;

namespace Platform.Tasks.Tests;

/// <summary>Callers beyond those that every test platform knows.</summary>
internal static class Clients
{
    /// <summary>An officer of one office of a unit.</summary>
    public static HttpClient OfOffice(this TestPlatform platform, string unit, string office)
    {
        var client = platform.Anonymous("Tasks");
        var user = $"{unit}-{office.ToLowerInvariant()}";
        client.DefaultRequestHeaders.Authorization = new(
            "Bearer", platform.Get<TokenIssuer>("Identity").Access(user, user, unit, Roles.CommuneOfficer, office));
        return client;
    }
}
