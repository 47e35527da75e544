using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace Platform.PlanDocuments;

/// <summary>The sheets of a workbook in their order, each row a line of cells with tabs. Days are written as the importer reads them (dd/MM/yyyy).</summary>
internal sealed class XlsxText
{
    private const int MostColumns = 60;

    private static readonly XNamespace S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static readonly XNamespace R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static readonly DateOnly DayZero = new(1899, 12, 30);

    private readonly List<string> shared;
    private readonly HashSet<int> dayStyles;

    private XlsxText(XDocument? strings, XDocument? styles)
    {
        shared = strings?.Root?.Elements(S + "si").Select(Plain).ToList() ?? [];
        dayStyles = DayStyles(styles);
    }

    public static string Read(Func<string, XDocument?> part)
    {
        var text = new StringBuilder();
        var (reader, sheets) = Open(part);
        foreach (var (_, data) in sheets)
        {
            if (data is not null) reader.Append(text, data);
            text.Append('\n');
        }
        return text.ToString();
    }

    public static IReadOnlyList<SheetRows> ReadSheets(Func<string, XDocument?> part)
    {
        var (reader, sheets) = Open(part);
        return [.. sheets.Where(s => s.Data is not null).Select(s => new SheetRows(s.Name, [.. s.Data!.Elements(S + "row").Select(r => (IReadOnlyList<string>)reader.Cells(r))]))];
    }

    private static (XlsxText Reader, List<(string Name, XElement? Data)> Sheets) Open(Func<string, XDocument?> part)
    {
        var workbook = part("xl/workbook.xml")?.Root ?? throw new InvalidDataException("No workbook.");
        var targets = part("xl/_rels/workbook.xml.rels")?.Root?.Elements()
            .Where(r => r.Attribute("Id") is not null).DistinctBy(r => r.Attribute("Id")!.Value).ToDictionary(r => r.Attribute("Id")!.Value, r => r.Attribute("Target")?.Value ?? "") ?? [];
        var sheets = new List<(string, XElement?)>();
        foreach (var sheet in workbook.Descendants(S + "sheet"))
        {
            if (sheet.Attribute(R + "id")?.Value is not { } id || !targets.TryGetValue(id, out var target)) continue;
            sheets.Add((sheet.Attribute("name")?.Value ?? "", part(target.StartsWith('/') ? target.TrimStart('/') : "xl/" + target)?.Root?.Element(S + "sheetData")));
        }
        return (new XlsxText(part("xl/sharedStrings.xml"), part("xl/styles.xml")), sheets);
    }

    private List<string> Cells(XElement row)
    {
        var cells = new List<string>();
        foreach (var cell in row.Elements(S + "c"))
        {
            var at = Column(cell.Attribute("r")?.Value) ?? cells.Count;
            if (at >= MostColumns) break;
            while (cells.Count < at) cells.Add("");
            cells.Add(Text(cell));
        }
        return cells;
    }

    private void Append(StringBuilder text, XElement data)
    {
        foreach (var row in data.Elements(S + "row"))
        {
            var cells = Cells(row).ConvertAll(VietnameseText.Squeeze);
            // A title in one cell is a line of text; a row of a table keeps its places.
            var filled = cells.Count(c => c.Length > 0);
            if (filled == 1 && cells[0].Length > 0) text.Append(cells[0]).Append('\n');
            else if (filled > 0) text.AppendJoin('\t', cells).Append('\n');
            else text.Append('\n');
        }
    }

    private string Text(XElement cell)
    {
        var value = cell.Element(S + "v")?.Value ?? "";
        switch (cell.Attribute("t")?.Value)
        {
            case "s":
                return int.TryParse(value, CultureInfo.InvariantCulture, out var i) && i >= 0 && i < shared.Count ? shared[i] : "";
            case "inlineStr":
                return cell.Element(S + "is") is { } inline ? Plain(inline) : "";
            case null or "n":
                return int.TryParse(cell.Attribute("s")?.Value, CultureInfo.InvariantCulture, out var style) && dayStyles.Contains(style)
                    && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var serial) && serial is > 1 and < 2_900_000
                    ? DayZero.AddDays((int)serial).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)
                    : value;
            default:
                return value;
        }
    }

    private static HashSet<int> DayStyles(XDocument? styles)
    {
        var custom = styles?.Root?.Element(S + "numFmts")?.Elements(S + "numFmt")
            .Where(f => f.Attribute("formatCode")?.Value is { } code && code.Contains('d', StringComparison.OrdinalIgnoreCase) && code.Contains('m', StringComparison.OrdinalIgnoreCase))
            .Select(f => f.Attribute("numFmtId")?.Value).ToHashSet() ?? [];
        var formats = styles?.Root?.Element(S + "cellXfs")?.Elements(S + "xf").Select(x => x.Attribute("numFmtId")?.Value).ToList() ?? [];
        return [.. Enumerable.Range(0, formats.Count).Where(i => custom.Contains(formats[i])
            || int.TryParse(formats[i], CultureInfo.InvariantCulture, out var id) && id is (>= 14 and <= 17) or 22)];
    }

    private static string Plain(XElement element) => string.Concat(element.Descendants(S + "t").Where(t => t.Parent?.Name != S + "rPh").Select(t => t.Value));

    /// <summary>"C7" is column 2.</summary>
    private static int? Column(string? reference)
    {
        if (reference is null) return null;
        var column = 0;
        foreach (var c in reference.TakeWhile(char.IsAsciiLetterUpper).Take(3)) column = column * 26 + (c - 'A' + 1);
        return column == 0 ? null : column - 1;
    }
}
