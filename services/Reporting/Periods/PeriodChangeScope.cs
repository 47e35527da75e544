using Microsoft.EntityFrameworkCore;
using Platform.Reporting.Model.Periods;
using Platform.Reporting.Storage;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Storage;

namespace Platform.Reporting.Periods;

/// <summary>The period that an address names, to be changed.</summary>
public sealed record PeriodChangeScope(string Period, PeriodCalendar Calendar, ReportingDb Db, TimeProvider Time, HttpContext Http)
{
    public CancellationToken Stop => Http.RequestAborted;

    /// <summary>The change of the row as it stands, or all that is wrong with it; then the calendar is read anew.</summary>
    public async Task<Answer<PeriodView>> ChangeAsync(Func<PeriodRow, DateTimeOffset, IReadOnlyList<FieldError>> change) =>
        await Calendar.Find(Period).ThenAsync<PeriodView>(async _ =>
        {
            var errors = await Db.WriteAsync(
                async () =>
                {
                    var row = await Db.Periods.SingleAsync(p => p.Code == Period, Stop);
                    var wrong = change(row, Time.GetUtcNow());
                    row.Version += wrong.Count == 0 ? 1 : 0;
                    await Db.SaveChangesAsync(Stop);
                    return wrong;
                },
                Stop);
            if (errors.Count > 0)
                return Failure.Invalid(errors);
            await Calendar.LoadAsync(Db);
            var now = Time.GetUtcNow();
            return PeriodView.Of(Calendar.Find(Period).Value, now, Calendar.Focus(now)?.Code);
        });
}
