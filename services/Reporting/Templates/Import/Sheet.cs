using System.Globalization;
using Platform.Reading.Files;

namespace Platform.Reporting.Templates.Import;

/// <summary>
/// The cells of a workbook's sheets as text, each row at its number.
/// </summary>
/// <param name="Rows">As numbered in the workbook: rows and cells that it leaves out are empty.</param>
public sealed record Sheet(string Name, IReadOnlyList<IReadOnlyList<string>> Rows, IReadOnlyList<MergedCells> Merged)
{
    private const int MostRows = 5000;
    private static readonly WorkbookShape Shape = new(MostSheets: 30, MostRows, MostColumns: 50, ErrorsAsFormulas: true);

    /// <summary>Text of a cell, both from 0; empty where there is none.</summary>
    public string At(int row, int column) => row < Rows.Count && column < Rows[row].Count ? Rows[row][column] : "";

    /// <summary>As <see cref="At"/>; a cell merged with others of its row has their text.</summary>
    public string Across(int row, int column) => At(row, column) is { Length: > 0 } own
        ? own
        : Merged.FirstOrDefault(m => m.Top == row && m.Left <= column && column <= m.Right) is { } merged ? At(row, merged.Left) : "";

    /// <summary>As <see cref="At"/>; a cell merged with others of its column alone has their text.</summary>
    public string Down(int row, int column) => At(row, column) is { Length: > 0 } own
        ? own
        : Merged.FirstOrDefault(m => m.Left == column && m.Right == column && m.Top <= row && row <= m.Bottom) is { } merged
        ? At(merged.Top, column) : "";

    /// <returns>Null when it is no readable workbook.</returns>
    public static IReadOnlyList<Sheet>? Read(Stream workbook)
    {
        try
        {
            return [.. Workbook.Read(workbook, Shape)
                .Select(s => new Sheet(s.Name, RowsOf(s), [.. s.Merged.Select(MergedCells.Of).OfType<MergedCells>()]))];
        }
        catch (FileRefused refused) when (refused.Refusal == Refusal.Unreadable)
        {
            return null;
        }
    }

    private static List<IReadOnlyList<string>> RowsOf(WorkbookSheet sheet)
    {
        var rows = new List<IReadOnlyList<string>>();
        foreach (var row in sheet.Rows)
        {
            var number = row.Number ?? rows.Count + 1;
            if (number > MostRows)
                break;
            while (rows.Count < number - 1)
                rows.Add([]);
            rows.Add([.. row.Cells.Select(c => c.Trim())]);
        }
        return rows;
    }
}

/// <summary>A block of merged cells; rows and columns from 0, both ends within.</summary>
public sealed record MergedCells(int Top, int Left, int Bottom, int Right)
{
    /// <summary>Null when <paramref name="range"/> is not like "B5:D6".</summary>
    public static MergedCells? Of(string? range) =>
        range?.Split(':') is [var from, var to] && Workbook.ColumnOf(from) is { } left && Workbook.ColumnOf(to) is { } right
            && RowOf(from) is { } top && RowOf(to) is { } bottom
            ? new(top, left, bottom, right)
            : null;

    private static int? RowOf(string reference) =>
        int.TryParse(reference.AsSpan().TrimStart("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), NumberStyles.None, CultureInfo.InvariantCulture,
            out var row) ? row - 1 : null;
}
