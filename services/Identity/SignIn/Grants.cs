using Microsoft.EntityFrameworkCore;
using Platform.Identity.Clients;
using Platform.Identity.Storage;
using Platform.Identity.Tokens;
using Platform.Identity.Users;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Storage;
using static Platform.Identity.SignIn.TokenEndpoint;

namespace Platform.Identity.SignIn;

/// <summary>The three grants. Wrong user and wrong password answer alike and take alike long.</summary>
public sealed class Grants(IdentityDb db, TokenIssuer issuer, Passwords passwords, TimeProvider time)
{
    private const int AttemptsBeforeLock = 10;
    private static readonly TimeSpan LockLasts = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan NotedEvery = TimeSpan.FromMinutes(1);
    private static readonly int AccessSeconds = (int)TokenIssuer.AccessLifetime.TotalSeconds;

    private static readonly Failure WrongCredentials = new(TokenErrors.BadCredentials, "Sai tên đăng nhập hoặc mật khẩu.");

    public async Task<Result<TokenAnswer>> PasswordAsync(string userName, string password, CancellationToken stop)
    {
        var user = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.UserName == userName, stop);
        if (user is null || user.Disabled)
        {
            passwords.VerifyNothing(password);
            return WrongCredentials;
        }
        if (user.LockedUntil > time.GetUtcNow())
            return new Failure(TokenErrors.Locked, "Tài khoản tạm khóa do nhập sai nhiều lần; hãy thử lại sau một phút.");
        if (!passwords.Verify(user.PasswordHash, password))
        {
            await CountFailureAsync(user.UserName, stop);
            return WrongCredentials;
        }
        var (refresh, family) = (TokenIssuer.NewSecret(), Guid.NewGuid());
        await db.WriteAsync(
            async () =>
            {
                if (user.FailedAttempts > 0)
                {
                    await db.Users.Where(u => u.UserName == userName)
                        .ExecuteUpdateAsync(s => s.SetProperty(u => u.FailedAttempts, 0).SetProperty(u => u.LockedUntil, (DateTimeOffset?)null), stop);
                }
                db.RefreshTokens.Add(Row(refresh, family, userName, user.SignInVersion));
                return await db.SaveChangesAsync(stop);
            },
            stop);
        return Answer(user, refresh, family);
    }

    public async Task<Result<TokenAnswer>> RefreshAsync(string refreshToken, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var hash = TokenIssuer.HashOf(refreshToken);
        var token = await db.RefreshTokens.AsNoTracking().SingleOrDefaultAsync(t => t.TokenHash == hash, stop);
        var invalid = new Failure(TokenErrors.BadRefreshToken, "Phiên làm việc đã hết hạn, hãy đăng nhập lại.");
        if (token is null || token.ExpiresAt <= now || token.RevokedAt is not null)
            return invalid;
        var user = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.UserName == token.UserName && !u.Disabled, stop);
        // Closed meanwhile, or with another password: the sign-ins of before are over, also one that was under way at that moment.
        if (user is null || token.SignInVersion < user.SignInVersion)
            return invalid;
        var next = TokenIssuer.NewSecret();
        var renewed = await db.WriteAsync(
            async () =>
            {
                // The update decides: of two uses of the same token exactly one changes the row. The successor is written with it,
                // so that the second use revokes it too.
                var first = await db.RefreshTokens.Where(t => t.TokenHash == hash && t.UsedAt == null)
                    .ExecuteUpdateAsync(s => s.SetProperty(t => t.UsedAt, now), stop) == 1;
                if (!first)
                {
                    await Revoke.SessionAsync(db, token.Family, now, stop);
                    return false;
                }
                db.RefreshTokens.Add(Row(next, token.Family, user.UserName, token.SignInVersion));
                await db.SaveChangesAsync(stop);
                return true;
            },
            stop);
        return renewed ? Answer(user, next, token.Family) : invalid;
    }

    public async Task<Result<TokenAnswer>> ClientAsync(string clientId, string secret, CancellationToken stop)
    {
        var client = await db.Clients.AsNoTracking().SingleOrDefaultAsync(c => c.ClientId == clientId && !c.Disabled, stop);
        var now = time.GetUtcNow();
        if (client is null || !ClientSecrets.Opens(client, secret, now))
            return new Failure(TokenErrors.BadClient, "Sai mã ứng dụng hoặc khóa bí mật.");
        await NoteUseAsync(client, now, stop);
        return new TokenAnswer(
            issuer.Access(client.ClientId, client.ClientId, client.Unit, client.Roles, version: client.TokenVersion), "Bearer", AccessSeconds, null);
    }

    private RefreshTokenRow Row(string refresh, Guid family, string userName, long signInVersion) => new()
    {
        TokenHash = TokenIssuer.HashOf(refresh),
        Family = family,
        UserName = userName,
        SignInVersion = signInVersion,
        ExpiresAt = time.GetUtcNow() + TokenIssuer.RefreshLifetime,
    };

    private TokenAnswer Answer(UserRow user, string refresh, Guid family) => new(
        issuer.Access(user.UserName, user.DisplayName, user.Unit, user.Roles, user.Office, user.TokenVersion, family), "Bearer", AccessSeconds, refresh);

    /// <summary>To the minute, so that a busy client does not write at every token.</summary>
    private async Task NoteUseAsync(ClientRow client, DateTimeOffset now, CancellationToken stop)
    {
        var before = now - NotedEvery;
        if (client.LastUsedAt > before)
            return;
        await db.WriteAsync(
            () => db.Clients.Where(c => c.ClientId == client.ClientId && (c.LastUsedAt == null || c.LastUsedAt <= before))
                .ExecuteUpdateAsync(s => s.SetProperty(c => c.LastUsedAt, now), stop),
            stop);
    }

    private Task<int> CountFailureAsync(string userName, CancellationToken stop)
    {
        var until = time.GetUtcNow() + LockLasts;
        return db.WriteAsync(
            async () =>
            {
                await db.Users.Where(u => u.UserName == userName)
                    .ExecuteUpdateAsync(s => s.SetProperty(u => u.FailedAttempts, u => u.FailedAttempts + 1), stop);
                return await db.Users.Where(u => u.UserName == userName && u.FailedAttempts >= AttemptsBeforeLock)
                    .ExecuteUpdateAsync(s => s.SetProperty(u => u.LockedUntil, until).SetProperty(u => u.FailedAttempts, 0), stop);
            },
            stop);
    }
}
