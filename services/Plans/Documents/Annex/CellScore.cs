namespace Platform.PlanDocuments;

/// <summary>
/// How well lines [from, to) read as one cell of a column. The weights were set by hand on the layouts in the tests; only their order of
/// size matters: a time that parses (3) outweighs a missing cell (about 1.5), which outweighs one odd line (under 1).
/// </summary>
internal sealed class CellScore(int usualGap)
{
    private IReadOnlyList<SourceLine> lines = [];
    private bool[] wholeTimes = [];

    public static int LongestCell(Column column) => column switch { Column.Content => 80, Column.Products => 16, Column.Time => 8, _ => 12 };

    public void Prepare(IReadOnlyList<SourceLine> chunk)
    {
        lines = chunk;
        wholeTimes = [.. chunk.Select(IsWholeTime)];
    }

    /// <summary>A wider gap than usual often stands between two cells; a cell seldom ends in "của", "năm" or in half the name of Hải Phòng.</summary>
    public double Boundary(int at) =>
        (lines[at].BlankBefore > usualGap ? 0.4 : 0)
        - (CellWords.EndsOpen(lines[at - 1].Folded) ? 1 : 0)
        - (lines[at - 1].Folded.EndsWith(" hai", StringComparison.Ordinal) && lines[at].Folded.StartsWith("phong", StringComparison.Ordinal) ? 3 : 0);

    public double Score(Column column, int from, int to, bool isFirstOfChunk) =>
        Inside(from, to, column) + column switch
        {
            Column.Content => Content(from, to, isFirstOfChunk),
            Column.Lead or Column.Coordinators => Agency(from, to),
            Column.Leader => Leader(from, to),
            Column.Time => Time(from, to),
            _ => Product(from, to),
        };

    // Lines of a cell fill its width but for the last; wide gaps and new sentences inside speak for two cells.
    private double Inside(int from, int to, Column column)
    {
        var widest = 0;
        for (var i = from; i < to; i++) widest = Math.Max(widest, lines[i].Text.Length);
        var score = 0.0;
        for (var i = from + 1; i < to; i++)
        {
            var bullet = LineJoiner.IsBullet(lines[i].Text);
            if (lines[i].BlankBefore > usualGap && !bullet) score -= 0.5;
            if (lines[i - 1].Text.Length * 2 < widest && !bullet) score -= 0.8;
            if (bullet && column is not Column.Content) score -= column == Column.Products ? 0.5 : 2;
        }
        return score;
    }

    private double Content(int from, int to, bool isFirstOfChunk)
    {
        var length = 0;
        var score = 0.0;
        for (var i = from; i < to; i++)
        {
            length += lines[i].Text.Length + 1;
            if (i == from) continue;
            if (LineJoiner.IsBullet(lines[i].Text)) score -= 0.3;
            else if (BeginsCell(i) && lines[i].Text.Length < 30) score -= 1;
            if (wholeTimes[i]) score -= 1.5;
            else if (lines[i].Text.Length < 20 && VietnameseText.StartsUpper(lines[i].Text) && CellWords.MayBeTime(lines[i].Folded)) score -= 0.7;
        }
        if (!isFirstOfChunk && VietnameseText.StartsLower(lines[from].Text)) score -= 3;
        if (!isFirstOfChunk && length < 40 && (CellWords.StartsLikeAgency(lines[from].Folded) || CellWords.StartsLikeProduct(lines[from].Folded))) score -= 2.5;
        return score + (length >= 30 ? 1 : 0);
    }

