using System.Globalization;
using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;

namespace Platform.Reporting.Templates.Import;

/// <summary>
/// The cells of a workbook's sheets as text (ECMA-376, SpreadsheetML). Read with the framework's own zip and XML readers, so that what a
/// hostile file may unfold to has a limit.
/// </summary>
public sealed record Sheet(string Name, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    private const long LargestPart = 16L * 1024 * 1024;
    private const int MostRows = 5000;
    private const int MostColumns = 50;
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static readonly XNamespace Relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static readonly XNamespace Package = "http://schemas.openxmlformats.org/package/2006/relationships";

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
                .Where(s => s.Part is not null).Select(s => new Sheet(s.Name, RowsOf(s.Part!, shared)))];
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

    private static string ValueOf(XElement cell, List<string> shared)
    {
        var value = (string?)cell.Element(Main + "v") ?? "";
        return (string?)cell.Attribute("t") switch
        {
            "s" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < shared.Count ? shared[index] : "",
            "inlineStr" => cell.Element(Main + "is") is { } text ? Text(text) : "",
            _ => value,
        };
    }

    /// <summary>Zero-based column of a reference: "C7" is 2.</summary>
    private static int? ColumnOf(string? reference)
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
