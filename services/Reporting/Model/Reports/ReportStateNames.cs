using Platform.Contracts.Events;
using Platform.Reporting.Errors;
using Platform.ServiceDefaults.Errors;

namespace Platform.Reporting.Model.Reports;

/// <summary>A report's state in words.</summary>
public static class ReportStateNames
{
    public static string Of(string? state) => state switch
    {
        ReportStates.Draft => "bản nháp",
        ReportStates.Submitted => "đã gửi",
        ReportStates.Returned => "bị trả lại",
        ReportStates.Accepted => "đã duyệt",
        ReportStates.Reopened => "được mở lại",
        _ => "chưa bắt đầu",
    };

    public static Failure Wrong(string? state, string action) =>
        new(ReportErrors.WrongState, $"Không thể {action}: báo cáo đang ở trạng thái “{Of(state)}”.");
}
