namespace Platform.PlanDocuments;

/// <summary>
/// Deals the lines under one row number to the columns, in order, so that the whole scores best: a shortest path over (line, column),
/// where each step takes a run of lines as one cell. A cell is scored by how it begins, how long its lines are and whether it reads as what
/// its column holds.
/// </summary>
internal sealed class CellSegmentation(IReadOnlyList<Column> columns, int usualGap)
{
    private const double Impossible = double.NegativeInfinity;

    private readonly CellScore scoring = new(usualGap);

    private readonly record struct Step(int From, int PreviousColumn, bool StartsRow);

    public IEnumerable<AnnexRow> Rows(IReadOnlyList<SourceLine> lines, string? number, int firstLine)
    {
        var count = columns.Count;
        var best = new double[lines.Count + 1, count];
        var steps = new Step[lines.Count + 1, count];
        for (var i = 0; i <= lines.Count; i++)
        {
            for (var c = 0; c < count; c++) best[i, c] = Impossible;
        }
        scoring.Prepare(lines);
        for (var end = 1; end <= lines.Count; end++)
        {
            for (var c = 0; c < count; c++) Fill(lines, number, best, steps, end, c);
        }

        var lastColumn = Enumerable.Range(0, count).MaxBy(c => best[lines.Count, c] - Missing(c, count));
        return Trace(lines, steps, lastColumn, number, firstLine);
    }

    private void Fill(IReadOnlyList<SourceLine> lines, string? number, double[,] best, Step[,] steps, int end, int c)
    {
        var longest = CellScore.LongestCell(columns[c]);
        for (var start = end - 1; start >= 0 && start >= end - longest; start--)
        {
            if (start > 0 && double.IsNegativeInfinity(MaxAt(best, start))) continue;
            var score = scoring.Score(columns[c], start, end, isFirstOfChunk: start == 0);
            if (start == 0)
            {
                if (columns[c] == Column.Content || c == 0) Offer(score, new Step(0, -1, true));
                continue;
            }
            for (var previous = 0; previous < columns.Count; previous++)
            {
                var before = best[start, previous];
                if (double.IsNegativeInfinity(before)) continue;
                if (previous < c)
                {
                    Offer(before + score - Missing(previous, c) + scoring.Boundary(start), new Step(start, previous, false));
                }
                if (c == 0 && NewRow(lines, number, start, previous, steps) is { } cost)
                {
                    Offer(before + score - cost + scoring.Boundary(start), new Step(start, previous, true));
                }
            }
        }

        void Offer(double score, Step step)
        {
            if (score <= best[end, c]) return;
            best[end, c] = score;
            steps[end, c] = step;
        }
    }

    /// <summary>The cost of beginning a row without a number at this line, or null when nothing speaks for it.</summary>
    private double? NewRow(IReadOnlyList<SourceLine> lines, string? number, int start, int previous, Step[,] steps)
    {
        var isBullet = LineJoiner.IsBullet(lines[start].Text);
        if (!isBullet && !VietnameseText.StartsUpper(lines[start].Text)) return null;
        var missing = Missing(previous, columns.Count);
        // "2 Rà soát, đơn giản hóa …" alone, above rows with dashes: a group, not a row that lost its cells.
        if (previous == 0 && isBullet && number is not null && steps[start, 0].From == 0 && !LineJoiner.IsBullet(lines[0].Text)) return 0.2;
        if (isBullet) return missing + 0.3;
        return columns[previous] is Column.Time or Column.Products or Column.Coordinators ? missing + 1.2 : null;
    }

    private double Missing(int after, int before)
    {
        var cost = 0.0;
        for (var c = after + 1; c < before; c++)
        {
            cost += columns[c] switch { Column.Lead => 1.8, Column.Time => 1.8, Column.Products => 0.8, _ => 1.2 };
        }
        return cost;
    }

    private double MaxAt(double[,] best, int line)
    {
        var max = Impossible;
        for (var c = 0; c < columns.Count; c++) max = Math.Max(max, best[line, c]);
        return max;
    }

    private List<AnnexRow> Trace(IReadOnlyList<SourceLine> lines, Step[,] steps, int lastColumn, string? number, int firstLine)
    {
        var cells = new List<(int From, int To, int Column, bool StartsRow)>();
        for (int end = lines.Count, c = lastColumn; end > 0;)
        {
            var step = steps[end, c];
            cells.Add((step.From, end, c, step.StartsRow));
            (end, c) = (step.From, step.PreviousColumn);
        }
        cells.Reverse();
        var rows = new List<AnnexRow>();
        foreach (var (from, to, column, startsRow) in cells)
        {
            if (startsRow || rows.Count == 0)
            {
                rows.Add(
                    new AnnexRow(rows.Count == 0 ? number : null, rows.Count == 0 ? firstLine : lines[from].Number) { IsRebuilt = true });
            }
            for (var i = from; i < to; i++) rows[^1].Append(columns[column], lines[i].Text);
            rows[^1].ToLine = lines[to - 1].Number;
        }
        return rows is [{ HasOnlyContent: true }, _] && LineJoiner.IsBullet(rows[1].Text(Column.Content))
            ? [MergeGroup(rows[0], rows[1])]
            : rows;
    }

    // A name above a single list with one set of cells is one task with a list, not a group.
    private AnnexRow MergeGroup(AnnexRow group, AnnexRow only)
    {
        var merged = new AnnexRow(group.Number, group.FromLine) { IsRebuilt = true, ToLine = only.ToLine };
        merged.Append(Column.Content, group.Text(Column.Content));
        foreach (var column in columns) merged.Append(column, only.Text(column));
        return merged;
    }
}
