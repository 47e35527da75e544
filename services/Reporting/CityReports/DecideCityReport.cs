using Platform.Reporting.Storage;
using Platform.Reporting.Templates;
using Platform.ServiceDefaults.Errors;

namespace Platform.Reporting.CityReports;

/// <summary>
/// What may happen to a city report: soạn (draft) -> chờ duyệt (submitted) -> bị trả lại (returned) or đã phát hành (issued); an issued
/// one can be reopened for its next version. Pure.
/// </summary>
public static class DecideCityReport
{
    private const int LongestMessage = 4_000;
    private const int LongestNumber = 50;

    /// <summary>Writing and consolidating: before it is handed in, and after it came back.</summary>
    public static Failure? Edit(CityReportRow? row, string action) =>
        row is null || row.State is CityReportStates.Draft or CityReportStates.Returned ? null : WrongState(row, action);

    public static Failure? Submit(CityReportRow row, CityReport report, Template template)
    {
        if (Edit(row, "trình duyệt") is { } no)
            return no;
        var missing = template.Sections
            .Where(s => s.Required && string.IsNullOrWhiteSpace(report.Narrative.GetValueOrDefault(s.Code)?.Text))
            .Select(s => new FieldError($"narrative.{s.Code}", ReportErrors.MissingText, $"Chưa viết phần “{s.Title}”."))
            .ToList();
        if (report.Sources.Count == 0)
            missing.Add(new("sources", ReportErrors.NoSources, "Chưa có báo cáo nào của cấp xã trong bản tổng hợp."));
        return missing.Count > 0 ? new(ReportErrors.Incomplete, $"Còn {missing.Count} chỗ phải hoàn thiện trước khi trình.", missing) : null;
    }

    public static Failure? Return(CityReportRow row, string? message) =>
        row.State != CityReportStates.Submitted ? WrongState(row, "trả lại") : Message(message, "message", "Cần nêu lý do trả lại.");

    public static Failure? Issue(CityReportRow row, string? documentNumber)
    {
        if (row.State != CityReportStates.Submitted)
            return WrongState(row, "phát hành");
        return documentNumber?.Length > LongestNumber || documentNumber?.Any(char.IsControl) == true
            ? Wrong("documentNumber", $"Số văn bản tối đa {LongestNumber} ký tự.")
            : null;
    }

    public static Failure? Reopen(CityReportRow row, string? reason) =>
        row.State != CityReportStates.Issued ? WrongState(row, "mở lại") : Message(reason, "reason", "Cần nêu lý do mở lại.");

    private static Failure? Message(string? text, string field, string missing) =>
        string.IsNullOrWhiteSpace(text) ? Wrong(field, missing)
        : text.Length > LongestMessage ? Wrong(field, $"Tối đa {LongestMessage} ký tự, đang có {text.Length}.")
        : null;

    private static Failure Wrong(string field, string message) =>
        Failure.Invalid(field, ReportErrors.MissingMessage, message);

    private static Failure WrongState(CityReportRow row, string action) => new(
        ReportErrors.WrongState, $"Không thể {action}: báo cáo tổng hợp đang ở trạng thái “{CityReportStates.Name(row.State)}”.");
}
