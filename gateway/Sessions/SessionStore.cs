using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Platform.Gateway.Sessions;

/// <summary>Keeps authentication tickets in the database, so that sessions outlive a restart and cookies stay small.</summary>
public sealed class SessionStore(IServiceScopeFactory scopes, IDataProtectionProvider protection, TimeProvider time) : ITicketStore
{
    private readonly IDataProtector _protector = protection.CreateProtector("Platform.Gateway.Sessions");

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

    public Task RenewAsync(string key, AuthenticationTicket ticket)
    {
        var (bytes, expires) = (Protect(ticket), ExpiryOf(ticket));
        return WithDbAsync(db => db.Sessions.Where(s => s.Key == key)
            .ExecuteUpdateAsync(u => u.SetProperty(s => s.Ticket, bytes).SetProperty(s => s.ExpiresAt, expires)));
    }

    public async Task<AuthenticationTicket?> RetrieveAsync(string key)
    {
        var row = await WithDbAsync(db => db.Sessions.AsNoTracking().SingleOrDefaultAsync(s => s.Key == key));
        return row is null || row.ExpiresAt < time.GetUtcNow().ToUnixTimeMilliseconds()
            ? null
            : TicketSerializer.Default.Deserialize(_protector.Unprotect(row.Ticket));
    }

    public Task RemoveAsync(string key) => WithDbAsync(db => db.Sessions.Where(s => s.Key == key).ExecuteDeleteAsync());

    private byte[] Protect(AuthenticationTicket ticket) => _protector.Protect(TicketSerializer.Default.Serialize(ticket));

    private long ExpiryOf(AuthenticationTicket ticket) =>
        (ticket.Properties.ExpiresUtc ?? time.GetUtcNow() + BrowserSessions.Lifetime).ToUnixTimeMilliseconds();

    private async Task<T> WithDbAsync<T>(Func<SessionsDb, Task<T>> use)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<SessionsDb>());
    }
}
