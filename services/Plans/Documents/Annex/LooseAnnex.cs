using System.Text.RegularExpressions;

namespace Platform.PlanDocuments;

/// <summary>
/// Tables of which a PDF or an OCR left only the lines of the cells, one under the other. Steps: (1) find the header and its columns,
/// (2) drop repeated headers and page numbers, (3) cut at area headings and row numbers, (4) let <see cref="CellSegmentation"/> deal the
/// lines to the columns.
/// </summary>
internal sealed partial class LooseAnnex
{
    private const int LongestHeader = 40;
    private const int LongestHeaderText = 4_000;

    /// <summary>Lines that may begin a header; a text with more of them holds no table that can be told.</summary>
    private const int MostHeaders = 200;

    /// <summary>
    /// Lines under one number. A row is shorter; the segmentation's cost grows with their count times the columns squared.
    /// </summary>
    private const int LongestChunk = 400;

    private readonly IReadOnlyList<SourceLine> lines;
    private readonly List<AnnexItem> items = [];
    private readonly List<SourceLine> chunk = [];
    private readonly CellSegmentation segmentation;
    private readonly HashSet<string> headerLines;
    private string? number;
    private int lastNumber;
    private bool afterHeading = true;
    private int? chunkStart;

    private LooseAnnex(IReadOnlyList<SourceLine> lines, IReadOnlyList<Column> columns, HashSet<string> headerLines, int usualGap)
    {
        this.lines = lines;
        this.headerLines = headerLines;
        segmentation = new CellSegmentation([.. columns.Where(c => c is not (Column.Number or Column.Other))], usualGap);
    }

    public static Annex Read(IReadOnlyList<SourceLine> lines, int usualGap)
    {
        var headers = 0;
        for (var start = 0; start < lines.Count && headers < MostHeaders; start++)
        {
            if (!HeaderStart().IsMatch(lines[start].Folded)) continue;
            headers++;
            var end = FindFirstRow(lines, start);
            if (end < 0 || lines.Skip(start).Take(end - start).Sum(l => l.Text.Length) > LongestHeaderText) continue;
            var columns = ColumnNames.ReadBroken(string.Join(' ', lines.Skip(start).Take(end - start).Select(l => l.Text)));
            if (columns.Count < 4 || !ColumnNames.IsTaskTable(columns)) continue;
            var header = lines.Skip(start).Take(end - start).Select(l => l.Folded).ToHashSet();
            var reader = new LooseAnnex(lines, columns, header, usualGap);
            reader.ReadRows(end);
            return new Annex(reader.items, [], lines[start].Number);
        }
        return Annex.None;
    }

    private void ReadRows(int start)
    {
        for (var i = start; i < lines.Count; i++)
        {
            if (SkipRepeatedHeader(i) is var next && next > i) { i = next - 1; continue; }
            if (End().IsMatch(lines[i].Folded) && chunk.Count > 0) break;
            if (ReadAreaHeading(ref i)) continue;
            if (ReadNumber(i)) continue;
            // Digits alone that are no expected number are a page number.
            if (lines[i].Text.Length <= 3 && lines[i].Text.All(char.IsAsciiDigit)) continue;
            chunk.Add(lines[i]);
            if (chunk.Count == LongestChunk) Flush();
        }
        Flush();
    }

    private bool ReadAreaHeading(ref int i)
    {
        var line = lines[i];
        var title = RowNumber.IsRoman(line.Text) && i + 1 < lines.Count && VietnameseText.StartsUpper(lines[i + 1].Text)
            ? lines[++i].Text
            : RowNumber.AfterRoman(line.Text);
        if (title is null || !(VietnameseText.IsMostlyUpper(title) || ReformArea.Recognise(title) is not null && title.Length <= 130))
        {
            if (title is not null && lines[i] != line) i--;
            // Without a Roman number only a title in capitals is told from the text of a cell.
            if (!(VietnameseText.IsMostlyUpper(line.Text) && line.Text.Length > 12 && ReformArea.IsTitle(line.Text))) return false;
            title = line.Text;
        }
        Flush();
        var from = line.Number;
        while (i + 1 < lines.Count && VietnameseText.IsMostlyUpper(title) && VietnameseText.IsMostlyUpper(lines[i + 1].Text)
            && lines[i + 1].Text.Length > 3 && RowNumber.AfterRoman(lines[i + 1].Text) is null)
        {
            title = LineJoiner.Join([title, lines[++i].Text]);
        }
        items.Add(new AreaHeading(ReformArea.TitleOf(title), from));
        number = null;
        // Plans number on through the areas or begin again in each: both are expected after a heading.
        afterHeading = true;
        return true;
    }

    private bool ReadNumber(int i)
    {
        var line = lines[i];
        var alone = RowNumber.Read(line.Text);
        var split = alone is null ? RowNumber.SplitLeading(line.Text) : null;
        var candidate = alone ?? split?.Number;
        if (RowNumber.Leading(candidate) is not { } value) return false;
        var isSub = candidate!.Contains('.');
        var expected = isSub
            ? value == lastNumber || value == lastNumber + 1
            : value == lastNumber + 1 || afterHeading && value == 1 || alone is not null && value > lastNumber && value <= lastNumber + 2;
        if (!expected) return false;
        Flush();
        number = candidate;
        lastNumber = value;
        afterHeading = false;
        if (split is { } s) chunk.Add(line with { Text = s.Text });
        else chunkStart = line.Number;
        return true;
    }

    private void Flush()
    {
        if (chunk.Count > 0) items.AddRange(segmentation.Rows(chunk, number, chunkStart ?? chunk[0].Number));
        chunk.Clear();
        chunkStart = null;
        number = null;
    }

    private int SkipRepeatedHeader(int i)
    {
        if (!HeaderStart().IsMatch(lines[i].Folded)) return i;
        var next = i;
        while (next < lines.Count && headerLines.Contains(lines[next].Folded)) next++;
        return next - i >= Math.Min(3, headerLines.Count) ? next : i;
    }

    private static int FindFirstRow(IReadOnlyList<SourceLine> lines, int start)
    {
        for (var i = start + 1; i < lines.Count && i <= start + LongestHeader; i++)
        {
            var text = lines[i].Text;
            if (RowNumber.Read(text) == "1" || RowNumber.IsRoman(text) || RowNumber.AfterRoman(text) is not null
                || RowNumber.SplitLeading(text) is { Number: "1" or "01" } || ReformArea.IsTitle(text)
                && VietnameseText.IsMostlyUpper(text)) return i;
        }
        return -1;
    }

    [GeneratedRegex(@"^(?:s?tt|so tt)\b")]
    private static partial Regex HeaderStart();

    [GeneratedRegex(@"^(?:noi nhan|tm\. uy ban|kt\. ?chu tich|phu luc (?:ii|iii|iv|[2-9])\b)")]
    private static partial Regex End();
}
