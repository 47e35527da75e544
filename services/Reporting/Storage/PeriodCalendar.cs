using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Periods;
using Platform.Reporting.Errors;
using Platform.Reporting.Model.Periods;
using Platform.ServiceDefaults.Errors;

namespace Platform.Reporting.Storage;

/// <summary>
/// The calendar of reporting periods. Seeded by Decree 09/2019's windows from <c>Reporting:FirstYear</c> to
/// <c>Reporting:LastYear</c>; periods that ended before the two-level government (1 July 2025) start closed.
/// </summary>
public sealed class PeriodCalendar(TimeProvider time, IConfiguration configuration)
{
    private FrozenDictionary<string, PeriodRow> _periods = FrozenDictionary<string, PeriodRow>.Empty;

    public IEnumerable<PeriodRow> All => _periods.Values.OrderBy(p => p.From).ThenBy(p => p.To);

    public async Task SeedAsync(ReportingDb db)
    {
        var first = configuration.GetValue("Reporting:FirstYear", 2025);
        var last = configuration.GetValue("Reporting:LastYear", Math.Max(2026, time.GetUtcNow().Year));
        var known = await db.Periods.Select(p => p.Code).ToHashSetAsync();
        for (var year = first; year <= last; year++)
            db.Periods.AddRange(Decree.Year(year).Select(c => Decree.Row(c, WorkingCalendar.Plain)).Where(p => !known.Contains(p.Code)));
        await db.SaveChangesAsync();
    }

    /// <summary>Reads the calendar anew; after every change of a period.</summary>
    public async Task LoadAsync(ReportingDb db) =>
        _periods = (await db.Periods.AsNoTracking().ToListAsync()).ToFrozenDictionary(p => p.Code);

    public Result<PeriodRow> Find(string text)
    {
        if (!PeriodCode.TryParse(text, out _))
            return RequestErrors.NoSuchPeriod(text);
        return _periods.TryGetValue(text, out var period)
            ? period
            : new Failure(ReportErrors.UnknownPeriod, $"Kỳ {text} không có trong lịch báo cáo.");
    }

    /// <summary>The period, when it takes entries now.</summary>
    public Result<PeriodRow> FindOpen(string text) =>
        Find(text).Then(period => PeriodStates.MustBeOpen(period, time.GetUtcNow()) is { } notOpen ? (Result<PeriodRow>)notOpen : period);

    /// <summary>The period of the same kind just before.</summary>
    public PeriodRow? Before(PeriodRow period) => _periods.Values.Where(p => p.Kind == period.Kind && p.From < period.From)
        .MaxBy(p => p.From);

    /// <summary>The one period the pages open with: the earliest open quarter.</summary>
    public PeriodRow? Focus(DateTimeOffset now) =>
        All.FirstOrDefault(p => p.Kind == "quarter" && PeriodStates.Of(p, now) == PeriodState.Open);
}
