using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.Rollups.Storage;
using Platform.ServiceDefaults.Storage;
using Platform.ServiceDefaults.Text;
using Platform.ServiceDefaults.Units;

namespace Platform.Rollups.Periods;

/// <summary>Who has to send in every period that Reporting told of. In memory; read anew now and then, since another replica may have been told.</summary>
public sealed class ExpectedUnits(IServiceScopeFactory scopes, TimeProvider time)
{
    private static readonly TimeSpan Keep = TimeSpan.FromSeconds(2);
    private volatile Snapshot? _known;
    private int _changes;

    /// <param name="Version">Grows with everything that was told.</param>
    public sealed record Snapshot(IReadOnlyDictionary<string, Expectation> ByPeriod, long Version, DateTimeOffset ReadAt)
    {
        /// <summary>A period that was not told of yet is expected of everyone.</summary>
        public Expectation Of(string period) => ByPeriod.GetValueOrDefault(period) ?? Expectation.NotTold;
    }

    public async ValueTask<Snapshot> GetAsync(CancellationToken stop)
    {
        var now = time.GetUtcNow();
        if (_known is { } known && now - known.ReadAt < Keep)
            return known;
        var changes = Volatile.Read(ref _changes);
        await using var scope = scopes.CreateAsyncScope();
        var rows = await scope.ServiceProvider.GetRequiredService<RollupsDb>().ReportPeriods.AsNoTracking().ToListAsync(stop);
        var read = new Snapshot(
            rows.ToDictionary(r => r.Period, r => new Expectation(true, r.Units is { } json ? JsonSerializer.Deserialize<HashSet<string>>(json, PlatformJson.Options) : null)),
            rows.Sum(r => r.Version), now);
        // What was read before a change is not kept.
        if (changes == Volatile.Read(ref _changes))
            _known = read;
        return read;
    }

    /// <summary>Keeps the highest version per period; twice or late changes nothing.</summary>
    public async Task ApplyAsync(ReportPeriodOpenedV1 e, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RollupsDb>();
        await db.WriteAsync(
            async () =>
            {
                var row = await db.ReportPeriods.SingleOrDefaultAsync(r => r.Period == e.Period, stop);
                if (row?.Version >= e.Version)
                    return false;
                if (row is null)
                    db.ReportPeriods.Add(row = new() { Period = e.Period });
                row.Version = e.Version;
                row.Units = e.Units is null ? null : JsonSerializer.Serialize(e.Units, PlatformJson.Options);
                await db.SaveChangesAsync(stop);
                return true;
            },
            stop);
        Interlocked.Increment(ref _changes);
        _known = null;
    }
}

/// <summary>Who has to send in one period.</summary>
/// <param name="Told">Whether the period opened and Reporting told of it.</param>
/// <param name="Units">Official codes; null for everyone.</param>
public sealed record Expectation(bool Told, IReadOnlySet<string>? Units)
{
    public static readonly Expectation NotTold = new(false, null);

    public int CountUnder(string code, OrgUnitSnapshot units) => units.LeavesUnder(code).Count(u => Units is null || Units.Contains(u.Code));
}
