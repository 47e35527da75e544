using System.Text;
using Platform.Reading.Files;

namespace Platform.PlanDocuments;

/// <summary>The sheets of a workbook in their order, each row a line of cells with tabs.</summary>
internal static class XlsxText
{
    public static string Of(IReadOnlyList<WorkbookSheet> sheets)
    {
        var text = new StringBuilder();
        foreach (var sheet in sheets)
        {
            foreach (var row in sheet.Rows) Append(text, row);
            text.Append('\n');
        }
        return text.ToString();
    }

    private static void Append(StringBuilder text, WorkbookRow row)
    {
        List<string> cells = [.. row.Cells.Select(VietnameseText.Squeeze)];
        // A title in one cell is a line of text; a row of a table keeps its places.
        var filled = cells.Count(c => c.Length > 0);
        if (filled == 1 && cells[0].Length > 0) text.Append(cells[0]).Append('\n');
        else if (filled > 0) text.AppendJoin('\t', cells).Append('\n');
        else text.Append('\n');
    }
}
