using System.Globalization;
using System.Text.Json;
using Platform.OfficialDocuments.Tables;
using Platform.Plans.Model;

namespace Platform.Plans.Export;

/// <summary>
/// A plan as a workbook of four sheets: general, legal bases, targets, tasks. The sheets and their headers are a contract: a file of this
/// shape is
/// imported cell by cell (Import/PlanSheetReader), edited or not.
/// </summary>
public static class PlanSheets
{
    public const string General = "Thông tin chung";
    public const string Bases = "Căn cứ";
    public const string Targets = "Chỉ tiêu";
    public const string Tasks = "Nhiệm vụ";

    public static readonly string[] GeneralFields =
        ["Tên kế hoạch", "Số", "Ngày ban hành", "Nơi ban hành", "Người ký", "Chức vụ", "Thời kỳ", "Từ ngày", "Đến ngày", "Đơn vị"];

    public static readonly string[] TargetColumns = ["TT", "Chỉ tiêu", "So sánh", "Giá trị", "Đơn vị tính", "Lĩnh vực", "Chỉ số"];

    public static readonly string[] TaskColumns =
    [
        "TT", "TT con", "Lĩnh vực", "Đề mục", "Nhóm", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Lãnh đạo phụ trách",
        "Thời gian thực hiện", "Loại thời hạn", "Từ ngày", "Đến ngày", "Chu kỳ", "Sản phẩm",
    ];

    public static byte[] Build(PlanContent content, PlanHeader header)
    {
        var decision = content.Decision;
        string?[] general =
        [
            header.Title, decision.Number, Day(decision.Date) ?? decision.DateText, decision.Place, decision.Signer, decision.SignerRole,
            header.Period, Day(header.From), Day(header.To), header.UnitCode,
        ];
        return Workbook.Write(
            new ExportTable(
                General, header.Title, [new("Mục", 22), new("Nội dung", 90)],
                [.. GeneralFields.Select((f, i) => (IReadOnlyList<ExportCell>)[f, general[i]])]),
            new ExportTable(
                Bases, Bases, [new("Căn cứ pháp lý", 120)], [.. content.LegalBases.Select(b => (IReadOnlyList<ExportCell>)[b])]),
            new ExportTable(Targets, Targets, Columns(TargetColumns, [6, 80, 14, 12, 14, 10, 18]), [.. content.Targets.Select(Row)], 1),
            new ExportTable(
                Tasks, Tasks, Columns(TaskColumns, [6, 8, 10, 26, 26, 70, 30, 36, 24, 26, 14, 12, 12, 10, 40]),
                [.. content.Tasks.Select(Row)], 1));
    }

    private static IReadOnlyList<ExportColumn> Columns(string[] names, double[] widths) =>
        [.. names.Select((n, i) => new ExportColumn(n, widths[i]))];

    private static IReadOnlyList<ExportCell> Row(TargetView t) =>
        [t.Number, t.Text, Camel($"{t.Comparator}"), t.Value, t.Unit, (decimal?)t.Area, t.Indicator];

    private static IReadOnlyList<ExportCell> Row(TaskView t)
    {
        // A deadline set by hand keeps its days; one that was read follows from its text.
        var hand = t.Deadline.ByHand ? t.Deadline : null;
        return
        [
            t.Number, t.SubNumber, (decimal?)t.Area, t.AreaTitle, t.GroupTitle, t.Content, t.LeadAgency, string.Join('\n', t.Coordinators),
            t.LeaderInCharge, t.Deadline.Text,
            hand is null ? null : Camel($"{hand.Kind}"), Day(hand?.From), Day(hand?.To), hand?.Recurrence, string.Join('\n', t.Products),
        ];
    }

    private static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    private static string? Day(DateOnly? day) => day?.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
