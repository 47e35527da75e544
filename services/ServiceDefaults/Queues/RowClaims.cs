using Microsoft.EntityFrameworkCore;
using Platform.ServiceDefaults.Storage;

namespace Platform.ServiceDefaults.Queues;

/// <summary>
/// Claim, work, put back. The claim moves <see cref="QueuedRow.NextTryAt"/> on: should its process die, the rows come up again when it has run out.
/// On PostgreSQL a claim passes over rows that another is just claiming (<c>for update skip locked</c>), so that replicas share a queue without waiting.
/// </summary>
public static class RowClaims
{
    /// <summary>Takes the rows of <paramref name="first"/> that are still due.</summary>
    /// <param name="first">The rows wanted, in order and bounded; those given up or not due yet are left out here.</param>
    public static async Task<List<T>> ClaimAsync<T>(
        this PlatformDb db, Func<IQueryable<T>, IQueryable<T>> first, TimeSpan lasts, DateTimeOffset now, CancellationToken stop)
        where T : QueuedRow
    {
        var due = first(db.Set<T>().AsNoTracking().Where(r => r.DeadAt == null && r.NextTryAt <= now)).Select(r => r.Id);
        // Most looks find nothing: they take no write lock.
        if (!await due.AnyAsync(stop))
            return [];
        var (me, until) = (Guid.NewGuid(), now + lasts);
        return await db.WriteAsync(
            async () =>
            {
                var ids = await due.SkipLocked().ToListAsync(stop);
                await db.Set<T>().Where(r => ids.Contains(r.Id)).ExecuteUpdateAsync(
                    s => s.SetProperty(r => r.ClaimedBy, me).SetProperty(r => r.NextTryAt, until).SetProperty(r => r.Attempts, r => r.Attempts + 1), stop);
                return await db.Set<T>().AsNoTracking().Where(r => ids.Contains(r.Id)).OrderBy(r => r.Id).ToListAsync(stop);
            },
            stop);
    }

    /// <summary>A try that failed: again at <paramref name="next"/>, or never when <paramref name="dead"/> is set.</summary>
    public static Task<int> FailAsync<T>(this PlatformDb db, T row, DateTimeOffset next, DateTimeOffset? dead, string? error) where T : QueuedRow =>
        db.Set<T>().Where(r => r.Id == row.Id && r.ClaimedBy == row.ClaimedBy).ExecuteUpdateAsync(
            s => s.SetProperty(r => r.ClaimedBy, (Guid?)null).SetProperty(r => r.NextTryAt, next)
                .SetProperty(r => r.DeadAt, dead).SetProperty(r => r.LastError, error),
            CancellationToken.None);

    /// <summary>Not tried in this round: the try that the claim counted is taken back.</summary>
    public static Task<int> PutBackAsync<T>(this PlatformDb db, IEnumerable<T> rows, DateTimeOffset now) where T : QueuedRow
    {
        var mine = rows.ToList();
        var (ids, me) = (mine.ConvertAll(r => r.Id), mine.FirstOrDefault()?.ClaimedBy);
        // What somebody else has claimed meanwhile is theirs.
        return db.WriteAsync(
            () => db.Set<T>().Where(r => ids.Contains(r.Id) && r.ClaimedBy == me).ExecuteUpdateAsync(
                s => s.SetProperty(r => r.ClaimedBy, (Guid?)null).SetProperty(r => r.NextTryAt, now)
                    .SetProperty(r => r.Attempts, r => r.Attempts - 1),
                CancellationToken.None),
            CancellationToken.None);
    }

    /// <summary>
    /// A SQLite file has one process: what is claimed at its start was claimed by one that died, and need not wait for the claim
    /// to run out. On PostgreSQL another instance may hold the claim.
    /// </summary>
    public static async Task ReleaseOwnAsync<T>(this PlatformDb db, DateTimeOffset now, CancellationToken stop) where T : QueuedRow
    {
        if (!db.Database.IsSqlite())
            return;
        await db.WriteAsync(
            () => db.Set<T>().Where(r => r.ClaimedBy != null && r.DeadAt == null)
                .ExecuteUpdateAsync(s => s.SetProperty(r => r.ClaimedBy, (Guid?)null).SetProperty(r => r.NextTryAt, now), stop),
            stop);
    }

    /// <summary>Given up rows are due at once, as if never tried.</summary>
    /// <returns>How many.</returns>
    public static Task<int> ReviveAsync<T>(this IQueryable<T> rows, DateTimeOffset now, CancellationToken stop) where T : QueuedRow =>
        rows.Where(r => r.DeadAt != null).ExecuteUpdateAsync(
            s => s.SetProperty(r => r.DeadAt, (DateTimeOffset?)null).SetProperty(r => r.Attempts, 0).SetProperty(r => r.NextTryAt, now), stop);
}
