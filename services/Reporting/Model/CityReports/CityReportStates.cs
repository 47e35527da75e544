namespace Platform.Reporting.Model.CityReports;

public static class CityReportStates
{
    public const string Draft = "draft";
    public const string Submitted = "submitted";
    public const string Returned = "returned";
    public const string Issued = "issued";

    public static string Name(string? state) => state switch
    {
        Draft => "đang soạn",
        Submitted => "chờ duyệt",
        Returned => "bị trả lại",
        Issued => "đã phát hành",
        _ => "chưa tổng hợp",
    };
}
