using Platform.Contracts.Events;
using Platform.Reporting.Errors;
using Platform.Reporting.Model.Periods;
using Platform.Reporting.Model.Reports;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;

namespace Platform.Reporting.Reports.Parts.HandIn;

/// <summary>What may happen to a part. Pure.</summary>
public static class DecidePart
{
    private const int LongestReason = 2000;

    public static Result<ReportStep> HandIn(PartAtHand part)
    {
        var (report, template) = (part.Report, part.Template);
        if (part.State.State == PartStates.HandedIn)
            return ReportStep.None;
        var errors = ContentRules.BeforeSubmit(template, report.Content)
            .Where(e => template.PartOf.GetValueOrDefault(PartContent.CodeOf(e)) == part.Part.Code).ToList();
        if (errors.Count > 0)
            return new Failure(ReportErrors.Incomplete, $"Phần việc còn {errors.Count} chỗ phải hoàn thiện trước khi nộp.", errors);
        var by = report.Caller.UserName;
        return Step(
            part, "part-handed-in", s => s with { State = PartStates.HandedIn, HandedInAt = report.Now, HandedInBy = by, Reason = null },
            notice: row => Notice(
                row, part, "part-handed-in", NoticeUrgency.Info,
                $"{part.Office?.Name ?? by} đã nộp phần “{part.Part.Title}” của báo cáo {PeriodNames.Of(report.Period)}", "",
                new(report.Unit.Code, Roles.CommuneOfficer), new(report.Unit.Code, Roles.CommuneLeader)));
    }

    public static Result<ReportStep> TakeBack(PartAtHand part) => part.State.State == PartStates.HandedIn
        ? Step(part, "part-taken-back", s => s with { State = PartStates.InProgress, HandedInAt = null, HandedInBy = null })
        : NotHandedIn;

    public static Result<ReportStep> Return(PartAtHand part, PartReturn input)
    {
        if (string.IsNullOrWhiteSpace(input.Reason) || input.Reason.Length > LongestReason)
            return Failure.Invalid("reason", ReportErrors.MissingMessage, $"Cần ghi lý do trả lại, tối đa {LongestReason} ký tự.");
        if (part.State.State != PartStates.HandedIn)
            return NotHandedIn;
        var unit = part.Report.Unit.Code;
        NoticeAudienceV1[] to = part.Office is { } office
            ? [new(unit, Roles.CommuneOfficer, office.Code)]
            : [new(unit, Roles.CommuneOfficer), new(unit, Roles.CommuneLeader)];
        return Step(
            part, "part-returned", s => s with { State = PartStates.Returned, HandedInAt = null, HandedInBy = null, Reason = input.Reason },
            input.Reason, row => Notice(
                row, part, "part-returned", NoticeUrgency.Warning,
                $"Phần “{part.Part.Title}” của báo cáo {PeriodNames.Of(part.Report.Period)} bị trả lại", input.Reason, to));
    }

    public static Result<ReportStep> SetDue(PartAtHand part, PartDue input)
    {
        var period = part.Report.Period;
        if (input.DueOn is { } due && (due < period.From || due > period.To.AddYears(1)))
            return Failure.Invalid("dueOn", ReportErrors.DateOutOfReach, $"Ngày {due:dd/MM/yyyy} nằm ngoài kỳ báo cáo.");
        return input.DueOn == part.State.DueOn ? ReportStep.None : Step(part, "part-due", s => s with { DueOn = input.DueOn });
    }

    private static Failure NotHandedIn => new(ReportErrors.WrongState, "Phần việc này chưa được nộp.");

    private static ReportStep Step(
        PartAtHand part, string action, Func<PartState, PartState> change, string? message = null,
        Func<ReportRow, NoticeRaisedV1>? notice = null) => new(
        action, row => PartState.Set(row, part.Part.Code, change),
        message is null ? part.Part.Title : $"{part.Part.Title}: {message}", Notice: notice);

    private static NoticeRaisedV1 Notice(
        ReportRow row, PartAtHand part, string kind, string urgency, string title, string body, params NoticeAudienceV1[] to) => new(
        Guid.NewGuid(), $"report/{row.Period}/{row.OrgUnit}/{part.Part.Code}/{kind}/{row.Revision}", row.OrgUnit, kind, urgency,
        title, body, $"/don-vi/{row.OrgUnit}/bao-cao/{row.Period}", to, part.Report.Now);
}
