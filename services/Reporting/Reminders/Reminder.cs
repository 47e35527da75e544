using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.Contracts.Periods;
using Platform.Reading.Text;
using Platform.Reporting.Model.Periods;
using Platform.Reporting.Storage;
using Platform.ServiceDefaults.Outbox;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting.Reminders;

/// <summary>
/// Reminds units that have not sent. A row per step and unit is written with the notice, so that a repeated sweep says nothing twice.
/// </summary>
public sealed class Reminder(ReportingDb db, OutboxSignal signal, TimeProvider time)
{
    private const int Batch = 200;

    /// <returns>The units that were told now.</returns>
    public async Task<IReadOnlyList<OrgUnitInfo>> RemindAsync(
        PeriodRow period, ReminderStep step, IReadOnlyList<OrgUnitInfo> units, CancellationToken stop)
    {
        var told = new List<OrgUnitInfo>();
        foreach (var batch in units.Chunk(Batch))
        {
            told.AddRange(await db.WriteAsync(
                async () =>
                {
                    var (codes, now) = (batch.Select(u => u.Code).ToList(), time.GetUtcNow());
                    var done = await db.Reminders.Where(r => r.Period == period.Code && r.Step == step.Code && codes.Contains(r.OrgUnit))
                        .Select(r => r.OrgUnit).ToHashSetAsync(stop);
                    var sent = await db.Reports.Where(r => r.Period == period.Code && codes.Contains(r.OrgUnit)
                        && (r.State == ReportStates.Submitted || r.State == ReportStates.Accepted))
                        .Select(r => r.OrgUnit).ToHashSetAsync(stop);
                    var open = batch.Where(u => !done.Contains(u.Code) && !sent.Contains(u.Code)).ToList();
                    foreach (var unit in open)
                    {
                        db.Reminders.Add(new() { Period = period.Code, OrgUnit = unit.Code, Step = step.Code, At = now });
                        db.Outbox.Add(OutboxMessage.For(Topics.NoticeRaised, Notice(period, step, unit, now), now));
                    }
                    await db.SaveChangesAsync(stop);
                    return open;
                },
                stop));
        }
        signal.Set();
        return told;
    }

    /// <summary>Gives a region's Department the list of those who have not sent; once per step.</summary>
    public Task<bool> TellDepartmentAsync(PeriodRow period, ReminderStep step, string region, IReadOnlyList<OrgUnitInfo> missing,
        CancellationToken stop) => db.WriteAsync(
        async () =>
        {
            if (missing.Count == 0 || await db.Reminders.AnyAsync(r => r.Period == period.Code && r.OrgUnit == region
                && r.Step == step.Code, stop))
            {
                return false;
            }
            var (now, name) = (time.GetUtcNow(), PeriodNames.Of(period));
            db.Reminders.Add(new() { Period = period.Code, OrgUnit = region, Step = step.Code, At = now });
            var list = string.Join(", ", missing.Select(u => u.FullName));
            db.Outbox.Add(OutboxMessage.For(
                Topics.NoticeRaised,
                new NoticeRaisedV1(
                    Guid.NewGuid(), $"report/{period.Code}/{region}/reminder/{step.Code}", region, "reports-missing", NoticeUrgency.Warning,
                    $"{missing.Count} đơn vị chưa gửi báo cáo {name}", list.Shortened(3900),
                    $"/theo-doi?ky={period.Code}",
                    [new(region, Roles.CityAdmin)], now),
                now));
            await db.SaveChangesAsync(stop);
            return true;
        },
        stop);

    private static NoticeRaisedV1 Notice(PeriodRow period, ReminderStep step, OrgUnitInfo unit, DateTimeOffset now)
    {
        var (name, due) = (PeriodNames.Of(period), $"{period.CommuneDue:dd/MM/yyyy}");
        var late = VietnamTime.DateOf(now) > period.CommuneDue;
        return new(
            Guid.NewGuid(), $"report/{period.Code}/{unit.Code}/reminder/{step.Code}", unit.Code, late ? "report-overdue" : "report-due",
            step.Urgency,
            late ? $"Đã quá hạn gửi báo cáo {name} (hạn {due})" : $"Báo cáo {name} phải gửi trước hết ngày {due}",
            period.LatePolicy switch
            {
                LatePolicies.Refuse when !late => "Sau hạn này hệ thống không nhận báo cáo.",
                LatePolicies.Until => $"Báo cáo trễ chỉ được nhận đến hết ngày {period.LateUntil:dd/MM/yyyy}.",
                _ => "",
            },
            $"/don-vi/{unit.Code}/bao-cao/{period.Code}", [new(unit.Code, Roles.CommuneLeader), new(unit.Code, Roles.CommuneOfficer)], now);
    }
}
