namespace Platform.PlanDocuments;

/// <summary>
/// Tables that a PDF extractor set with spaces, each column at its place. Columns are what lies between the rivers: places where hardly a
/// line of a page has a letter. Rows are told by empty lines, else by the row numbers, which stand on the first or on the middle line of a
/// row.
/// The result is the same lines with tabs for <see cref="DelimitedAnnex"/>; empty when the text holds no such table.
/// </summary>
internal static class LayoutTables
{
    private const int FewestColumns = 4;
    private const int MostColumns = 60;

    /// <summary>Places of the widest page; a longer line was set by no extractor.</summary>
    private const int WidestPage = 2_000;

    public static IReadOnlyList<SourceLine> ToTabs(IReadOnlyList<SourceLine> lines)
    {
        var start = FindTable(lines);
        if (start < 0 || lines.Skip(start).Any(l => l.Raw.Length > WidestPage)) return [];
        var result = new List<SourceLine>();
        List<(int From, int To)>? columns = null;
        foreach (var page in Pages(lines, start))
        {
            var found = Columns(page);
            // A page without its own clear columns goes by those of the page before.
            if (found.Count is >= FewestColumns and <= MostColumns && (columns is null || found.Count == columns.Count)) columns = found;
            if (columns is null) continue;
            result.AddRange(Rows(page, columns));
        }
        return result;
    }

