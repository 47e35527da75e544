using System.Text.RegularExpressions;

namespace Platform.PlanDocuments;

/// <summary>
/// Tables whose cells are told apart by tabs or by Markdown pipes. Steps: (1) find the header and its columns, (2) skip repeated
/// headers, (3) take area headings, (4) glue rows that a page broke, (5) start rows.
/// </summary>
internal sealed partial class DelimitedAnnex
{
    /// <summary>No annex is wider; what stands further right is not read.</summary>
    private const int MostColumns = 100;

    private readonly List<AnnexItem> items = [];
    private readonly List<Finding> findings = [];
    private List<Column>? columns;
    private List<string>? headerCells;
    private AnnexRow? last;
    private bool afterHeader;
    private int? firstLine;

    public static Annex Read(IReadOnlyList<SourceLine> lines)
    {
        var reader = new DelimitedAnnex();
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            if (!line.IsDelimited) { reader.TakePlain(line); continue; }
            var cells = Split(line.Raw);
            if (reader.columns is not null) i = reader.GlueBrokenLines(lines, i, cells);
            reader.Take(cells, line, lines[i].Number);
        }
        return reader.items.OfType<AnnexRow>().Any() ? new Annex(reader.items, reader.findings, reader.firstLine) : Annex.None;
    }

    private void Take(List<string> cells, SourceLine line, int lastLine)
    {
        if (cells.All(c => c.Length == 0) || cells.All(c => Ruler().IsMatch(c) || c.Length == 0)) return;
        if (TakeHeader(cells, line) || columns is null) return;
        if (TakeHeading(cells, line)) return;
        TakeRow(cells, line, lastLine);
    }

    private bool TakeHeader(List<string> cells, SourceLine line)
    {
        var named = cells.ConvertAll(ColumnNames.Recognise);
        var known = named.Count(n => n is not null);
        var filled = cells.Count(c => c.Length > 0);
        // The second line of a header of two lines: "Cơ quan thực hiện" above "Chủ trì" and "Phối hợp".
        if (afterHeader && headerCells is not null && columns is not null && known > 0 && known == filled
            && filled < headerCells.Count(c => c.Length > 0) && cells[0].Length == 0)
        {
            for (var i = 0; i < named.Count; i++)
            {
                if (named[i] is not { } column) continue;
                while (columns.Count <= i) columns.Add(Column.Other);
                columns[i] = column;
            }
            return true;
        }
        if (known < 3 || known * 2 <= filled || cells.Any(c => c.Length > 90)) return false;
        var found = named.ConvertAll(n => n ?? Column.Other);
        // A merged header cell ("Cơ quan thực hiện" over two columns) leaves its neighbour empty.
        for (var i = 1; i < found.Count; i++)
        {
            if (cells[i].Length == 0 && found[i - 1] == Column.Lead) found[i] = Column.Coordinators;
        }
        afterHeader = true;
        headerCells = cells;
        if (!ColumnNames.IsTaskTable(found)) { columns = null; last = null; return true; }
        if (columns is null || !columns.SequenceEqual(found))
        {
            firstLine ??= line.Number;
            columns = found;
        }
        return true;
    }

    private bool TakeHeading(List<string> cells, SourceLine line)
    {
        var filled = cells.Where(c => c.Length > 0).Distinct().ToList();
        if (filled.Count > 2 || filled.Count == 0) return false;
        var numberAt = Math.Max(columns!.IndexOf(Column.Number), 0);
        var number = numberAt < cells.Count ? cells[numberAt] : "";
        var numberAlone = filled.Count == 2 && number.Length > 0;
        var title = numberAlone ? filled.Find(c => c != number) ?? number : filled[0];
        var isRoman = numberAlone ? RowNumber.IsRoman(number) : filled.Count == 1 && RowNumber.AfterRoman(title) is not null;
        var isArabic = numberAlone && RowNumber.Read(number) is not null;
        if (filled.Count == 2 && !numberAlone) return false;
        if (!(isRoman && title.Length <= 200)
            && !((isArabic || filled.Count == 1) && ReformArea.IsTitle(title) && !LineJoiner.IsBullet(title)))
        {
            return false;
        }
        if (filled.Count == 1 && !isRoman && afterHeader && last is not null && VietnameseText.StartsLower(title)) return false;
        items.Add(new AreaHeading(ReformArea.TitleOf(title), line.Number));
        last = null;
        afterHeader = false;
        return true;
    }

    private void TakeRow(List<string> cells, SourceLine line, int lastLine)
    {
        var numberAt = columns!.IndexOf(Column.Number);
        var numberCell = numberAt >= 0 && numberAt < cells.Count ? cells[numberAt] : "";
        var number = RowNumber.Read(numberCell);
        if (number is null && last is not null && !StartsRow(cells, numberCell))
        {
            AppendTo(last, cells, numberAt);
            last.ToLine = lastLine;
        }
        else
        {
            last = new AnnexRow(number, line.Number) { ToLine = lastLine };
            AppendTo(last, cells, numberAt);
            items.Add(last);
        }
        afterHeader = false;
    }

    // Without a number a row is new when it looks whole; right after a repeated header it is more likely the rest of the last one.
    private bool StartsRow(List<string> cells, string numberCell)
    {
        var content = Cell(cells, Column.Content);
        if (content.Length == 0) return false;
        var lead = VietnameseText.Fold(Cell(cells, Column.Lead));
        var time = DeadlineParser.Parse(Cell(cells, Column.Time), null);
        var timeFolded = VietnameseText.Fold(time.Text);
        var looksWhole = CellWords.StartsLikeAgency(lead) || CellWords.MayBeTime(timeFolded);
        if (LineJoiner.IsBullet(content) || numberCell is "-" or "+")
        {
            return looksWhole || last!.HasOnlyContent;
        }
        if (VietnameseText.StartsLower(content)) return false;
        if (last!.HasOnlyContent && cells.Count(c => c.Length > 0) == 1) return false;
        return looksWhole && (!afterHeader || CellWords.StartsLikeAgency(lead) && CellWords.MayBeTime(timeFolded)
            && VietnameseText.StartsUpper(Cell(cells, Column.Lead)));
    }

    private void AppendTo(AnnexRow row, List<string> cells, int numberAt)
    {
        for (var i = 0; i < cells.Count && i < columns!.Count; i++)
        {
            if (i != numberAt) row.Append(columns[i], cells[i]);
        }
    }

    private string Cell(List<string> cells, Column column)
    {
        var at = columns!.IndexOf(column);
        return at >= 0 && at < cells.Count ? cells[at] : "";
    }

    // A cell with a line break leaves a line with too few cells; the next lines hold the rest.
    private int GlueBrokenLines(IReadOnlyList<SourceLine> lines, int i, List<string> cells)
    {
        var open = new List<string>();
        while (cells.Count < columns!.Count && i + 1 < lines.Count && lines[i + 1].BlankBefore == 0
            && !lines[i].Raw.TrimStart().StartsWith('|'))
        {
            var next = lines[i + 1].Raw.Contains('\t') ? Split(lines[i + 1].Raw) : [lines[i + 1].Text];
            if (next[0].Length == 0 || cells.Count + next.Count - 1 > columns.Count) break;
            if (RowNumber.Read(next[0]) is not null || RowNumber.AfterRoman(next[0]) is not null || RowNumber.IsRoman(next[0])
                || ReformArea.IsTitle(next[0]))
            {
                break;
            }
            open.Add(next[0]);
            if (next.Count > 1)
            {
                Close();
                cells.AddRange(next.Skip(1));
            }
            i++;
        }
        Close();
        return i;

        // Joined once, however many lines the cell was broken into.
        void Close()
        {
            if (open.Count > 0) cells[^1] = LineJoiner.Join(open.Prepend(cells[^1]));
            open.Clear();
        }
    }

    // Text between the tables: a heading whose empty cells were trimmed, or the caption of another annex.
    private void TakePlain(SourceLine line)
    {
        if (columns is null) return;
        if (RowNumber.AfterRoman(line.Text) is not null && ReformArea.Recognise(line.Text) is not null || ReformArea.IsTitle(line.Text))
        {
            items.Add(new AreaHeading(ReformArea.TitleOf(line.Text), line.Number));
            last = null;
        }
        else if (Caption().IsMatch(line.Folded))
        {
            columns = null;
            last = null;
        }
    }

    private static List<string> Split(string raw)
    {
        IEnumerable<string> cells = raw.Contains('\t') ? raw.Split('\t') : EscapedPipe().Split(raw.Trim());
        var list = cells.Take(MostColumns).Select(c => CellText(c.Replace("\\|", "|", StringComparison.Ordinal))).ToList();
        if (raw.Contains('\t')) return list;
        if (list.Count > 0 && list[0].Length == 0 && raw.TrimStart().StartsWith('|')) list.RemoveAt(0);
        if (list.Count > 0 && list[^1].Length == 0 && raw.TrimEnd().EndsWith('|')) list.RemoveAt(list.Count - 1);
        return list;
    }

    // Lines of a cell go on in one text, but for lists and for products, each on its line.
    private static string CellText(string raw)
    {
        var parts = LineBreak().Split(raw).Select(SourceLines.StripMarkup).Where(p => p.Length > 0).ToList();
        if (parts.Count < 2) return parts.Count == 0 ? "" : parts[0];
        var products = parts.TrueForAll(
            p => VietnameseText.StartsUpper(p.TrimStart('-', '+', ' '))
                && CellWords.StartsLikeProduct(VietnameseText.Fold(p.TrimStart('-', '+', ' '))));
        return products ? string.Join('\n', parts) : LineJoiner.Join(parts);
    }

    [GeneratedRegex("<br\\s*/?>", RegexOptions.IgnoreCase)]
    private static partial Regex LineBreak();

    [GeneratedRegex(@"^:?-{2,}:?$")]
    private static partial Regex Ruler();

    [GeneratedRegex(@"^(?:phu luc|bieu|danh muc)\b")]
    private static partial Regex Caption();

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex EscapedPipe();
}
