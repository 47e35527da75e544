using Microsoft.EntityFrameworkCore;
using Platform.Identity.OrgUnits;
using Platform.Identity.Storage;
using Platform.Identity.Tokens;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;
using static Platform.Identity.Clients.ClientsEndpoint;

namespace Platform.Identity.Clients;

/// <summary>Gives a client a new secret, or revokes it for good.</summary>
public static class ChangeClientEndpoint
{
    private const int LongestOverlapHours = 24 * 30;

    private static readonly ErrorCode NoSuchClient = new("IDN-0060", 404, "There is no such API client");
    private static readonly ErrorCode Revoked = new("IDN-0062", 409, "The API client is revoked");

    /// <param name="OverlapHours">
    /// How long the present secret stays good, so that the client can be changed over without a pause; 0 (it is known to somebody else):
    /// it ends at once, and so do the tokens it got.
    /// </param>
    public sealed record NewSecretInput(int? OverlapHours);

    public static void MapChangeClient(this WebApplication app)
    {
        var clients = app.For(Rights.ManageClients);
        clients.MapPost("/api/identity/clients/{clientId}/secret", (
            string clientId, NewSecretInput input, Caller caller, UnitList units, IdentityDb db, TimeProvider time, CancellationToken stop) =>
            ChangeAsync<ClientSecret>(clientId, caller, units, db, async client =>
            {
                if (client.Disabled)
                    return new Failure(Revoked, "Ứng dụng này đã bị thu hồi; hãy tạo ứng dụng mới.");
                if (input.OverlapHours is not { } hours || hours is < 0 or > LongestOverlapHours)
                {
                    var told = input.OverlapHours is { } number ? $"{number}" : "không có";
                    return Failure.Invalid(
                        "overlapHours", "IDN-0063", $"Số giờ khóa cũ còn dùng được phải từ 0 đến {LongestOverlapHours}, nhận được {told}.");
                }
                var (fresh, now) = (TokenIssuer.NewSecret(), time.GetUtcNow());
                ClientSecrets.Replace(client, fresh, TimeSpan.FromHours(hours), now);
                if (hours == 0)
                    await Revoke.TokensOfAsync(db, client, now, stop);
                return new ClientSecret(client.ClientId, fresh);
            }, stop)).WithSummary("A new secret; the present one stays good for the hours told");

        clients.MapPost("/api/identity/clients/{clientId}/revoke", (
            string clientId, Caller caller, UnitList units, IdentityDb db, TimeProvider time, CancellationToken stop) =>
            ChangeAsync<ClientView>(clientId, caller, units, db, async client =>
            {
                if (!client.Disabled)
                {
                    client.Disabled = true;
                    await Revoke.TokensOfAsync(db, client, time.GetUtcNow(), stop);
                }
                return View(client, time.GetUtcNow());
            }, stop)).WithSummary("Revokes the client for good, with the tokens it has");
    }

    private static async Task<Answer<T>> ChangeAsync<T>(
        string clientId, Caller caller, UnitList units, IdentityDb db, Func<ClientRow, Task<Result<T>>> change, CancellationToken stop)
        where T : notnull => await db.WriteAsync<Result<T>>(
        async () =>
        {
            var client = await db.Clients.SingleOrDefaultAsync(c => c.ClientId == clientId, stop);
            if (client is null || !units.Current.ByCode.TryGetValue(client.Unit, out var unit) || !caller.Sees(unit))
                return new Failure(NoSuchClient, $"Không có ứng dụng kết nối “{clientId}” trong phạm vi quản lý.");
            var changed = await change(client);
            if (changed.Failure is null)
                await db.SaveChangesAsync(stop);
            return changed;
        },
        stop);
}
