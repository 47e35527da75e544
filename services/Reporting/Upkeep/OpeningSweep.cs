using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.Contracts.Units;
using Platform.Reporting.Model.Periods;
using Platform.Reporting.Storage;
using Platform.ServiceDefaults.Outbox;
using Platform.ServiceDefaults.Storage;
using Platform.ServiceDefaults.Text;
using Platform.ServiceDefaults.Timing;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting.Upkeep;

/// <summary>
/// Tells the other services who has to send once a period opened (nobody, while there is no template for it), and again when a template
/// that
/// was published later adds units. Periods that were closed from the start are told of when they take a report entered afterwards.
/// </summary>
public sealed class OpeningSweep(
    IServiceScopeFactory scopes, PeriodCalendar calendar, TemplateCatalog templates, OrgUnitDirectory directory, OutboxSignal signal,
    TimeProvider time,
    ILogger<OpeningSweep> logger) : PeriodicService(Interval, time, logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    private static readonly string Everyone = JsonSerializer.Serialize(PeriodSenders.Everyone, PlatformJson.Options);

    protected override async Task<NextRound> RoundAsync(CancellationToken stop)
    {
        await SweepAsync(stop);
        return NextRound.AtNextTick;
    }

    /// <returns>How many periods were told of.</returns>
    public async Task<int> SweepAsync(CancellationToken stop)
    {
        var now = Time.GetUtcNow();
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ReportingDb>();
        var units = (await directory.GetAsync(stop)).LeavesUnder(OrgUnitCodes.Nation).ToList();
        var told = 0;
        foreach (var period in calendar.All.Where(p => p.OpensAt <= now && p.Expected != Everyone).ToList())
        {
            if (PeriodStates.Of(period, now) == PeriodState.Closed && !await db.Reports.AnyAsync(r => r.Period == period.Code, stop))
                continue;
            if (Expected(period, units) is { } expected && await AnnounceAsync(db, period, expected, stop))
                told++;
        }
        if (told > 0)
        {
            await calendar.LoadAsync(db);
            signal.Set();
        }
        return told;
    }

    /// <summary>Who has to send by now, those told of before among them; null when nobody is added.</summary>
    private PeriodSenders? Expected(PeriodRow period, List<OrgUnitInfo> units)
    {
        var known = period.Expected is { } json ? PeriodSenders.Read(json).AsFilter() : _ => false;
        var (senders, covered) = (PeriodSenders.Of(period).AsFilter(), templates.Covers(period));
        var before = units.Count(known);
        var expected = units.Where(u => known(u) || (senders(u) && covered(u))).Select(u => u.Code).ToList();
        return period.Expected is not null && expected.Count == before ? null : expected.Count == units.Count
            ? PeriodSenders.Everyone : new(null, expected);
    }

    private Task<bool> AnnounceAsync(ReportingDb db, PeriodRow seen, PeriodSenders expected, CancellationToken stop) => db.WriteAsync(
        async () =>
        {
            var (row, now) = (await db.Periods.SingleAsync(p => p.Code == seen.Code, stop), Time.GetUtcNow());
            // Another replica was faster; what it did not know of is added the next Time.
            if (row.Announced != seen.Announced)
                return false;
            row.Expected = JsonSerializer.Serialize(expected, PlatformJson.Options);
            row.Announced++;
            db.Outbox.Add(OutboxMessage.For(Topics.ReportPeriodOpened,
                new ReportPeriodOpenedV1(Guid.NewGuid(), row.Code, row.Announced, expected.Units, now), now));
            await db.SaveChangesAsync(stop);
            return true;
        },
        stop);
}
