using Platform.Reporting.Model.Periods;
using Platform.Reporting.Storage;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting.Periods;

/// <summary>The period that an address names, for operations over all units of the caller.</summary>
public sealed record PeriodScope(
    string Period, Caller Caller, OrgUnitDirectory Directory, PeriodCalendar Calendar, TemplateCatalog Templates, HttpContext Http)
{
    public CancellationToken Stop => Http.RequestAborted;

    public Result<PeriodRow> Find() => Calendar.Find(Period);

    /// <summary>Who has to send in the period.</summary>
    public Func<OrgUnitInfo, bool> Expected(PeriodRow period) => Templates.Expected(period);

    /// <param name="read">Given the units at or below the caller's that send reports.</param>
    public async Task<Answer<T>> ReadAsync<T>(Func<PeriodRow, List<OrgUnitInfo>, Task<Result<T>>> read) where T : notnull =>
        await Find().ThenAsync(async period => await read(period, await UnitsAsync()));

    public async Task<List<OrgUnitInfo>> UnitsAsync() => [.. (await Directory.GetAsync(Stop)).LeavesUnder(Caller.Unit)];
}
