using Platform.Contracts.Events;
using Platform.Contracts.Periods;
using Platform.Reporting.Parts.List;
using Platform.Reporting.Periods;
using Platform.Reporting.Storage;
using Platform.Reporting.Submissions;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;

namespace Platform.Reporting.Parts.HandIn;

/// <param name="Reason">Required, at most 2,000 characters.</param>
public sealed record PartReturn(string? Reason);

/// <param name="DueOn">Null for the period's office deadline.</param>
public sealed record PartDue(DateOnly? DueOn);

/// <summary>The way of a part: the office hands it in, takes it back, or the commune's officer sends it back; each office may have its own last day.</summary>
public static class HandInEndpoints
{
    private const int LongestReason = 2000;

    public static void MapHandIn(this WebApplication app)
    {
        app.For(Rights.WriteReports, "unit").MapPost("/api/reports/{period}/{unit}/parts/{part}/hand-in", (
            string period, string unit, string part, Step step, CancellationToken stop) =>
            step.RunAsync(period, unit, part, "part-handed-in", "nộp phần việc này", false, HandIn, null, stop))
            .Produces<PartView>().WithSummary("Hands a complete part in to the commune's officer (its office)");

        app.For(Rights.WriteReports, "unit").MapPost("/api/reports/{period}/{unit}/parts/{part}/take-back", (
            string period, string unit, string part, Step step, CancellationToken stop) =>
            step.RunAsync(period, unit, part, "part-taken-back", "rút lại phần việc này", false, (_, s, _) => s.State == PartStates.HandedIn
                ? s with { State = PartStates.InProgress, HandedInAt = null, HandedInBy = null }
                : NotHandedIn(), null, stop))
            .Produces<PartView>().WithSummary("Takes a part back that was handed in (its office)");

        app.For(Rights.WriteReports, "unit").MapPost("/api/reports/{period}/{unit}/parts/{part}/return", (
            string period, string unit, string part, PartReturn input, Step step, CancellationToken stop) =>
            step.RunAsync(period, unit, part, "part-returned", "trả lại phần việc cho phòng, trung tâm", true, (_, s, _) => Return(s, input), input.Reason, stop))
            .Produces<PartView>().WithSummary("Sends a part back to its office with a reason (commune officer or leader)");

        app.For(Rights.WriteReports, "unit").MapPut("/api/reports/{period}/{unit}/parts/{part}/due", (
            string period, string unit, string part, PartDue input, Step step, CancellationToken stop) =>
            step.RunAsync(period, unit, part, "part-due", "đặt hạn cho phòng, trung tâm", true, (passed, s, _) => SetDue(passed.Period, s, input), null, stop))
            .Produces<PartView>().WithSummary("Sets an office's own last day (commune officer or leader)");
    }

    private static Result<PartState> HandIn(PartGate.Passed passed, PartState state, Step.Context context)
    {
        if (state.State == PartStates.HandedIn)
            return state;
        var errors = ContentRules.BeforeSubmit(passed.Template, context.Content)
            .Where(e => passed.Template.PartOf.GetValueOrDefault(e.Field[(e.Field.IndexOf('.', StringComparison.Ordinal) + 1)..]) == passed.Part.Code).ToList();
        return errors.Count > 0
            ? new Failure(ReportErrors.Incomplete, $"Phần việc còn {errors.Count} chỗ phải hoàn thiện trước khi nộp.", errors)
            : state with { State = PartStates.HandedIn, HandedInAt = context.Now, HandedInBy = context.By, Reason = null };
    }

    private static Result<PartState> Return(PartState state, PartReturn input)
    {
        if (string.IsNullOrWhiteSpace(input.Reason) || input.Reason.Length > LongestReason)
        {
            return Failure.Invalid("reason", ReportErrors.MissingMessage, $"Cần ghi lý do trả lại, tối đa {LongestReason} ký tự.");
        }
        return state.State == PartStates.HandedIn ? state with { State = PartStates.Returned, HandedInAt = null, HandedInBy = null, Reason = input.Reason } : NotHandedIn();
    }

    private static Result<PartState> SetDue(PeriodRow period, PartState state, PartDue input) =>
        input.DueOn is { } due && (due < period.From || due > period.To.AddYears(1))
            ? Failure.Invalid("dueOn", ReportErrors.DateOutOfReach, $"Ngày {due:dd/MM/yyyy} nằm ngoài kỳ báo cáo.")
            : state with { DueOn = input.DueOn };

    private static Failure NotHandedIn() => new(ReportErrors.WrongState, "Phần việc này chưa được nộp.");

    /// <summary>The shared way: whose part it is, decision, write, notice.</summary>
    public sealed class Step(Caller caller, PartGate gate, PeriodCalendar calendar, ReportStore store)
    {
        public sealed record Context(ReportContent Content, DateTimeOffset Now, string By);

        public async Task<IResult> RunAsync(
            string period, string unit, string part, string action, string may, bool assembler,
            Func<PartGate.Passed, PartState, Context, Result<PartState>> decide, string? message, CancellationToken stop)
        {
            var entered = await gate.EnterAsync(period, unit, part, may, assembler, stop);
            if (entered.Failure is { } no)
                return no.ToProblem();
            var passed = entered.Value;
            var result = await store.ChangeAsync<PartView>(period, unit, row => Task.FromResult(Change(row)), stop);
            return result.ToHttp(Results.Ok);

            Result<PartView> Change(ReportRow? row)
            {
                if (ReportAccess.MustTakeChanges(calendar, passed.Period, passed.Unit, row, store.Now) is { } closed)
                    return closed;
                var before = PartState.Of(row).GetValueOrDefault(part) ?? PartState.New;
                var decided = decide(passed, before, new(row is null ? ReportContent.Empty : ReportContent.FromJson(row.Content), store.Now, caller.UserName));
                if (decided.Failure is { } wrong)
                    return wrong;
                row ??= store.Begin(period, unit, passed.Template.Template, caller.UserName);
                if (decided.Value != before)
                {
                    PartState.Set(row, part, _ => decided.Value);
                    store.Touch(row, action, caller.UserName, message is null ? passed.Part.Title : $"{passed.Part.Title}: {message}");
                    if (action is "part-handed-in" or "part-returned")
                        store.Raise(Notice(row, passed, action, message));
                }
                return PartView.Of(passed.Template, passed.Part, row, passed.Period, passed.Office, null, true, VietnamTime.DateOf(store.Now));
            }
        }

        private NoticeRaisedV1 Notice(ReportRow row, PartGate.Passed passed, string action, string? message)
        {
            var (unit, name) = (passed.Unit.Code, PeriodNames.Of(passed.Period));
            var back = action == "part-returned";
            NoticeAudienceV1[] to = back && passed.Office is { } office
                ? [new(unit, Roles.CommuneOfficer, office.Code)]
                : [new(unit, Roles.CommuneOfficer), new(unit, Roles.CommuneLeader)];
            return new(
                Guid.NewGuid(), $"report/{row.Period}/{unit}/{passed.Part.Code}/{action}/{row.Revision}", unit, action,
                back ? NoticeUrgency.Warning : NoticeUrgency.Info,
                back ? $"Phần “{passed.Part.Title}” của báo cáo {name} bị trả lại" : $"{passed.Office?.Name ?? caller.UserName} đã nộp phần “{passed.Part.Title}” của báo cáo {name}",
                message ?? "", $"/don-vi/{unit}/bao-cao/{row.Period}", to, store.Now);
        }
    }
}
