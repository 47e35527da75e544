namespace Platform.PlanDocuments;

/// <summary>
/// How well lines [from, to) read as one cell of a column. The weights were set by hand on the layouts in the tests; only their order of
/// size matters: a time that parses (3) outweighs a missing cell (about 1.5), which outweighs one odd line (under 1).
/// </summary>
internal sealed class CellScore(int usualGap)
{
    private readonly Dictionary<string, DeadlineKind> times = [];
    private IReadOnlyList<SourceLine> lines = [];
    private LineTraits[] traits = [];

    public static int LongestCell(Column column) =>
        column switch { Column.Content => 80, Column.Products => 16, Column.Time => 8, _ => 12 };

    public void Prepare(IReadOnlyList<SourceLine> chunk)
    {
        lines = chunk;
        traits = [.. chunk.Select(LineTraits.Of)];
    }

    /// <summary>
    /// A wider gap than usual often stands between two cells; a cell seldom ends in "của", "năm" or in half the name of Hải Phòng.
    /// </summary>
    public double Boundary(int at) =>
        (IsGap(at) ? 0.4 : 0)
        - (traits[at - 1].EndsOpen ? 1 : 0)
        - (lines[at - 1].Folded.EndsWith(" hai", StringComparison.Ordinal)
            && lines[at].Folded.StartsWith("phong", StringComparison.Ordinal) ? 3 : 0);

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
        for (var i = from; i < to; i++) widest = Math.Max(widest, traits[i].Length);
        var score = 0.0;
        for (var i = from + 1; i < to; i++)
        {
            if (traits[i].IsBullet)
            {
                if (column is not Column.Content) score -= column == Column.Products ? 0.5 : 2;
                continue;
            }
            if (IsGap(i)) score -= 0.5;
            if (traits[i - 1].Length * 2 < widest) score -= 0.8;
        }
        return score;
    }

    private double Content(int from, int to, bool isFirstOfChunk)
    {
        var first = traits[from];
        var length = first.Length + 1;
        var score = 0.0;
        for (var i = from + 1; i < to; i++)
        {
            var line = traits[i];
            length += line.Length + 1;
            if (line.IsBullet) score -= 0.3;
            else if (line.StartsUpper && (line.IsAgency || line.IsProduct) && line.Length < 30) score -= 1;
            if (line.IsWholeTime) score -= 1.5;
            else if (line.Length < 20 && line.StartsUpper && line.MayBeTime) score -= 0.7;
        }
        if (!isFirstOfChunk && VietnameseText.StartsLower(first.Text)) score -= 3;
        if (!isFirstOfChunk && length < 40 && (first.IsAgency || first.IsProduct)) score -= 2.5;
        return score + (length >= 30 ? 1 : 0);
    }

    private double Agency(int from, int to)
    {
        var first = traits[from];
        var score = !first.StartsUpper ? -3.5 : !first.IsAgency ? -2 : first.IsFullAgency ? 2.5 : 1;
        var length = 0;
        for (var i = from; i < to; i++)
        {
            var line = traits[i];
            length += line.Length + 1;
            if (line.Length > 45) score -= 1.5;
            if (i == from) continue;
            if (line.IsWholeTime) score -= 2;
            if (!line.StartsUpper || traits[i - 1].Continues) continue;
            if (line.IsProduct || line.MayBeTime) score -= 1.5;
            else if (line.IsAgency) score -= line.IsFullAgency ? 1.2 : 0.3;
        }
        if (length > 110) score -= 1.5;
        if (traits[to - 1].IsCutOff) score -= 1;
        return score;
    }

    private double Leader(int from, int to)
    {
        var length = 0;
        for (var i = from; i < to; i++) length += traits[i].Length + 1;
        return (traits[from].IsLeader ? 2.5 : traits[from].StartsUpper ? -0.5 : -3) - (length > 60 ? 2 : 0);
    }

    private double Time(int from, int to)
    {
        var first = traits[from];
        var score = 0.0;
        for (var i = from + 1; i < to; i++)
        {
            if (traits[i].StartsUpper && traits[i].IsProduct) score -= 2.5;
        }
        // The column of times does hold an agency now and then, by the writer's slip.
        if (!first.MayBeTime) return score - (first.StartsUpper && first.IsFullAgency && first.IsAgency ? 2 : 3.5);
        var text = LineJoiner.Join(Texts(from, to));
        if (text.Length > 90) return score - 3;
        return score + Kind(text) switch
        {
            DeadlineKind.OnInstruction => 2.5,
            // Without the plan's period "Quý III" is unknown but begins like a time.
            DeadlineKind.Unknown or DeadlineKind.None => 0.5,
            _ => 3,
        };
    }

    private double Product(int from, int to)
    {
        var first = traits[from];
        var score = first.IsProduct ? 2 : first.StartsUpper ? 0 : -1.5;
        if (first.IsAgency) score -= 0.5;
        if (first.IsWholeTime) score -= 2.5;
        for (var i = from + 1; i < to; i++)
        {
            if (traits[i].StartsUpper && !traits[i - 1].Continues && lines[i].Folded is not "tthc") score -= 0.7;
        }
        return score;
    }

    // The same few times stand in all rows.
    private DeadlineKind Kind(string text)
    {
        if (!times.TryGetValue(text, out var kind)) times[text] = kind = DeadlineParser.Parse(text, null).Kind;
        return kind;
    }

    private IEnumerable<string> Texts(int from, int to)
    {
        for (var i = from; i < to; i++) yield return traits[i].Text;
    }

    private bool IsGap(int at) => lines[at].BlankBefore > usualGap;
}
