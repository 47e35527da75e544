using System.Globalization;
using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;

namespace Platform.Reporting.Templates.Import;

/// <summary>
/// The cells of a workbook's sheets as text (ECMA-376, SpreadsheetML). Read with the framework's own zip and XML readers, so that what a
/// hostile file may unfold to has a limit.
/// </summary>
/// <param name="Rows">As numbered in the workbook: rows and cells that it leaves out are empty.</param>
public sealed record Sheet(string Name, IReadOnlyList<IReadOnlyList<string>> Rows, IReadOnlyList<MergedCells> Merged)
{
    private const long LargestPart = 16L * 1024 * 1024;
    private const int MostRows = 5000;
    private const int MostColumns = 50;
    private const int MostMerged = 2000;
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static readonly XNamespace Relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static readonly XNamespace Package = "http://schemas.openxmlformats.org/package/2006/relationships";

    /// <summary>Text of a cell, both from 0; empty where there is none.</summary>
    public string At(int row, int column) => row < Rows.Count && column < Rows[row].Count ? Rows[row][column] : "";

    /// <summary>As <see cref="At"/>; a cell merged with others of its row has their text.</summary>
    public string Across(int row, int column) => At(row, column) is { Length: > 0 } own
        ? own
        : Merged.FirstOrDefault(m => m.Top == row && m.Left <= column && column <= m.Right) is { } merged ? At(row, merged.Left) : "";

    /// <summary>As <see cref="At"/>; a cell merged with others of its column alone has their text.</summary>
    public string Down(int row, int column) => At(row, column) is { Length: > 0 } own
        ? own
        : Merged.FirstOrDefault(m => m.Left == column && m.Right == column && m.Top <= row && row <= m.Bottom) is { } merged ? At(merged.Top, column) : "";

    /// <returns>Null when it is no readable workbook.</returns>
    public static IReadOnlyList<Sheet>? Read(Stream workbook)
    {
        try
        {
            using var archive = new ZipArchive(workbook, ZipArchiveMode.Read);
            var (book, relations) = (Part(archive, "xl/workbook.xml"), Part(archive, "xl/_rels/workbook.xml.rels"));
            if (book is null || relations is null)
                return null;
            var shared = Part(archive, "xl/sharedStrings.xml")?.Root!.Elements(Main + "si").Select(Text).ToList() ?? [];
            var targets = relations.Root!.Elements(Package + "Relationship").ToDictionary(r => (string?)r.Attribute("Id") ?? "", r => ((string?)r.Attribute("Target") ?? "").TrimStart('/'));
            return [.. book.Descendants(Main + "sheet").Select(s => (Name: (string?)s.Attribute("name") ?? "", Target: targets.GetValueOrDefault((string?)s.Attribute(Relation + "id") ?? "")))
                .Where(s => s.Target is not null)
                .Select(s => (s.Name, Part: Part(archive, s.Target!.StartsWith("xl/", StringComparison.Ordinal) ? s.Target : $"xl/{s.Target}")))
                .Where(s => s.Part is not null).Select(s => new Sheet(s.Name, RowsOf(s.Part!, shared), MergedOf(s.Part!)))];
        }
        catch (Exception e) when (e is InvalidDataException or XmlException or EndOfStreamException or ArgumentException)
        {
            // Not a zip, not XML, two relations of one id: no workbook.
            return null;
        }
    }

    private static List<IReadOnlyList<string>> RowsOf(XDocument sheet, List<string> shared)
    {
        var rows = new List<IReadOnlyList<string>>();
        foreach (var row in sheet.Descendants(Main + "row").Take(MostRows))
        {
            var number = int.TryParse((string?)row.Attribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var told) ? told : rows.Count + 1;
            if (number > MostRows)
                break;
            while (rows.Count < number - 1)
                rows.Add([]);
            var cells = new List<string>();
            foreach (var cell in row.Elements(Main + "c"))
            {
                var column = ColumnOf((string?)cell.Attribute("r")) ?? cells.Count;
                if (column >= MostColumns)
                    break;
                while (cells.Count <= column)
                    cells.Add("");
                cells[column] = ValueOf(cell, shared).Trim();
            }
            rows.Add(cells);
        }
        return rows;
    }

    private static List<MergedCells> MergedOf(XDocument sheet) =>
        [.. sheet.Descendants(Main + "mergeCell").Take(MostMerged).Select(m => MergedCells.Of((string?)m.Attribute("ref"))).OfType<MergedCells>()];

    private static string ValueOf(XElement cell, List<string> shared)
    {
        var value = (string?)cell.Element(Main + "v") ?? "";
        return (string?)cell.Attribute("t") switch
        {
            "s" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < shared.Count ? shared[index] : "",
            // A formula over our codes is an error to Excel, but what was typed is still there.
            "e" => cell.Element(Main + "f") is { } typed ? $"={typed.Value}" : "",
            "inlineStr" => cell.Element(Main + "is") is { } text ? Text(text) : "",
            _ => value,
        };
    }

    /// <summary>Zero-based column of a reference: "C7" is 2.</summary>
    internal static int? ColumnOf(string? reference)
    {
        var column = 0;
        foreach (var letter in (reference ?? "").TakeWhile(char.IsAsciiLetterUpper).Take(3))
            column = (column * 26) + letter - 'A' + 1;
        return column == 0 ? null : column - 1;
    }

    private static string Text(XElement rich) => string.Concat(rich.Descendants(Main + "t").Select(t => t.Value));

    private static XDocument? Part(ZipArchive archive, string name)
    {
        if (archive.GetEntry(name) is not { } entry)
            return null;
        if (entry.Length > LargestPart)
            throw new InvalidDataException("The part is too large.");
        using var stream = entry.Open();
        // The length above is the package's own word, so the reader counts too.
        using var reader = XmlReader.Create(stream, new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = LargestPart });
        return XDocument.Load(reader);
    }
}

/// <summary>A block of merged cells; rows and columns from 0, both ends within.</summary>
public sealed record MergedCells(int Top, int Left, int Bottom, int Right)
{
    /// <summary>Null when <paramref name="range"/> is not like "B5:D6".</summary>
    public static MergedCells? Of(string? range) =>
        range?.Split(':') is [var from, var to] && Sheet.ColumnOf(from) is { } left && Sheet.ColumnOf(to) is { } right && RowOf(from) is { } top && RowOf(to) is { } bottom
            ? new(top, left, bottom, right)
            : null;

    private static int? RowOf(string reference) =>
        int.TryParse(reference.AsSpan().TrimStart("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), NumberStyles.None, CultureInfo.InvariantCulture, out var row) ? row - 1 : null;
}
