using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.Contracts.Periods;
using Platform.Reporting.Model.Periods;
using Platform.Reporting.Model.Reports;
using Platform.Reporting.Storage;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Outbox;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;

namespace Platform.Reporting.Reports.Parts.Lease;

/// <param name="TakeOver">Takes the part from whoever holds it; they are told.</param>
public sealed record LeaseInput(bool? TakeOver);

/// <param name="Holder">Who is editing now.</param>
/// <param name="Mine">Whether that is the caller.</param>
public sealed record LeaseView(string Holder, DateTimeOffset Until, bool Mine);

/// <summary>
/// Says who is editing a part: kept for two minutes and renewed by asking again. It blocks nobody from other parts, and a colleague can
/// take it over; the history and a notice tell so.
/// </summary>
public static class LeaseEndpoint
{
    public static readonly TimeSpan Term = TimeSpan.FromMinutes(2);

    public static void MapLease(this WebApplication app)
    {
        app.ForPart().MapPost("lease", TakeAsync).WithSummary("Takes or renews the right to edit a part, or takes it over");
        app.ForPart().MapDelete("lease", ReleaseAsync).WithSummary("Gives the right to edit a part back");
    }

    private static async Task<Answer<LeaseView>> TakeAsync([AsParameters] PartScope scope, LeaseInput? input, OutboxSignal signal)
    {
        var (db, stop) = (scope.Desk.Store.Db, scope.Stop);
        var taken = await (await scope.EnterAsync())
            .ThenAsync(part => db.WriteAsync(() => WriteAsync(db, part, input?.TakeOver == true, stop), stop));
        signal.Set();
        return taken;
    }

    private static async Task<Result<LeaseView>> WriteAsync(ReportingDb db, PartAtHand at, bool takeOver, CancellationToken stop)
    {
        var (period, unit, part) = (at.Report.Period.Code, at.Report.Unit.Code, at.Part.Code);
        var (by, now) = (at.Report.Caller.UserName, at.Report.Now);
        var row = await db.PartLeases.SingleOrDefaultAsync(l => l.Period == period && l.OrgUnit == unit && l.Part == part, stop);
        if (row is not null && row.Holder != by && row.Until > now)
        {
            if (!takeOver)
                return new LeaseView(row.Holder, row.Until, false);
            db.History.Add(new()
            {
                Period = period,
                OrgUnit = unit,
                Revision = await db.Reports.Where(r => r.Period == period && r.OrgUnit == unit).Select(r => r.Revision)
                    .SingleOrDefaultAsync(stop),
                Action = "part-taken-over",
                By = by,
                At = now,
                Message = $"{at.Part.Title}: nhận quyền sửa từ {row.Holder}",
            });
            db.Outbox.Add(OutboxMessage.For(Topics.NoticeRaised, TakenOver(row, at, by, now), now));
        }
        if (row is null)
            db.PartLeases.Add(row = new() { Period = period, OrgUnit = unit, Part = part, Holder = by });
        row.Holder = by;
        row.Until = now + Term;
        await db.SaveChangesAsync(stop);
        return new LeaseView(row.Holder, row.Until, true);
    }

    private static async Task<EmptyAnswer> ReleaseAsync([AsParameters] PartScope scope, Caller caller)
    {
        var (db, stop) = (scope.Desk.Store.Db, scope.Stop);
        return EmptyAnswer.Of(await (await scope.EnterAsync()).ThenAsync<int>(async _ => await db.WriteAsync(
            () => db.PartLeases.Where(l => l.Period == scope.Period && l.OrgUnit == scope.Unit && l.Part == scope.Part
                && l.Holder == caller.UserName)
                .ExecuteDeleteAsync(stop),
            stop)));
    }

    private static NoticeRaisedV1 TakenOver(PartLeaseRow from, PartAtHand at, string by, DateTimeOffset now) => new(
        Guid.NewGuid(), $"report/{from.Period}/{from.OrgUnit}/{from.Part}/taken-over/{now.ToUnixTimeMilliseconds()}", from.OrgUnit,
        "part-taken-over",
        NoticeUrgency.Warning, $"{by} đã nhận quyền sửa phần “{at.Part.Title}” của báo cáo {PeriodNames.Of(at.Report.Period)}",
        $"Lúc {now.ToOffset(VietnamTime.Offset):HH:mm}. Những gì đã lưu vẫn còn; phần chưa lưu hãy trao đổi với người đang sửa.",
        $"/don-vi/{from.OrgUnit}/bao-cao/{from.Period}", [new(from.OrgUnit, UserName: from.Holder)], now);
}
