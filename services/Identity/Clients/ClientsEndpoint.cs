using Platform.Identity.OrgUnits;
using Platform.Identity.Storage;
using Platform.Identity.Tokens;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;

namespace Platform.Identity.Clients;

/// <summary>API clients for machines. The secret is shown once, when the client is made.</summary>
public static class ClientsEndpoint
{
    /// <param name="Unit">The client's scope: this unit and everything below it.</param>
    public sealed record NewClient(string Unit);

    public sealed record ClientSecret(string ClientId, string Secret);

    public static void MapClients(this WebApplication app) =>
        app.For(Rights.ManageClients).MapPost("/api/identity/clients", async (
            NewClient client, Caller caller, UnitList units, IdentityDb db, TimeProvider time, CancellationToken stop) =>
        {
            if (!units.Current.ByCode.TryGetValue(client.Unit ?? "", out var unit))
                return RequestErrors.NoSuchUnit(client.Unit ?? "").ToProblem();
            if (!caller.Sees(unit))
                return RequestErrors.OutOfScope(unit.Code).ToProblem();
            var secret = TokenIssuer.NewSecret();
            var row = new ClientRow
            {
                ClientId = $"client-{Guid.NewGuid():N}",
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
            return Results.Created($"/api/identity/clients/{row.ClientId}", new ClientSecret(row.ClientId, secret));
        }).Produces<ClientSecret>(201);
}
