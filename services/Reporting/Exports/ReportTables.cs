using Platform.Contracts.Periods;
using Platform.OfficialDocuments.Tables;
using Platform.Reporting.Model.Reports;
using Platform.Reporting.Model.Templates;

namespace Platform.Reporting.Exports;

/// <summary>One unit's report as tables. Pure.</summary>
public static class ReportTables
{
    public static ExportTable Figures(Template template, ReportContent content, ReportHeader header) => new(
        "Số liệu",
        Title(template, header),
        [new("TT", 6), new("Mã chỉ tiêu", 20), new("Lĩnh vực", 34), new("Chỉ tiêu", 60), new("Đơn vị tính", 14), new("Kết quả", 18)],
        [.. template.Items.Select((item, index) => (IReadOnlyList<ExportCell>)
            [(decimal?)(index + 1), item.Code, Area(template, item.Area), item.Name, item.Unit, Value(content, item)])]);

    public static ExportTable Narrative(Template template, ReportContent content, ReportHeader header) => new(
        "Lời văn",
        Title(template, header),
        [new("Mã phần", 10), new("Phần", 36), new("Nội dung", 110)],
        [.. template.Sections.Select(s => (IReadOnlyList<ExportCell>)[s.Code, s.Title, content.Narrative.GetValueOrDefault(s.Code)])]);

    /// <summary>Figures and narrative in one list, each row saying whose it is: such files are put together.</summary>
    public static ExportTable Flat(Template template, ReportContent content, ReportHeader header)
    {
        IReadOnlyList<ExportCell> Row(string kind, int area, string code, string name, string? unit, ExportCell value) =>
        [
            header.Period.ToString(), header.UnitCode, header.UnitFullName, header.State, header.Submission?.Receipt,
            kind, Area(template, area), code, name, unit, value,
        ];
        return new(
            "Báo cáo",
            Title(template, header),
            [.. new[] { "Kỳ", "Mã đơn vị", "Đơn vị", "Trạng thái", "Số biên nhận", "Loại", "Lĩnh vực", "Mã", "Nội dung", "Đơn vị tính",
                "Giá trị" }
                .Select(name => new ExportColumn(name, 20))],
            [
                .. template.Items.Select(i => Row("Số liệu", i.Area, i.Code, i.Name, i.Unit, Value(content, i))),
                .. template.Sections.Select(s =>
                    Row("Lời văn", s.Area, s.Code, s.Title, null, content.Narrative.GetValueOrDefault(s.Code))),
            ]);
    }

    private static string Title(Template template, ReportHeader header)
    {
        var what = $"Báo cáo {ReportWording.Subject(template, header.Period)} - {header.UnitFullName}";
        return header.Submission is { } sent
            ? $"{what} - {header.State} {sent.SubmittedAt.ToOffset(VietnamTime.Offset):dd/MM/yyyy HH:mm}, số biên nhận {sent.Receipt}"
            : $"DỰ THẢO - {what} - {header.State}";
    }

    private static ExportCell Value(ReportContent content, TemplateItem item) =>
        content.Values.TryGetValue(item.Code, out var value) ? (decimal?)value : default(ExportCell);

    private static string Area(Template template, int number) => template.Areas.FirstOrDefault(a => a.Number == number)?.Title ?? "";
}
