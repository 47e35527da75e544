using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.Reporting.Model.Reports;
using Platform.Reporting.Storage;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Timing;

namespace Platform.Reporting.Upkeep;

/// <summary>
/// Locks reports again whose reopening ran out without a new submission: accepted as before, with the content that was accepted, so that
/// their figures count again. Between the end and the sweep nobody can write (<see cref="ReportAtHand.MustBeOpen"/>).
/// </summary>
public sealed class ReopeningSweep(IServiceScopeFactory scopes, TimeProvider time, ILogger<ReopeningSweep> logger)
    : PeriodicService(Interval, time, logger)
{
    private const int Batch = 200;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task<NextRound> RoundAsync(CancellationToken stop) =>
        await SweepAsync(stop) == Batch ? NextRound.AtOnce : NextRound.AtNextTick;

    /// <returns>How many reports were locked again.</returns>
    public async Task<int> SweepAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var store = scope.ServiceProvider.GetRequiredService<ReportStore>();
        var now = Time.GetUtcNow();
        var over = await store.Db.Reports.AsNoTracking().Where(r => r.State == ReportStates.Reopened && r.ReopenedUntil <= now)
            .OrderBy(r => r.ReopenedUntil).Take(Batch).Select(r => new { r.Period, r.OrgUnit }).ToListAsync(stop);
        foreach (var report in over)
            await LockAsync(store, report.Period, report.OrgUnit, stop);
        return over.Count;
    }

    private static Task<Result<bool>> LockAsync(ReportStore store, string period, string unit, CancellationToken stop) =>
        store.ChangeAsync<bool>(period, unit, async row =>
        {
            if (row is not { State: ReportStates.Reopened, ReopenedUntil: { } until, Receipt: { } receipt } || until > store.Now)
                return ReportStateNames.Wrong(row?.State, "khóa lại");
            row.State = ReportStates.Accepted;
            row.Content = (await store.GetSubmissionAsync(receipt, stop)).Content;
            row.ReopenedUntil = null;
            row.ReopenedItems = null;
            store.Touch(row, "reopening-over", "system", "Hết thời hạn mở lại, không có lần gửi mới.");
            store.Announce(row);
            return true;
        }, stop);
}
