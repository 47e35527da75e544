using System.Globalization;
using System.Xml.Linq;
using Platform.Reading.Text;

namespace Platform.Reading.Files;

/// <summary>A row: its number in the sheet (from 1) where that is told, and its cells from column A on.</summary>
public sealed record WorkbookRow(int? Number, IReadOnlyList<string> Cells);

/// <summary>A sheet; <paramref name="Merged"/> are ranges such as "B5:D6".</summary>
public sealed record WorkbookSheet(string Name, IReadOnlyList<WorkbookRow> Rows, IReadOnlyList<string> Merged);

/// <summary>How a kind of upload wants its cells.</summary>
/// <param name="DaysAsText">Cells formatted as days become dd/MM/yyyy; otherwise they stay numbers.</param>
/// <param name="ErrorsAsFormulas">A cell in error gives what was typed, "=…"; otherwise what it shows.</param>
public sealed record WorkbookShape(int MostSheets, int MostRows, int MostColumns, bool DaysAsText = false, bool ErrorsAsFormulas = false);

/// <summary>The cells of an .xlsx as text (ECMA-376, SpreadsheetML), by local names, so that both of its namespaces are read. Precomposed letters.</summary>
public static class Workbook
{
    private const int MostMerged = 2000;

    /// <summary>What the cells of all sheets may hold together; cells may point at one long text again and again.</summary>
    private const int MostCharacters = 8 * 1024 * 1024;

    private static readonly DateOnly DayZero = new(1899, 12, 30);

    /// <exception cref="FileRefused">No readable workbook, or one beyond the bounds.</exception>
    public static IReadOnlyList<WorkbookSheet> Read(Stream content, WorkbookShape shape)
    {
        using var package = new Package(content);
        var book = package.Part("xl/workbook.xml")?.Root ?? throw NoWorkbook();
        var targets = (package.Part("xl/_rels/workbook.xml.rels")?.Root ?? throw NoWorkbook()).Elements()
            .Where(r => r.Attribute("Id") is not null).DistinctBy(r => r.Attribute("Id")!.Value).ToDictionary(r => r.Attribute("Id")!.Value, r => r.Attribute("Target")?.Value ?? "");
        List<string> shared = [.. (package.Part("xl/sharedStrings.xml")?.Root?.Named("si") ?? []).Select(Plain)];
        var days = shape.DaysAsText ? DayStyles(package.Part("xl/styles.xml")?.Root) : [];
        var cells = new CellReader(shape, shared, days);
        var sheets = new List<WorkbookSheet>();
        foreach (var sheet in book.Descendants().Where(e => e.Name.LocalName == "sheet"))
        {
            if (sheet.Attributes().FirstOrDefault(a => a.Name.LocalName == "id" && a.Name.NamespaceName.Length > 0)?.Value is not { } id || !targets.TryGetValue(id, out var target))
                continue;
            if (sheets.Count == shape.MostSheets)
                break;
            if (package.Part(target.StartsWith('/') ? target.TrimStart('/') : target.StartsWith("xl/", StringComparison.Ordinal) ? target : "xl/" + target)?.Root is { } root)
                sheets.Add(new(VietnameseLetters.Compose(sheet.Attribute("name")?.Value ?? ""), cells.Rows(root), Merged(root)));
        }
        return sheets;
    }

    private static List<string> Merged(XElement sheet) =>
        [.. sheet.Named("mergeCells").SelectMany(m => m.Named("mergeCell")).Take(MostMerged).Select(m => m.Attribute("ref")?.Value).OfType<string>()];

    private sealed class CellReader(WorkbookShape shape, List<string> shared, HashSet<int> days)
    {
        private int _characters;

        public List<WorkbookRow> Rows(XElement sheet) =>
            [.. sheet.Named("sheetData").SelectMany(d => d.Named("row")).Take(shape.MostRows).Select(row => new WorkbookRow(Number(row.Attribute("r")?.Value), Cells(row)))];

        private List<string> Cells(XElement row)
        {
            var cells = new List<string>();
            foreach (var cell in row.Named("c"))
            {
                var at = ColumnOf(cell.Attribute("r")?.Value) ?? cells.Count;
                if (at >= shape.MostColumns)
                    break;
                while (cells.Count <= at)
                    cells.Add("");
                cells[at] = VietnameseLetters.Compose(Text(cell));
                if ((_characters += cells[at].Length) > MostCharacters)
                    throw FileRefused.TooLarge();
            }
            return cells;
        }

        private string Text(XElement cell)
        {
            var value = cell.First("v")?.Value ?? "";
            switch (cell.Attribute("t")?.Value)
            {
                case "s":
                    return Number(value) is { } i && i < shared.Count ? shared[i] : "";
                case "inlineStr":
                    return cell.First("is") is { } inline ? Plain(inline) : "";
                case "e" when shape.ErrorsAsFormulas:
                    // A formula over our codes is an error to Excel, but what was typed is still there.
                    return cell.First("f") is { } typed ? $"={typed.Value}" : "";
                case null or "n":
                    return Number(cell.Attribute("s")?.Value) is { } style && days.Contains(style)
                        && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var serial) && serial is > 1 and < 2_900_000
                        ? DayZero.AddDays((int)serial).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)
                        : value;
                default:
                    return value;
            }
        }
    }

    private static HashSet<int> DayStyles(XElement? styles)
    {
        var custom = styles?.First("numFmts")?.Named("numFmt")
            .Where(f => f.Attribute("formatCode")?.Value is { } code && code.Contains('d', StringComparison.OrdinalIgnoreCase) && code.Contains('m', StringComparison.OrdinalIgnoreCase))
            .Select(f => f.Attribute("numFmtId")?.Value).ToHashSet() ?? [];
        var formats = styles?.First("cellXfs")?.Named("xf").Select(x => x.Attribute("numFmtId")?.Value) ?? [];
        return [.. formats.Index().Where(f => custom.Contains(f.Item) || Number(f.Item) is (>= 14 and <= 17) or 22).Select(f => f.Index)];
    }

    /// <summary>Zero-based column of a reference: "C7" is 2; null when it names none.</summary>
    public static int? ColumnOf(string? reference)
    {
        var column = 0;
        foreach (var letter in (reference ?? "").TakeWhile(char.IsAsciiLetterUpper).Take(3))
            column = (column * 26) + letter - 'A' + 1;
        return column == 0 ? null : column - 1;
    }

    /// <summary>Text of a cell of one or several runs, without the readings that East Asian text carries.</summary>
    private static string Plain(XElement rich) => string.Concat(rich.Descendants().Where(t => t.Name.LocalName == "t" && t.Parent?.Name.LocalName != "rPh").Select(t => t.Value));

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var n) && n >= 0 ? n : null;

    private static IEnumerable<XElement> Named(this XElement parent, string name) => parent.Elements().Where(e => e.Name.LocalName == name);

    private static XElement? First(this XElement parent, string name) => parent.Named(name).FirstOrDefault();

    private static FileRefused NoWorkbook() => new(Refusal.Unreadable, "Tệp bị hỏng hoặc không phải bảng tính .xlsx.");
}
