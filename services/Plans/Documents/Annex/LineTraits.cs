namespace Platform.PlanDocuments;

/// <summary>What the segmentation asks of a line over and over, found once.</summary>
internal sealed record LineTraits(
    string Text, bool StartsUpper, bool IsBullet, bool IsAgency, bool IsFullAgency, bool IsProduct, bool IsLeader, bool MayBeTime,
    bool IsCutOff, bool EndsOpen, bool Continues)
{
    public bool IsWholeTime { get; private init; }

    public int Length => Text.Length;

    public static LineTraits Of(SourceLine line)
    {
        var folded = line.Folded;
        var upper = VietnameseText.StartsUpper(line.Text);
        var mayBeTime = CellWords.MayBeTime(folded);
        return new LineTraits(
            line.Text,
            upper,
            LineJoiner.IsBullet(line.Text),
            CellWords.StartsLikeAgency(folded),
            // "UBND xã" or "HĐND" may well stand inside the name of an office, "Các …" and "Phòng …" begin one.
            !(folded.StartsWith("ubnd", StringComparison.Ordinal) || folded.StartsWith("hdnd", StringComparison.Ordinal)
                || folded.StartsWith("uy ban", StringComparison.Ordinal) || folded.StartsWith("hoi dong", StringComparison.Ordinal)),
            CellWords.StartsLikeProduct(folded),
            CellWords.StartsLikeLeader(folded),
            mayBeTime,
            CellWords.IsCutOff(line.Text),
            CellWords.EndsOpen(folded),
            line.Text[^1] is ',' or ';' or '-' or '–' or '&' || line.Text.EndsWith(" và", StringComparison.Ordinal)
                || line.Text.EndsWith(" của", StringComparison.Ordinal))
        {
            IsWholeTime = line.Text.Length <= 30 && !VietnameseText.StartsLower(line.Text) && mayBeTime
                && DeadlineParser.Parse(line.Text, null).Kind is not (DeadlineKind.Unknown or DeadlineKind.None),
        };
    }
}
