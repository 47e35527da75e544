using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Grpc.Identity;
using Platform.Identity.Storage;
using Platform.ServiceDefaults.Security;
using Revocation = Platform.ServiceDefaults.Security.Revocation;

namespace Platform.Identity.Tokens;

/// <summary>
/// The revocations as they stand in the database, read anew each time: whichever instance of Identity is asked, it knows what any other
/// wrote. The version is made from the content, so that instances agree on it.
/// </summary>
public sealed class StoredRevocations(IServiceScopeFactory scopes, TimeProvider time) : IRevocationSource
{
    public async Task<RevocationList?> ReadAsync(string known, CancellationToken stop)
    {
        var (version, revocations) = await ReadAsync(stop);
        return version == known ? null : new(version, revocations);
    }

    public async Task<(string Version, List<Revocation> Revocations)> ReadAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        var now = time.GetUtcNow();
        var rows = await db.Revocations.AsNoTracking().Where(r => r.Until > now).Select(r => new Revocation(r.Holder, r.Below)).ToListAsync(stop);
        rows.Sort((a, b) => string.CompareOrdinal(a.Holder, b.Holder));
        return (VersionOf(rows), rows);
    }

    private static string VersionOf(List<Revocation> sorted)
    {
        var text = new StringBuilder();
        foreach (var (holder, below) in sorted)
            text.Append(CultureInfo.InvariantCulture, $"{holder}|{below}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 16));
    }
}

public sealed class RevocationsGrpc(StoredRevocations stored) : Revocations.RevocationsBase
{
    public override async Task<ListRevocationsReply> List(ListRevocationsRequest request, ServerCallContext context)
    {
        var (version, revocations) = await stored.ReadAsync(context.CancellationToken);
        var reply = new ListRevocationsReply { Version = version, Unchanged = version == request.Known };
        if (!reply.Unchanged)
            reply.Revocations.AddRange(revocations.Select(r => new Platform.Contracts.Grpc.Identity.Revocation { Holder = r.Holder, Below = r.Below }));
        return reply;
    }
}
