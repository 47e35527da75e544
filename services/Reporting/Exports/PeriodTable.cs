using Platform.Contracts.Events;
using Platform.Contracts.Periods;
using Platform.OfficialDocuments.Tables;
using Platform.Reporting.Model.Reports;
using Platform.Reporting.Model.Templates;

namespace Platform.Reporting.Exports;

/// <summary>A unit in the table of a period.</summary>
/// <param name="State">Null when no report was begun.</param>
/// <param name="Values">Empty unless the report is submitted or accepted: nobody else's figures count.</param>
public sealed record PeriodTableRow(
    string UnitCode, string UnitFullName, string? Block, string? State, bool? OnTime, DateTimeOffset? SubmittedAt,
    IReadOnlyDictionary<string, decimal> Values)
{
    public static bool Counts(string? state) => state is ReportStates.Submitted or ReportStates.Accepted;
}

/// <summary>All reports of a period side by side: a row per commune, a column per item. Pure.</summary>
public static class PeriodTable
{
    /// <param name="templates">The template of the period and those of reports made before it; an item that several have is one
    /// column.</param>
    public static ExportTable Of(PeriodCode period, IReadOnlyList<Template> templates, IEnumerable<PeriodTableRow> rows)
    {
        var items = templates.SelectMany(t => t.Items).DistinctBy(i => i.Code).ToList();
        return new(
            "Số liệu",
            $"Tổng hợp báo cáo {ReportWording.Subject(templates[0], period)}; số liệu của báo cáo đã gửi và đã duyệt",
            [
                new("Mã đơn vị", 11), new("Đơn vị", 30), new("Khối", 10), new("Trạng thái", 14), new("Đúng hạn", 11), new("Gửi lúc", 18),
                .. items.Select(i => new ExportColumn($"{i.Name} ({i.Unit})", 18, i.Code)),
            ],
            [.. rows.Select(row => (IReadOnlyList<ExportCell>)
            [
                row.UnitCode, row.UnitFullName, row.Block, ReportStateNames.Of(row.State),
                row.OnTime switch { true => "Đúng hạn", false => "Trễ hạn", null => null }, row.SubmittedAt,
                .. items.Select(i => PeriodTableRow.Counts(row.State) && row.Values.TryGetValue(i.Code, out var value)
                    ? (decimal?)value : default(ExportCell)),
            ])],
            FrozenColumns: 2);
    }
}
