using Microsoft.EntityFrameworkCore;
using Platform.Identity.OrgUnits;
using Platform.Identity.Storage;
using Platform.Identity.Tokens;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;

namespace Platform.Identity.Clients;

/// <summary>API clients for machines: list and make. A secret is shown once, when it is made.</summary>
public static class ClientsEndpoint
{
    private const int LongestName = 120;

    /// <param name="Unit">The client's scope: this unit and everything below it.</param>
    /// <param name="Name">What it is for, as people will know it again.</param>
    public sealed record NewClient(string Unit, string? Name = null);

    public sealed record ClientSecret(string ClientId, string Secret);

    /// <param name="LastUsedAt">When it last got a token, to the minute; null: never.</param>
    /// <param name="OldSecretUntil">Until when the secret before the present one is good; null when it is not.</param>
    public sealed record ClientView(
        string ClientId, string Name, string Unit, IReadOnlyList<string> Roles, bool Revoked,
        DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt, DateTimeOffset? OldSecretUntil);

    public static void MapClients(this WebApplication app)
    {
        var clients = app.For(Rights.ManageClients);
        clients.MapGet("/api/identity/clients", async Task<Answer<IEnumerable<ClientView>>> (
            Caller caller, UnitList units, IdentityDb db, TimeProvider time, CancellationToken stop) =>
        {
            var scope = units.Under(caller.Unit).Select(u => u.Code).ToList();
            var rows = await db.Clients.AsNoTracking().Where(c => scope.Contains(c.Unit))
                .OrderBy(c => c.CreatedAt).ThenBy(c => c.ClientId).ToListAsync(stop);
            return rows.ConvertAll(c => View(c, time.GetUtcNow()));
        }).WithSummary("API clients of the own units (city-admin)");

        clients.MapPost("/api/identity/clients", async Task<CreatedAnswer<ClientSecret>> (
            NewClient client, Caller caller, UnitList units, IdentityDb db, TimeProvider time, CancellationToken stop) =>
        {
            if (!units.Current.ByCode.TryGetValue(client.Unit ?? "", out var unit))
                return RequestErrors.NoSuchUnit(client.Unit ?? "");
            if (!caller.Sees(unit))
                return RequestErrors.OutOfScope(unit.Code);
            if (client.Name is { } name && (name.Length > LongestName || name.Any(char.IsControl)))
                return Failure.Invalid("name", "IDN-0061", $"Tên ứng dụng dài tối đa {LongestName} ký tự, trên một dòng.");
            var secret = TokenIssuer.NewSecret();
            var row = new ClientRow
            {
                ClientId = $"client-{Guid.NewGuid():N}",
                Name = client.Name?.Trim() ?? "",
                SecretHash = TokenIssuer.HashOf(secret),
                Unit = unit.Code,
                Roles = Roles.IntegrationClient,
                CreatedAt = time.GetUtcNow(),
            };
            await db.WriteAsync(
                () =>
                {
                    db.Clients.Add(row);
                    return db.SaveChangesAsync(stop);
                },
                stop);
            return CreatedAnswer<ClientSecret>.At(new ClientSecret(row.ClientId, secret), c => $"/api/identity/clients/{c.ClientId}");
        }).WithSummary("Makes an API client; its secret is shown this once");
    }

    internal static ClientView View(ClientRow c, DateTimeOffset now) => new(
        c.ClientId, c.Name, c.Unit, c.Roles.Split(' '), c.Disabled,
        c.CreatedAt, c.LastUsedAt, c.OldSecretUntil > now && !c.Disabled ? c.OldSecretUntil : null);
}
