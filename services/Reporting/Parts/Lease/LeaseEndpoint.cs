using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.Contracts.Periods;
using Platform.Reporting.Periods;
using Platform.Reporting.Storage;
using Platform.Reporting.Submissions;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Outbox;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;

namespace Platform.Reporting.Parts.Lease;

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
        app.For(Rights.WriteReports, "unit").MapPost("/api/reports/{period}/{unit}/parts/{part}/lease", TakeAsync)
            .WithSummary("Takes or renews the right to edit a part, or takes it over");
        app.For(Rights.WriteReports, "unit").MapDelete("/api/reports/{period}/{unit}/parts/{part}/lease", ReleaseAsync).Produces(StatusCodes.Status204NoContent)
            .WithSummary("Gives the right to edit a part back");
    }

    private static async Task<Answer<LeaseView>> TakeAsync(
        string period, string unit, string part, LeaseInput? input, Caller caller, PartGate gate, ReportingDb db, ReportStore store, OutboxSignal signal, CancellationToken stop)
    {
        var entered = await gate.EnterAsync(period, unit, part, "sửa phần việc này", false, stop);
        if (entered.Failure is { } no)
            return no;
        var lease = await db.WriteAsync(
            async () =>
            {
                var now = store.Now;
                var row = await db.PartLeases.SingleOrDefaultAsync(l => l.Period == period && l.OrgUnit == unit && l.Part == part, stop);
                if (row is not null && row.Holder != caller.UserName && row.Until > now)
                {
                    if (input?.TakeOver != true)
                        return row;
                    db.History.Add(new()
                    {
                        Period = period,
                        OrgUnit = unit,
                        Revision = await db.Reports.Where(r => r.Period == period && r.OrgUnit == unit).Select(r => r.Revision).SingleOrDefaultAsync(stop),
                        Action = "part-taken-over",
                        By = caller.UserName,
                        At = now,
                        Message = $"{entered.Value.Part.Title}: nhận quyền sửa từ {row.Holder}",
                    });
                    db.Outbox.Add(OutboxMessage.For(Topics.NoticeRaised, TakenOver(row, entered.Value, caller.UserName, now), now));
                }
                if (row is null)
                    db.PartLeases.Add(row = new() { Period = period, OrgUnit = unit, Part = part, Holder = caller.UserName });
                row.Holder = caller.UserName;
                row.Until = now + Term;
                await db.SaveChangesAsync(stop);
                return row;
            },
            stop);
        signal.Set();
        return new LeaseView(lease.Holder, lease.Until, lease.Holder == caller.UserName);
    }

    private static async Task<IResult> ReleaseAsync(string period, string unit, string part, Caller caller, PartGate gate, ReportingDb db, CancellationToken stop)
    {
        var entered = await gate.EnterAsync(period, unit, part, "sửa phần việc này", false, stop);
        if (entered.Failure is { } no)
            return no.ToProblem();
        await db.WriteAsync(
            () => db.PartLeases.Where(l => l.Period == period && l.OrgUnit == unit && l.Part == part && l.Holder == caller.UserName).ExecuteDeleteAsync(stop), stop);
        return Results.NoContent();
    }

    private static NoticeRaisedV1 TakenOver(PartLeaseRow from, PartGate.Passed passed, string by, DateTimeOffset now) => new(
        Guid.NewGuid(), $"report/{from.Period}/{from.OrgUnit}/{from.Part}/taken-over/{now.ToUnixTimeMilliseconds()}", from.OrgUnit, "part-taken-over", NoticeUrgency.Warning,
        $"{by} đã nhận quyền sửa phần “{passed.Part.Title}” của báo cáo {PeriodNames.Of(passed.Period)}",
        $"Lúc {now.ToOffset(VietnamTime.Offset):HH:mm}. Những gì đã lưu vẫn còn; phần chưa lưu hãy trao đổi với người đang sửa.",
        $"/don-vi/{from.OrgUnit}/bao-cao/{from.Period}", [new(from.OrgUnit, UserName: from.Holder)], now);
}
