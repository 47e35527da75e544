using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Periods;
using Platform.ServiceDefaults.Outbox;
using Platform.ServiceDefaults.Storage;
using Platform.ServiceDefaults.Timing;
using Platform.ServiceDefaults.Units;
using Platform.Tasks.Model;
using Platform.Tasks.Storage;

namespace Platform.Tasks.Upkeep;

/// <summary>
/// Fills in what rows of older versions lack and no SQL can know: the upper unit, occurrences, offices, due dates by the calendar,
/// words for the search. In bounded batches from the start on, again where it was interrupted, until none is left.
/// </summary>
public sealed class RowUpgrade(
    IServiceScopeFactory scopes, OrgUnitDirectory directory, OfficeDirectory offices, WorkingDays workingDays, TimeProvider time,
    OutboxSignal signal, ILogger<RowUpgrade> logger) : PeriodicService(Again, time, logger)
{
    private const int BatchSize = 200;
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(10);

    protected override async Task<NextRound> RoundAsync(CancellationToken stop) =>
        await UpgradeAsync(stop) > 0 ? NextRound.AtOnce : NextRound.Never;

    /// <summary>One batch; returns how many rows were filled in.</summary>
    public async Task<int> UpgradeAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TasksDb>();
        if (!await db.Tasks.AnyAsync(t => t.Province == "", stop))
            return 0;
        var units = await directory.GetAsync(stop);
        var calendar = await workingDays.GetAsync(stop);
        var now = Time.GetUtcNow();
        var filled = await db.WriteAsync(
            async () =>
            {
                var rows = await db.Tasks.Where(t => t.Province == "").OrderBy(t => t.Seq).Take(BatchSize).ToListAsync(stop);
                foreach (var row in rows)
                {
                    row.Province = units.ByCode.GetValueOrDefault(row.OrgUnit)?.Parent ?? row.OrgUnit;
                    row.AssigneeOffice ??= OfficeGuess.Of(row.LeadAgency, await offices.OfAsync(row.OrgUnit, stop));
                    row.SearchText = NewTask.SearchTextOf(row);
                    var occurrences = new List<OccurrenceRow>();
                    DueDay.Write(row, DueDay.Read(row.DueDates), occurrences, calendar);
                    occurrences.ForEach(o => (o.Percent, o.CompletedOn) = (row.Percent, DoneOn(row, o)));
                    db.Occurrences.AddRange(occurrences);
                    TaskRules.Settle(row, occurrences, [], VietnamTime.DateOf(now));
                    row.Version++;
                    db.Announce(row, now);
                }
                await db.SaveChangesAsync(stop);
                return rows.Count;
            },
            stop);
        signal.Set();
        return filled;
    }

    // A series was held against its last due date alone: what was in time then stays in time.
    private static DateOnly? DoneOn(TaskRow row, OccurrenceRow occurrence) =>
        row.CompletedOn is { } done && done <= row.LastDueOn && done > occurrence.DueOn ? occurrence.DueOn : row.CompletedOn;
}
