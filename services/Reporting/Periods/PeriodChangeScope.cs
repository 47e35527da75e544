using Microsoft.EntityFrameworkCore;
using Platform.Reporting.Errors;
using Platform.Reporting.Model.Periods;
using Platform.Reporting.Storage;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Preconditions;
using Platform.ServiceDefaults.Storage;

namespace Platform.Reporting.Periods;

/// <summary>The period that an address names, to be changed.</summary>
/// <param name="Seen">Version that the caller has seen; every change answers the new one as its ETag.</param>
public sealed record PeriodChangeScope(
    string Period, Precondition Seen, PeriodCalendar Calendar, ReportingDb Db, TimeProvider Time, HttpContext Http)
{
    public CancellationToken Stop => Http.RequestAborted;

    /// <summary>The change of the row as it stands, or all that is wrong with it; then the calendar is read anew.</summary>
    public async Task<Answer<PeriodView>> ChangeAsync(Func<PeriodRow, DateTimeOffset, IReadOnlyList<FieldError>> change) =>
        await Calendar.Find(Period).ThenAsync<PeriodView>(async _ =>
        {
            var changed = await Db.WriteAsync<Result<long>>(
                async () =>
                {
                    var row = await Db.Periods.SingleAsync(p => p.Code == Period, Stop);
                    if (!Seen.Holds(row.Version))
                        return Conflict(row.Version);
                    var wrong = change(row, Time.GetUtcNow());
                    if (wrong.Count > 0)
                        return Failure.Invalid(wrong);
                    row.Version++;
                    await Db.SaveChangesAsync(Stop);
                    return row.Version;
                },
                Stop);
            if (changed.Failure is { } no)
                return no;
            await Calendar.LoadAsync(Db);
            Http.Response.Headers.ETag = Precondition.TagOf(changed.Value);
            var now = Time.GetUtcNow();
            return PeriodView.Of(Calendar.Find(Period).Value, now, Calendar.Focus(now)?.Code);
        });

    private Failure Conflict(long current) => new(ReportErrors.Conflict,
        $"Kỳ báo cáo đã được người khác sửa: bản hiện tại là {current}, bản gửi lên dựa trên {Seen}. Hãy tải lại.");
}
