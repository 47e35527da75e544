namespace Platform.PlanDocuments;

/// <summary>
/// Reads the free text of a deadline cell (thời gian thực hiện). Never throws; what it does not understand is
/// <see cref="DeadlineKind.Unknown"/>.
/// </summary>
public static class DeadlineParser
{
    /// <summary>A longer text is a paragraph that strayed into the column, not a time.</summary>
    private const int Longest = 1_000;

    private static readonly char[] PartSeparators = [';', '\n', '\r'];

    public static Deadline Parse(string? text, PlanPeriod? period)
    {
        var written = VietnameseText.Squeeze(VietnameseText.Compose(text ?? "").Replace("-\n", "-", StringComparison.Ordinal));
        if (written.Length == 0 || written.All(c => !char.IsLetterOrDigit(c))) return new Deadline(written, DeadlineKind.None);

        if (written.Length > Longest) return new Deadline(written, DeadlineKind.Unknown);

        var parts = VietnameseText.Compose(text!)
            .Split(PartSeparators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(part => part.Any(char.IsLetterOrDigit)).ToArray();
        var whole = DeadlineRules.Read(written, period);
        if (parts.Length < 2) return whole;

        // A cell whose lines are one broken phrase is no compound: only pieces that all stand alone make one.
        var read = parts.Select(part => DeadlineRules.Read(VietnameseText.Squeeze(part.TrimStart('-', '+', ' ')), period)).ToArray();
        return read.All(part => part.Kind != DeadlineKind.Unknown) ? Combine(written, read) : whole;
    }

    private static Deadline Combine(string written, Deadline[] parts)
    {
        var kind = parts.Any(p => p.Kind == DeadlineKind.Continuous) ? DeadlineKind.Continuous
            : parts.Any(p => p.Kind == DeadlineKind.Recurring) ? DeadlineKind.Recurring
            : parts.Any(p => p.Kind == DeadlineKind.OnInstruction) ? DeadlineKind.OnInstruction
            : parts.Any(p => p.Kind == DeadlineKind.Window) ? DeadlineKind.Window
            : DeadlineKind.ByDate;
        var recurring = parts.FirstOrDefault(p => p.Recurrence is not null);
        // An open end in any part leaves the whole open: a date for all would be a guess.
        return new Deadline(
            written,
            kind,
            parts.Where(p => p.From is not null).Min(p => p.From),
            parts.All(p => p.To is not null) ? parts.Max(p => p.To) : null,
            recurring?.Recurrence,
            recurring?.DueRule,
            parts.Any(p => p.Before),
            parts.Any(p => p.YearInferred))
        { Parts = parts };
    }
}
