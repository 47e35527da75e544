using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Platform.Gateway.Sessions;

/// <summary>Keeps authentication tickets in the database, so that sessions outlive a restart, gateways share them and cookies stay small.</summary>
public sealed class SessionStore(IServiceScopeFactory scopes, IDataProtectionProvider protection, TimeProvider time) : ITicketStore
{
    private const string KeyParameter = "session-key";

    // Longer than Identity is given to answer: who claims a renewal and dies keeps others waiting for no longer.
    private static readonly TimeSpan RenewWithin = TimeSpan.FromSeconds(15);

    private readonly IDataProtector _protector = protection.CreateProtector("Platform.Gateway.Sessions");

    /// <summary>Key of a session that was read from here.</summary>
    public static string KeyOf(AuthenticationProperties properties) => properties.GetParameter<string>(KeyParameter)!;

    public async Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        await WithDbAsync(async db =>
        {
            db.Sessions.Add(new() { Key = key, Ticket = Protect(ticket), ExpiresAt = ExpiryOf(ticket) });
            return await db.SaveChangesAsync();
        });
        return key;
    }

    /// <summary>Stores the ticket and ends the claim on its renewal.</summary>
    public Task RenewAsync(string key, AuthenticationTicket ticket)
    {
        var (bytes, expires) = (Protect(ticket), ExpiryOf(ticket));
        return WithDbAsync(db => db.Sessions.Where(s => s.Key == key)
            .ExecuteUpdateAsync(u => u.SetProperty(s => s.Ticket, bytes).SetProperty(s => s.ExpiresAt, expires).SetProperty(s => s.RenewingUntil, 0)));
    }

    public async Task<AuthenticationTicket?> RetrieveAsync(string key)
    {
        var row = await WithDbAsync(db => db.Sessions.AsNoTracking().SingleOrDefaultAsync(s => s.Key == key));
        if (row is null || row.ExpiresAt < Now || TicketSerializer.Default.Deserialize(_protector.Unprotect(row.Ticket)) is not { } ticket)
            return null;
        ticket.Properties.SetParameter(KeyParameter, key);
        return ticket;
    }

    public Task RemoveAsync(string key) => WithDbAsync(db => db.Sessions.Where(s => s.Key == key).ExecuteDeleteAsync());

    /// <summary>Of all calls of a session, at all gateways, one is let in at a time: a refresh token is good once.</summary>
    public async Task<bool> ClaimRenewalAsync(string key)
    {
        var (now, until) = (Now, Now + (long)RenewWithin.TotalMilliseconds);
        return await WithDbAsync(db => db.Sessions.Where(s => s.Key == key && s.RenewingUntil <= now)
            .ExecuteUpdateAsync(u => u.SetProperty(s => s.RenewingUntil, until))) == 1;
    }

    public Task GiveUpRenewalAsync(string key) =>
        WithDbAsync(db => db.Sessions.Where(s => s.Key == key).ExecuteUpdateAsync(u => u.SetProperty(s => s.RenewingUntil, 0)));

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private byte[] Protect(AuthenticationTicket ticket) => _protector.Protect(TicketSerializer.Default.Serialize(ticket));

    private long ExpiryOf(AuthenticationTicket ticket) =>
        (ticket.Properties.ExpiresUtc ?? time.GetUtcNow() + BrowserSessions.Lifetime).ToUnixTimeMilliseconds();

    private async Task<T> WithDbAsync<T>(Func<SessionsDb, Task<T>> use)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<SessionsDb>());
    }
}
