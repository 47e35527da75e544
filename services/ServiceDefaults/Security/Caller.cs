using System.Security.Claims;
using Platform.Contracts.Units;
using Platform.ServiceDefaults.Units;

namespace Platform.ServiceDefaults.Security;

/// <summary>Roles of the platform, as they stand in tokens.</summary>
public static class Roles
{
    public const string CityAdmin = "city-admin";
    public const string CityAnalyst = "city-analyst";
    public const string CommuneLeader = "commune-leader";
    public const string CommuneOfficer = "commune-officer";
    public const string Auditor = "auditor";
    public const string IntegrationClient = "integration-client";
}

/// <summary>Names of the claims in access tokens.</summary>
public static class Claims
{
    public const string Subject = "sub";
    public const string Name = "name";
    public const string Role = "role";

    /// <summary>Official code of the unit the caller belongs to; its subtree is the caller's scope.</summary>
    public const string Unit = "unit";

    /// <summary>Code of the caller's office within the unit; absent for leaders, city staff and machines.</summary>
    public const string Office = "office";

    /// <summary>Version of the holder's account when the token was issued (<see cref="TokenMark"/>).</summary>
    public const string Version = "ver";

    /// <summary>The sign-in that the token came from; absent for machines.</summary>
    public const string Session = "sid";

    /// <summary>Seconds since 1970 (RFC 7519).</summary>
    public const string ExpiresAt = "exp";
}

/// <summary>Who calls: user name, unit (scope = that unit and everything below it), roles and, when told, the office within the unit.</summary>
public sealed record Caller(string UserName, string Unit, IReadOnlySet<string> Roles, string? Office = null)
{
    public static Caller From(ClaimsPrincipal user) => new(
        user.FindFirstValue(Claims.Subject) ?? "",
        user.FindFirstValue(Claims.Unit) ?? "",
        user.FindAll(Claims.Role).Select(c => c.Value).ToHashSet(),
        user.FindFirstValue(Claims.Office));

    public bool Is(string role) => Roles.Contains(role);

    /// <summary>Whether the unit lies in the caller's scope. What may be done there is for <see cref="Right"/> to say.</summary>
    public bool Sees(OrgUnitInfo unit) =>
        Unit == OrgUnitCodes.Nation || unit.Code == Unit || unit.Parent == Unit;
}
