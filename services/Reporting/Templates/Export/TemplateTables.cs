using Platform.OfficialDocuments.Tables;
using Platform.Reporting.Model.Templates;
using Platform.Reporting.Templates.Import;
using static Platform.Reporting.Templates.Import.SheetWords;

namespace Platform.Reporting.Templates.Export;

/// <summary>
/// A template as the sheets of a workbook, in the layout that <see cref="SheetTemplate"/> reads: what is written here and read there is the
/// same
/// template, but for white space around a text. Pure.
/// </summary>
public static class TemplateTables
{
    public static ExportTable[] Of(Template t)
    {
        ExportTable Table(string name, IReadOnlyList<ExportColumn> columns, IEnumerable<ExportCell[]> rows, int frozen = 0) =>
            new(name, $"{name}: {t.Title} ({t.Code}, phiên bản {t.Version})", columns, [.. rows], frozen);
        return
        [
            Table(
                "Chỉ tiêu",
                [
                    new("TT", 6), new("Mã", 20), new("Chỉ tiêu", 60), new("Đơn vị tính", 16), new("Loại số", 14), new("Lĩnh vực", 10),
                    new("Phần việc", 14), new("Bắt buộc", 10),
                    new("Nguồn số liệu", 28), new("Công thức", 34), new("Cách tổng hợp", 16),
                ],
                t.Items.Select((i, n) => (ExportCell[])
                [
                    (decimal?)(n + 1), i.Code, i.Name, i.Unit, Types.Write(i.Type), (decimal?)i.Area, Text(i.Part),
                    Text(i.Required ? "x" : null), Text(SourceOf(i)), Text(i.Formula),
                    Text(Consolidations.Write(i.Consolidation)),
                ]),
                3),
            Table(
                "Phần lời",
                [new("TT", 6), new("Mã", 12), new("Tiêu đề", 40), new("Hướng dẫn", 80), new("Lĩnh vực", 10), new("Phần việc", 14),
                    new("Bắt buộc", 10)],
                t.Sections.Select((s, n) => (ExportCell[])[(decimal?)(n + 1), s.Code, s.Title, Text(s.Guidance), (decimal?)s.Area,
                    Text(s.Part), Text(s.Required ? "x" : null)]),
                3),
            Table("Lĩnh vực", [new("Số lĩnh vực", 14), new("Tên lĩnh vực", 60)],
                t.Areas.Select(a => (ExportCell[])[(decimal?)a.Number, a.Title])),
            Table(
                "Phần việc", [new("Mã phần việc", 16), new("Tên phần việc", 50), new("Phòng thực hiện", 40)],
                (t.Parts ?? []).Select(p => (ExportCell[])[p.Code, p.Title, Text(Offices.Write(p.Office))])),
            Table(
                "Kiểm tra", [new("Chỉ tiêu kiểm tra", 24), new("Phép so", 16), new("So với", 34), new("Câu báo", 60)],
                t.Checks.Select(c => (ExportCell[])[c.Left, Ops.Write(c.Op), c.Right, Text(c.Message)])),
            Table("Chỉ số", [new("Mã chỉ số", 20), new("Tử số", 24), new("Mẫu số", 24)],
                t.Measures.Select(m => (ExportCell[])[m.Indicator, m.Numerator, Text(m.Denominator)])),
            Table("Thông tin", [new("Thông tin", 22), new("Giá trị", 60)], AboutOf(t)),
        ];
    }

    private static ExportCell[][] AboutOf(Template t) =>
    [
        ["Mã biểu mẫu", t.Code], ["Tên biểu mẫu", t.Title], ["Phiên bản", (decimal?)t.Version],
        ["Loại kỳ", Listed(t.PeriodKinds, PeriodKinds)],
        ["Dùng cho khối", Listed(t.Blocks, Blocks)], ["Dùng cho đơn vị", Text(string.Join("; ", t.Units ?? []))],
    ];

    private static ExportCell Listed(IReadOnlyList<string>? values, SheetWords words) =>
        Text(string.Join("; ", (values ?? []).Select(words.Write)));

    private static string SourceOf(TemplateItem item) =>
        string.Join("; ", new[] { item.Prefill is { } prefill ? PrefillOf(prefill) : "", item.CarryOver
            ? Sources.Write(CarryOver) : "" }.Where(s => s.Length > 0));

    private static string PrefillOf(string prefill) => prefill.Split('.') is ["indicators", var code, var figure]
        ? $"Chỉ số {code}: {Figures.Write(figure)}" : Sources.Write(prefill);

    /// <summary>An empty text leaves the cell out.</summary>
    private static ExportCell Text(string? text) => string.IsNullOrEmpty(text) ? default : text;
}
