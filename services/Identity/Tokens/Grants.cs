using Microsoft.EntityFrameworkCore;
using Platform.Identity.Storage;
using Platform.Identity.Users;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Storage;
using static Platform.Identity.Tokens.TokenEndpoint;

namespace Platform.Identity.Tokens;

/// <summary>The three grants. Wrong user and wrong password answer alike and take alike long.</summary>
public sealed class Grants(IdentityDb db, TokenIssuer issuer, Passwords passwords, TimeProvider time)
{
    private const int AttemptsBeforeLock = 10;
    private static readonly TimeSpan LockLasts = TimeSpan.FromMinutes(1);

    private static readonly Failure WrongCredentials = new(TokenErrors.BadCredentials, "Sai tên đăng nhập hoặc mật khẩu.");

    public async Task<Result<TokenAnswer>> PasswordAsync(string userName, string password, CancellationToken stop)
    {
        var user = await db.Users.SingleOrDefaultAsync(u => u.UserName == userName, stop);
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
        if (user.FailedAttempts > 0)
        {
            user.FailedAttempts = 0;
            user.LockedUntil = null;
        }
        var refresh = TokenIssuer.NewSecret();
        db.RefreshTokens.Add(Row(refresh, Guid.NewGuid(), user.UserName));
        await db.WriteAsync(() => db.SaveChangesAsync(stop), stop);
        return Answer(user, refresh);
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
        if (user is null)
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
                    await db.RefreshTokens.Where(t => t.Family == token.Family).ExecuteUpdateAsync(s => s.SetProperty(t => t.RevokedAt, now), stop);
                    return false;
                }
                db.RefreshTokens.Add(Row(next, token.Family, user.UserName));
                await db.SaveChangesAsync(stop);
                return true;
            },
            stop);
        return renewed ? Answer(user, next) : invalid;
    }

    public async Task<Result<TokenAnswer>> ClientAsync(string clientId, string secret, CancellationToken stop)
    {
        var client = await db.Clients.AsNoTracking().SingleOrDefaultAsync(c => c.ClientId == clientId && !c.Disabled, stop);
        if (client is null || client.SecretHash != TokenIssuer.HashOf(secret))
            return new Failure(TokenErrors.BadClient, "Sai mã ứng dụng hoặc khóa bí mật.");
        return new TokenAnswer(
            issuer.Access(client.ClientId, client.ClientId, client.Unit, client.Roles), "Bearer", (int)TokenIssuer.AccessLifetime.TotalSeconds, null);
    }

    private RefreshTokenRow Row(string refresh, Guid family, string userName) => new()
    {
        TokenHash = TokenIssuer.HashOf(refresh),
        Family = family,
        UserName = userName,
        ExpiresAt = time.GetUtcNow() + TokenIssuer.RefreshLifetime,
    };

    private TokenAnswer Answer(UserRow user, string refresh) => new(
        issuer.Access(user.UserName, user.DisplayName, user.Unit, user.Roles, user.Office), "Bearer", (int)TokenIssuer.AccessLifetime.TotalSeconds, refresh);

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
