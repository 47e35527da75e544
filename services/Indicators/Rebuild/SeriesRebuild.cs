using System.Globalization;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.Contracts.Grpc.Reporting;
using Platform.Indicators.ClickHouse;
using Platform.Indicators.Definitions;
using Platform.Indicators.Storage;
using Platform.Indicators.Values;
using Platform.ServiceDefaults.Units;

namespace Platform.Indicators.Rebuild;

/// <param name="Reports">Reports written so far, of <paramref name="TotalReports"/>.</param>
/// <param name="Recorded">Recorded values written so far, of <paramref name="TotalRecorded"/>.</param>
public readonly record struct RebuildProgress(int Reports, int TotalReports, int Recorded, int TotalRecorded);

/// <summary>
/// Fills the time series again from what others hold: opened periods and reports from Reporting, recorded values from this service's own
/// database. The rows and their versions are those of the events, so that it may run beside them, twice, and over a series that is whole.
/// </summary>
public sealed class SeriesRebuild(
    IServiceScopeFactory scopes, StandingReports.StandingReportsClient reporting, ClickHouseSource source, ValueQueries queries, ValueWriter writer,
    DefinitionCatalog catalog, OrgUnitDirectory directory)
{
    private const int PageSize = 2_000;

    /// <summary>
    /// Whether its store does not say that it is whole though there is something that belongs into it: a new one, or one of before the mark.
    /// Whether it holds values tells nothing, for events that were under way may have written some already.
    /// </summary>
    /// <param name="authorization">Header of a caller who may list reports.</param>
    public async Task<bool> IsLostAsync(string authorization, CancellationToken stop)
    {
        if (await queries.IsWholeAsync(stop))
            return false;
        await using var scope = scopes.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<IndicatorsDb>().RecordedValues.AnyAsync(stop))
            return true;
        if ((await PageAsync(authorization, "", stop)).Total > 0)
            return true;
        await queries.MarkWholeAsync(stop);
        return false;
    }

    /// <param name="authorization">Header of a caller who may list reports.</param>
    /// <param name="tell">Told after every page that is in ClickHouse.</param>
    public async Task<RebuildProgress> RunAsync(string authorization, Func<RebuildProgress, Task> tell, CancellationToken stop)
    {
        await source.CreateTablesAsync(stop);
        var units = await directory.GetAsync(stop);
        await using var scope = scopes.CreateAsyncScope();
        var recorded = scope.ServiceProvider.GetRequiredService<IndicatorsDb>().RecordedValues.AsNoTracking();
        var progress = new RebuildProgress(0, 0, 0, await recorded.CountAsync(stop));
        for (var (after, first) = ("", true); first || after.Length > 0; first = false)
        {
            var page = await PageAsync(authorization, after, stop);
            var opened = page.Periods.SelectMany(p => ValueEvents.Rows(EventOf(p), units));
            var reports = page.Reports.Where(r => units.ByCode.ContainsKey(r.OrgUnit))
                .SelectMany(r => ValueEvents.Rows(EventOf(r), units.ByCode[r.OrgUnit], catalog.All));
            await writer.WriteAsync([.. opened, .. reports], stop);
            progress = progress with { Reports = progress.Reports + page.Reports.Count, TotalReports = first ? page.Total : progress.TotalReports };
            await tell(progress);
            after = page.Next;
        }
        while (await NextAsync(recorded, progress.Recorded, stop) is { Count: > 0 } page)
        {
            await writer.WriteAsync(
                [.. page.Where(v => units.ByCode.ContainsKey(v.OrgUnit)).Select(v => ValueEvents.Row(RecordedValueRow.EventOf(v), units.ByCode[v.OrgUnit]))], stop);
            progress = progress with { Recorded = progress.Recorded + page.Count };
            await tell(progress);
        }
        await queries.MarkWholeAsync(stop);
        return progress;
    }

    private static Task<List<RecordedValueRow>> NextAsync(IQueryable<RecordedValueRow> recorded, int skip, CancellationToken stop) =>
        // What is recorded meanwhile is told by its event; rows are never removed, so that none is skipped for another's sake.
        recorded.OrderBy(v => v.Indicator).ThenBy(v => v.Period).ThenBy(v => v.OrgUnit).Skip(skip).Take(PageSize).ToListAsync(stop);

    private async Task<StandingReportsPage> PageAsync(string authorization, string after, CancellationToken stop) =>
        await reporting.ListAsync(new() { After = after }, new Metadata { { "authorization", authorization } }, cancellationToken: stop);

    private static ReportPeriodOpenedV1 EventOf(OpenedPeriod p) =>
        new(Guid.Empty, p.Period, p.Version, p.Everyone ? null : p.Units, DateTimeOffset.FromUnixTimeMilliseconds(p.OccurredAtMs));

    // The topic makes no difference to the rows; the state does.
    private static ReportSubmittedV1 EventOf(StandingReport r) => new(
        Guid.Empty, r.OrgUnit, r.Period, r.Version, r.State, r.Submission, DateTimeOffset.FromUnixTimeMilliseconds(r.OccurredAtMs),
        r.SubmittedAtMs == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(r.SubmittedAtMs), r.OnTime,
        [.. r.Values.Select(v => new IndicatorValueV1(v.Indicator, Number(v.Numerator), v.Denominator.Length == 0 ? null : Number(v.Denominator)))]);

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