    private double Agency(int from, int to)
    {
        var first = lines[from].Text;
        var score = VietnameseText.StartsUpper(first) ? CellWords.StartsLikeAgency(lines[from].Folded) ? StartsFullAgency(from) ? 2.5 : 1 : -2 : -3.5;
        var length = 0;
        for (var i = from; i < to; i++)
        {
            var text = lines[i].Text;
            length += text.Length + 1;
            if (text.Length > 45) score -= 1.5;
            if (i == from) continue;
            if (wholeTimes[i]) score -= 2;
            if (VietnameseText.StartsUpper(text) && !Continues(lines[i - 1].Text))
            {
                if (CellWords.StartsLikeProduct(lines[i].Folded) || CellWords.MayBeTime(lines[i].Folded)) score -= 1.5;
                else if (CellWords.StartsLikeAgency(lines[i].Folded)) score -= StartsFullAgency(i) ? 1.2 : 0.3;
            }
        }
        if (length > 110) score -= 1.5;
        if (CellWords.IsCutOff(lines[to - 1].Text)) score -= 1;
        return score;
    }

    // "UBND xã" or "HĐND" may well stand inside the name of an office, "Các …" and "Phòng …" begin one.
    private bool StartsFullAgency(int i) => !lines[i].Folded.StartsWith("ubnd", StringComparison.Ordinal) && !lines[i].Folded.StartsWith("hdnd", StringComparison.Ordinal)
        && !lines[i].Folded.StartsWith("uy ban", StringComparison.Ordinal) && !lines[i].Folded.StartsWith("hoi dong", StringComparison.Ordinal);

    private double Leader(int from, int to)
    {
        var length = 0;
        for (var i = from; i < to; i++) length += lines[i].Text.Length + 1;
        return (CellWords.StartsLikeLeader(lines[from].Folded) ? 2.5 : VietnameseText.StartsUpper(lines[from].Text) ? -0.5 : -3) - (length > 60 ? 2 : 0);
    }

    private double Time(int from, int to)
    {
        var score = 0.0;
        for (var i = from + 1; i < to; i++)
        {
            if (VietnameseText.StartsUpper(lines[i].Text) && CellWords.StartsLikeProduct(lines[i].Folded)) score -= 2.5;
        }
        // The column of times does hold an agency now and then, by the writer's slip.
        if (!CellWords.MayBeTime(lines[from].Folded)) return score - (VietnameseText.StartsUpper(lines[from].Text) && StartsFullAgency(from) && CellWords.StartsLikeAgency(lines[from].Folded) ? 2 : 3.5);
        var text = LineJoiner.Join(Texts(from, to));
        if (text.Length > 90) return score - 3;
        return score + DeadlineParser.Parse(text, null).Kind switch
        {
            DeadlineKind.OnInstruction => 2.5,
            // Without the plan's period "Quý III" is unknown but begins like a time.
            DeadlineKind.Unknown or DeadlineKind.None => 0.5,
            _ => 3,
        };
    }

    private double Product(int from, int to)
    {
        var first = lines[from];
        var score = CellWords.StartsLikeProduct(first.Folded) ? 2 : VietnameseText.StartsUpper(first.Text) ? 0 : -1.5;
        if (CellWords.StartsLikeAgency(first.Folded)) score -= 0.5;
        if (wholeTimes[from]) score -= 2.5;
        for (var i = from + 1; i < to; i++)
        {
            if (VietnameseText.StartsUpper(lines[i].Text) && !Continues(lines[i - 1].Text) && lines[i].Folded is not "tthc") score -= 0.7;
        }
        return score;
    }

    private IEnumerable<string> Texts(int from, int to)
    {
        for (var i = from; i < to; i++) yield return lines[i].Text;
    }

    private bool BeginsCell(int i) => VietnameseText.StartsUpper(lines[i].Text) && (CellWords.StartsLikeAgency(lines[i].Folded) || CellWords.StartsLikeProduct(lines[i].Folded));

    private static bool IsWholeTime(SourceLine line) =>
        line.Text.Length <= 30 && !VietnameseText.StartsLower(line.Text) && CellWords.MayBeTime(line.Folded)
        && DeadlineParser.Parse(line.Text, null).Kind is not (DeadlineKind.Unknown or DeadlineKind.None);

    private static bool Continues(string previous) => previous[^1] is ',' or ';' or '-' or '–' or '&' || previous.EndsWith(" và", StringComparison.Ordinal) || previous.EndsWith(" của", StringComparison.Ordinal);
}