    private static int FindTable(IReadOnlyList<SourceLine> lines)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            if (!lines[i].Raw.Contains("  ", StringComparison.Ordinal)) continue;
            var segments = Segments(lines[i].Raw);
            if (segments.Count < 2 || ColumnNames.Recognise(segments[0].Text) != Column.Number) continue;
            var from = i;
            while (from > 0 && from > i - 4 && lines[from].BlankBefore == 0 && !lines[from].StartsPage
                && Segments(lines[from - 1].Raw)[0].At > 8)
            {
                from--;
            }
            return from;
        }
        return -1;
    }

    private static IEnumerable<List<SourceLine>> Pages(IReadOnlyList<SourceLine> lines, int start)
    {
        var page = new List<SourceLine>();
        for (var i = start; i < lines.Count; i++)
        {
            if (lines[i].StartsPage && page.Count > 0)
            {
                yield return page;
                page = [];
            }
            page.Add(lines[i]);
        }
        yield return page;
    }

    private static List<(int From, int To)> Columns(List<SourceLine> page)
    {
        var rows = page.Where(l => !IsHeading(l)).ToList();
        var width = rows.Count == 0 ? 0 : rows.Max(l => l.Raw.Length);
        var used = new int[width + 1];
        foreach (var line in rows)
        {
            foreach (var (at, text) in Segments(line.Raw))
            {
                for (var x = at; x < at + text.Length; x++) used[x]++;
            }
        }
        var allowed = rows.Count / 40;
        var columns = new List<(int From, int To)>();
        for (var x = 0; x < width;)
        {
            if (used[x] <= allowed) { x++; continue; }
            var from = x;
            // One free place is the space between two words, two are a river.
            while (x < width && (used[x] > allowed || x + 1 < width && used[x + 1] > allowed)) x++;
            columns.Add((from, x));
        }
        return columns;
    }

    private static IEnumerable<SourceLine> Rows(List<SourceLine> page, List<(int From, int To)> columns)
    {
        var cells = page.ConvertAll(l => IsHeading(l) ? [l.Text] : Cut(l.Raw, columns));
        var starts = RowStarts(page, cells);
        for (var i = 0; i < page.Count;)
        {
            var end = i + 1;
            while (end < page.Count && !starts[end]) end++;
            if (cells[i].Count == 1)
            {
                yield return page[i] with { Raw = page[i].Text + "\t" };
            }
            else
            {
                var joined = Enumerable.Range(0, columns.Count)
                    .Select(c => LineJoiner.Join(cells.Skip(i).Take(end - i).Where(r => r.Count > c).Select(r => r[c])).Replace('\n', ' '));
                yield return page[i] with { Raw = string.Join('\t', joined) };
            }
            i = end;
        }
    }

    private static bool[] RowStarts(List<SourceLine> page, List<List<string>> cells)
    {
        var starts = new bool[page.Count];
        var numbered = Enumerable.Range(0, page.Count).Where(i => cells[i].Count > 1 && RowNumber.Read(cells[i][0]) is not null).ToList();
        for (var i = 0; i < page.Count; i++)
        {
            starts[i] = i == 0 || cells[i].Count == 1 || cells[i - 1].Count == 1 || ColumnNames.Recognise(cells[i][0]) == Column.Number
                && page[i].BlankBefore > 0;
        }
        if (IsCutByEmptyLines(page, cells))
        {
            for (var i = 0; i < page.Count; i++) starts[i] |= page[i].BlankBefore > 0;
            return starts;
        }
        var onFirstLine = numbered.Count(i => StartsContent(cells[i])) * 100 >= numbered.Count * 85;
        for (var k = 0; k < numbered.Count; k++)
        {
            if (onFirstLine) starts[numbered[k]] = true;
            else MarkAfterMiddle(page, cells, starts, numbered, k);
        }
        for (var i = 1; i < page.Count; i++)
        {
            starts[i] |= cells[i].Count > 2 && LineJoiner.IsBullet(cells[i][1]) && cells[i].Skip(2).Count(c => c.Length > 0) >= 2;
        }
        return starts;
    }

    // A number in the middle of its row: as many lines follow as came before.
    private static void MarkAfterMiddle(List<SourceLine> page, List<List<string>> cells, bool[] starts, List<int> numbered, int k)
    {
        var middle = numbered[k];
        var first = middle;
        while (first > 0 && !starts[first]) first--;
        var expected = 2 * middle - first + 1;
        var limit = k + 1 < numbered.Count ? numbered[k + 1] : page.Count - 1;
        for (var i = middle + 1; i <= limit; i++)
        {
            if (starts[i]) return;
        }
        var best = new[] { expected, expected + 1, expected - 1 }.Where(i => i > middle && i <= limit && i < page.Count)
            .OrderByDescending(i => StartsContent(cells[i])).Cast<int?>().FirstOrDefault();
        if (best is { } next) starts[next] = true;
    }

    private static bool IsCutByEmptyLines(List<SourceLine> page, List<List<string>> cells)
    {
        int one = 0, several = 0, inBlock = 0;
        for (var i = 0; i <= page.Count; i++)
        {
            if (i == page.Count || page[i].BlankBefore > 0)
            {
                one += inBlock == 1 ? 1 : 0;
                several += inBlock > 1 ? 1 : 0;
                inBlock = 0;
            }
            if (i < page.Count && cells[i].Count > 1 && RowNumber.Read(cells[i][0]) is not null) inBlock++;
        }
        return one > 4 * several && one > 0;
    }

    private static bool StartsContent(List<string> cells) =>
        cells.Count > 1 && (VietnameseText.StartsUpper(cells[1]) || LineJoiner.IsBullet(cells[1]));

    private static bool IsHeading(SourceLine line) =>
        Segments(line.Raw).Count <= 2 && RowNumber.AfterRoman(line.Text) is { } title
        && (VietnameseText.IsMostlyUpper(title) || ReformArea.Recognise(title) is not null);

    private static List<string> Cut(string raw, List<(int From, int To)> columns)
    {
        var cells = columns.ConvertAll(_ => "");
        foreach (var (at, text) in Segments(raw))
        {
            var middle = at + text.Length / 2;
            var c = columns.FindIndex(column => middle < column.To);
            if (c < 0) c = columns.Count - 1;
            cells[c] = cells[c].Length == 0 ? text : cells[c] + " " + text;
        }
        return cells;
    }

    private static List<(int At, string Text)> Segments(string raw)
    {
        var segments = new List<(int At, string Text)>();
        for (var i = 0; i < raw.Length;)
        {
            if (raw[i] == ' ') { i++; continue; }
            var end = i;
            while (end < raw.Length && !(raw[end] == ' ' && (end + 1 >= raw.Length || raw[end + 1] == ' '))) end++;
            segments.Add((i, raw[i..end]));
            i = end;
        }
        return segments.Count == 0 ? [(0, "")] : segments;
    }
}
