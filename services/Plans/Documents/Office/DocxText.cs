using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Platform.Reading.Files;
using Platform.Reading.Text;

namespace Platform.PlanDocuments;

/// <summary>
/// Paragraphs and tables of a Word document, with the numbers that Word itself puts before paragraphs of a list. Walks with a stack of its
/// own and looks at each table once, so that neither depth nor nesting costs more than the document's size.
/// </summary>
internal sealed class DocxText
{
    /// <summary>More than a plan of a thousand pages; text boxes within text boxes would say theirs again and again.</summary>
    private const int MostCharacters = 4 * 1024 * 1024;

    private static readonly XNamespace W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    private readonly Dictionary<string, XElement> lists = [];
    private readonly Dictionary<string, int[]> counters = [];
    private readonly StringBuilder text = new();
    private int characters;

    public static string Read(Func<string, XDocument?> part)
    {
        var body = part("word/document.xml")?.Root?.Element(W + "body")
            ?? throw new FileRefused(Refusal.Unreadable, "Tệp bị hỏng hoặc không phải văn bản Word .docx.");
        var reader = new DocxText();
        reader.ReadNumbering(part("word/numbering.xml"));
        reader.ReadBlocks(body);
        return VietnameseLetters.Compose(reader.text.ToString());
    }

    private void ReadNumbering(XDocument? numbering)
    {
        if (numbering?.Root is not { } root) return;
        var abstracts = root.Elements(W + "abstractNum").Where(a => Value(a, "abstractNumId") is not null)
            .GroupBy(a => Value(a, "abstractNumId")!).ToDictionary(g => g.Key, g => g.First());
        foreach (var num in root.Elements(W + "num"))
        {
            if (Value(num, "numId") is { } id && Value(num.Element(W + "abstractNumId"), "val") is { } of
                && abstracts.TryGetValue(of, out var definition))
            {
                lists[id] = definition;
            }
        }
    }

    private void ReadBlocks(XElement body)
    {
        var open = new Stack<IEnumerator<XElement>>();
        open.Push(body.Elements().GetEnumerator());
        while (open.TryPeek(out var blocks))
        {
            if (!blocks.MoveNext()) open.Pop();
            else if (blocks.Current.Name == W + "p") text.Append(Paragraph(blocks.Current)).Append("\n\n");
            else if (blocks.Current.Name == W + "sdt" && blocks.Current.Element(W + "sdtContent") is { } content) open.Push(
                content.Elements().GetEnumerator());
            else if (blocks.Current.Name == W + "tbl" && !ReadTable(blocks.Current)) open.Push(
                blocks.Current.Elements(W + "tr").Elements(W + "tc").Elements().GetEnumerator());
        }
    }

    /// <returns>False for one that only sets text in places: letterheads and signatures are tables of two cells; wider ones hold
    /// data.</returns>
    private bool ReadTable(XElement table)
    {
        if (table.Elements(W + "tr").All(row => row.Elements(W + "tc").Sum(Span) < 3)) return false;
        foreach (var row in table.Elements(W + "tr")) text.AppendJoin('\t', Cells(row)).Append('\n');
        text.Append('\n');
        return true;
    }

    private List<string> Cells(XElement row)
    {
        var cells = new List<string>();
        foreach (var cell in row.Elements(W + "tc"))
        {
            var pieces = cell.Descendants(W + "p").Select(Paragraph).Where(p => p.Length > 0);
            cells.Add(VietnameseText.Squeeze(string.Join("<br>", pieces).Replace('\t', ' ')));
            cells.AddRange(Enumerable.Repeat("", Span(cell) - 1));
        }
        return cells;
    }

    private static int Span(XElement cell) =>
        int.TryParse(Value(cell.Element(W + "tcPr")?.Element(W + "gridSpan"), "val"), CultureInfo.InvariantCulture, out var n)
            ? Math.Clamp(n, 1, 20)
            : 1;

    private string Paragraph(XElement paragraph)
    {
        var result = new StringBuilder(Mark(paragraph));
        foreach (var node in paragraph.Descendants())
        {
            // Text of deleted revisions is w:delText and stays out.
            if (node.Name == W + "t") result.Append(node.Value);
            else if (node.Name == W + "tab") result.Append(node.Parent?.Name == W + "tabs" ? "" : " ");
            else if (node.Name == W + "br" || node.Name == W + "cr") result.Append(' ');
            else if (node.Name == W + "noBreakHyphen") result.Append('-');
        }
        characters += result.Length;
        if (characters > MostCharacters) throw FileRefused.TooLarge();
        return result.ToString().Trim();
    }

    private string Mark(XElement paragraph)
    {
        var properties = paragraph.Element(W + "pPr")?.Element(W + "numPr");
        if (Value(properties?.Element(W + "numId"), "val") is not { } id || !lists.TryGetValue(id, out var list)) return "";
        var level = int.TryParse(Value(properties!.Element(W + "ilvl"), "val"), CultureInfo.InvariantCulture, out var l)
            ? Math.Clamp(l, 0, 8)
            : 0;
        var definition = list.Elements(W + "lvl").FirstOrDefault(d => Value(d, "ilvl") == level.ToString(CultureInfo.InvariantCulture));
        var format = Value(definition?.Element(W + "numFmt"), "val");
        if (definition is null || format is "none") return "";
        if (format == "bullet") return "- ";
        if (!counters.TryGetValue(id, out var counter)) counters[id] = counter = new int[9];
        counter[level] = counter[level] == 0
            && int.TryParse(Value(definition.Element(W + "start"), "val"), CultureInfo.InvariantCulture, out var start)
                ? start
                : counter[level] + 1;
        Array.Clear(counter, level + 1, 8 - level);
        var pattern = Value(definition.Element(W + "lvlText"), "val") ?? "%1.";
        for (var i = 0; i <= level; i++) pattern = pattern.Replace(
            $"%{i + 1}", Number(counter[i], i == level ? format : "decimal"), StringComparison.Ordinal);
        return pattern + " ";
    }

    private static string Number(int value, string? format) => format switch
    {
        "upperRoman" => Roman(value),
        "lowerRoman" => Roman(value).ToLowerInvariant(),
        "lowerLetter" => ((char)('a' + (value - 1) % 26)).ToString(),
        "upperLetter" => ((char)('A' + (value - 1) % 26)).ToString(),
        "decimalZero" => value.ToString("00", CultureInfo.InvariantCulture),
        _ => value.ToString(CultureInfo.InvariantCulture),
    };

    private static string Roman(int value)
    {
        var result = new StringBuilder();
        foreach (var (worth, sign) in new[] { (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I") })
        {
            for (; value >= worth && result.Length < 12; value -= worth) result.Append(sign);
        }
        return result.ToString();
    }

    private static string? Value(XElement? element, string attribute) => element?.Attribute(W + attribute)?.Value;
}
