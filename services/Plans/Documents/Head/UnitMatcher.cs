using System.Text.RegularExpressions;

namespace Platform.PlanDocuments;

/// <summary>
/// Finds the commune, ward or city that issued the plan. Names are compared in three steps, and only a single best fit is an answer:
/// as spelled, without diacritics, as an OCR may have left them. Cẩm Giang and Cẩm Giàng differ in the first step only.
/// </summary>
internal sealed partial class UnitMatcher
{
    /// <summary>A name is shorter; what stands behind it is not looked at.</summary>
    private const int LongestName = 120;

    /// <summary>Places that name a unit at all name it soon.</summary>
    private const int MostMentions = 200;

    private readonly List<(KnownUnit Unit, string Spelled, string Skeleton)> units;
    private readonly bool lostDiacritics;

    public UnitMatcher(IReadOnlyList<KnownUnit> known, bool lostDiacritics)
    {
        this.lostDiacritics = lostDiacritics;
        units = [
            .. known.Select(
                u => (
                    u, Key(VietnameseText.NormaliseSpelling(u.FullName)),
                    Key(VietnameseText.NameSkeleton(VietnameseText.Compose(u.FullName)))))];
    }

    /// <summary>Places to look, the most telling first: letterhead, title, captions.</summary>
    public IssuingUnit Match(IReadOnlyList<string> places)
    {
        string? firstName = null;
        var mentions = 0;
        foreach (var place in places)
        {
            foreach (Match m in Mention().Matches(VietnameseText.Skeleton(place)))
            {
                if (++mentions > MostMentions) return new IssuingUnit(null, firstName, []);
                var read = VietnameseText.Squeeze(place.Substring(m.Index, m.Length));
                if (!HasName(read)) continue;
                firstName ??= NameOnly(read);
                var (fits, length) = Fit(place.Substring(m.Index, Math.Min(LongestName, place.Length - m.Index)));
                if (fits.Count == 0) continue;
                var name = place.Substring(m.Index, Math.Min(length, place.Length - m.Index)).Trim();
                return fits.Count == 1 ? new IssuingUnit(fits[0].Code, name, []) : new IssuingUnit(null, name, fits);
            }
        }
        return new IssuingUnit(null, firstName, []);
    }

    private (IReadOnlyList<KnownUnit> Units, int Length) Fit(string text)
    {
        var spelled = Key(VietnameseText.NormaliseSpelling(text));
        if (!lostDiacritics)
        {
            var exact = Longest(units.Where(u => StartsWithName(spelled, u.Spelled)), u => u.Spelled.Length);
            if (exact.Count > 0) return (exact, WrittenLength(text, exact[0].FullName));
        }
        var skeleton = Key(VietnameseText.NameSkeleton(text));
        var alike = Longest(units.Where(u => StartsWithName(skeleton, u.Skeleton)), u => u.Skeleton.Length);
        if (alike.Count > 0) return (alike, WrittenLength(text, alike[0].FullName));
        if (!lostDiacritics) return ([], 0);

        // One or two letters the OCR took for others.
        var close = units.Select(u => (u.Unit, Score: VietnameseText.Similarity(u.Skeleton, Head(skeleton, u.Skeleton.Length))))
            .Where(u => u.Score >= 0.87).ToList();
        if (close.Count == 0) return ([], 0);
        var best = close.Max(u => u.Score);
        KnownUnit[] nearest = [.. close.Where(u => u.Score >= best - 0.001).Select(u => u.Unit)];
        return (nearest, WrittenLength(text, nearest[0].FullName));
    }

    private static List<KnownUnit> Longest(
        IEnumerable<(KnownUnit Unit, string Spelled, string Skeleton)> fits,
        Func<(KnownUnit Unit, string Spelled, string Skeleton), int> length)
    {
        var all = fits.ToList();
        if (all.Count == 0) return [];
        var longest = all.Max(length);
        return [.. all.Where(u => length(u) == longest).Select(u => u.Unit)];
    }

    private static bool StartsWithName(string text, string name) =>
        text.StartsWith(name, StringComparison.Ordinal) && (text.Length == name.Length || text[name.Length] == ' ');

    // The words of the name as they stand in the text.
    private static int WrittenLength(string text, string fullName)
    {
        var words = Key(fullName).Count(c => c == ' ') + 1;
        var i = 0;
        for (; words > 0 && i < text.Length; words--)
        {
            while (i < text.Length && !char.IsLetterOrDigit(text[i])) i++;
            while (i < text.Length && char.IsLetterOrDigit(text[i])) i++;
        }
        return i;
    }

    private static string NameOnly(string read)
    {
        var words = read.Split(' ');
        var kindWords = VietnameseText.Skeleton(read)
            .StartsWith("dac khu", StringComparison.Ordinal) || words.Length > 1 && VietnameseText.Skeleton(words[0]) is "thanh" or "thi"
                ? 2
                : 1;
        var upper = VietnameseText.IsMostlyUpper(read);
        return string.Join(' ', words.Take(kindWords).Concat(words.Skip(kindWords).TakeWhile(w => upper || char.IsUpper(w[0])).Take(4)));
    }

    private static bool HasName(string read)
    {
        var name = NameOnly(read);
        return name.Contains(' ') && name != "dac khu" && name.Split(' ')[^1] is { Length: > 0 } last && char.IsUpper(last[0]);
    }

    private static string Head(string text, int length) => text.Length <= length ? text : text[..length];

    private static string Key(string text) => Separators().Replace(text.ToLowerInvariant(), " ").Trim();

    [GeneratedRegex(@"(?<!\w)(?:xa|phuong|ph\w{2,3}ng|dac khu|thi tran|thanh pho)\s+\w[\w' \-]{1,30}")]
    private static partial Regex Mention();

    [GeneratedRegex(@"[\s\-–'’,.]+")]
    private static partial Regex Separators();
}
