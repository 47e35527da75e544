using System.Text.Json;
using Platform.Reporting.Errors;
using Platform.Reporting.Model.CityReports;
using Platform.Reporting.Model.Reports;
using Platform.Reporting.Model.Templates;
using Platform.ServiceDefaults.Errors;

namespace Platform.Reporting.CityReports;

/// <summary>
/// What may happen to a city report: soạn (draft) -> chờ duyệt (submitted) -> bị trả lại (returned) or đã phát hành (issued); an issued
/// one can be reopened for its next version. Pure.
/// </summary>
public static class DecideCityReport
{
    private const int LongestText = 50_000;
    private const int LongestMessage = 4_000;
    private const int LongestNumber = 50;

    /// <summary>Writing and consolidating: before it is handed in, and after it came back.</summary>
    public static Failure? MustBeEditable(CityReportRow? row, string action) =>
        row is null || row.State is CityReportStates.Draft or CityReportStates.Returned ? null : WrongState(row, action);

    public static Result<CityStep> Edit(CityAtHand report, EditInput input) => report.Made.Then(row => Edit(report, row, input));

    private static Result<CityStep> Edit(CityAtHand at, CityReportRow row, EditInput input)
    {
        if (MustBeEditable(row, "sửa") is { } no)
            return no;
        var report = CityReport.FromJson(row.Content);
        var (texts, errors) = (report.Narrative.ToDictionary(), new List<FieldError>());
        foreach (var (code, raw) in input.Narrative ?? new Dictionary<string, JsonElement>())
        {
            if (!at.Inputs.Template.Sections.ContainsKey(code))
                errors.Add(new($"narrative.{code}", ReportErrors.UnknownSection, $"Biểu mẫu không có phần “{code}”."));
            else if (!ContentRules.TryReadText(raw, out var text))
                errors.Add(new($"narrative.{code}", ReportErrors.NotText, "Nội dung phải là văn bản."));
            else if (text?.Length > LongestText)
                errors.Add(new($"narrative.{code}", ReportErrors.TextTooLong, $"Dài {text.Length} ký tự, tối đa {LongestText}."));
            else if ((text ?? "") != texts.GetValueOrDefault(code)?.Text)
                texts[code] = new(text ?? "", Edited: true, texts.GetValueOrDefault(code)?.Units ?? []);
        }
        return errors.Count > 0
            ? Failure.Invalid(errors)
            : new CityStep("edited", r => r.Content = (report with { Narrative = texts }).ToJson());
    }

    public static Result<CityStep> Submit(CityAtHand report) => report.Made.Then(row => Submit(report.Inputs.Template.Template, row));

    private static Result<CityStep> Submit(Template template, CityReportRow row)
    {
        if (MustBeEditable(row, "trình duyệt") is { } no)
            return no;
        var report = CityReport.FromJson(row.Content);
        var missing = template.Sections
            .Where(s => s.Required && string.IsNullOrWhiteSpace(report.Narrative.GetValueOrDefault(s.Code)?.Text))
            .Select(s => new FieldError($"narrative.{s.Code}", ReportErrors.MissingText, $"Chưa viết phần “{s.Title}”."))
            .ToList();
        if (report.Sources.Count == 0)
            missing.Add(new("sources", ReportErrors.NoSources, "Chưa có báo cáo nào của cấp xã trong bản tổng hợp."));
        return missing.Count > 0
            ? new Failure(ReportErrors.Incomplete, $"Còn {missing.Count} chỗ phải hoàn thiện trước khi trình.", missing)
            : To(CityReportStates.Submitted, null);
    }

    public static Result<CityStep> Return(CityAtHand report, ReturnInput input) => report.Made.Then(row =>
        (row.State != CityReportStates.Submitted ? WrongState(row, "trả lại")
            : Message(input.Message, "message", "Cần nêu lý do trả lại.")) is { } no
            ? (Result<CityStep>)no
            : To(CityReportStates.Returned, input.Message));

    public static Result<CityStep> Issue(CityAtHand report, IssueInput? input) => report.Made.Then(row =>
        IssueRefusal(row, input?.DocumentNumber) is { } no
            ? (Result<CityStep>)no
            : new CityStep(
                CityReportStates.Issued,
                r =>
                {
                    r.State = CityReportStates.Issued;
                    r.Issued++;
                },
                input?.DocumentNumber, r => Version(r, input?.DocumentNumber, report)));

    public static Result<CityStep> Reopen(CityAtHand report, ReopenCityInput input) => report.Made.Then(row =>
        (row.State != CityReportStates.Issued ? WrongState(row, "mở lại")
            : Message(input.Reason, "reason", "Cần nêu lý do mở lại.")) is { } no
            ? (Result<CityStep>)no
            : new CityStep("reopened", r => r.State = CityReportStates.Draft, input.Reason));

    private static CityStep To(string state, string? message) => new(
        state,
        row =>
        {
            row.State = state;
            row.Message = message;
        },
        message);

    private static Failure? IssueRefusal(CityReportRow row, string? documentNumber)
    {
        if (row.State != CityReportStates.Submitted)
            return WrongState(row, "phát hành");
        return documentNumber?.Length > LongestNumber || documentNumber?.Any(char.IsControl) == true
            ? Wrong("documentNumber", $"Số văn bản tối đa {LongestNumber} ký tự.")
            : null;
    }

    private static CityReportVersionRow Version(CityReportRow row, string? documentNumber, CityAtHand report) => new()
    {
        Period = row.Period,
        OrgUnit = row.OrgUnit,
        Number = row.Issued,
        Content = row.Content,
        Sha256 = ReportContent.HashOf(row.Content),
        DocumentNumber = string.IsNullOrWhiteSpace(documentNumber) ? null : documentNumber.Trim(),
        IssuedAt = report.Now,
        IssuedBy = report.Caller.UserName,
    };

    private static Failure? Message(string? text, string field, string missing) =>
        string.IsNullOrWhiteSpace(text) ? Wrong(field, missing)
        : text.Length > LongestMessage ? Wrong(field, $"Tối đa {LongestMessage} ký tự, đang có {text.Length}.")
        : null;

    private static Failure Wrong(string field, string message) =>
        Failure.Invalid(field, ReportErrors.MissingMessage, message);

    private static Failure WrongState(CityReportRow row, string action) => new(
        ReportErrors.WrongState, $"Không thể {action}: báo cáo tổng hợp đang ở trạng thái “{CityReportStates.Name(row.State)}”.");
}
