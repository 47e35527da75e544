using Platform.Testing;

namespace Platform.Architecture.Tests.Rights;

/// <summary>Who may what, as contracts/rights.md says it: read by this suite without a look at the services' own table.</summary>
public sealed record RightsDocument(
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Rights, IReadOnlyDictionary<string, string> Operations)
{
    public const string File = "contracts/rights.md";

    /// <summary>Column of callers without a token.</summary>
    public const string NoToken = "no token";

    public static RightsDocument Read()
    {
        var (rights, operations) = (new Dictionary<string, IReadOnlyDictionary<string, string>>(), new Dictionary<string, string>());
        string[] roles = [];
        foreach (var line in System.IO.File.ReadLines(RepositoryRoot.Combine(File)).Where(l => l.StartsWith('|') && !l.StartsWith("|---", StringComparison.Ordinal)))
        {
            var cells = line.Trim('|').Split('|', StringSplitOptions.TrimEntries);
            if (cells[0] == "right")
                roles = cells[1..];
            else if (cells.Length == 2 && cells[0].StartsWith('`'))
                operations.Add(cells[0].Trim('`'), cells[1]);
            else if (cells.Length == roles.Length + 1)
                rights.Add(cells[0], roles.Zip(cells[1..]).ToDictionary(c => c.First, c => c.Second));
        }
        return new(rights, operations);
    }

    /// <summary>Whether the document allows it.</summary>
    /// <param name="target">Unit that the operation is about; null when it is about none.</param>
    public bool Allows(string right, Who who, string? target, Func<string, string?> parentOf)
    {
        return Rights[right][who.Role].Split(", ").Any(reach => reach switch
        {
            "all" => true,
            "own" => target is null || target == who.Unit,
            "commune" => who.Unit.Length == 5 && (target is null || target == who.Unit),
            "scope" => target is null || target == who.Unit || IsBelow(target, who.Unit),
            "below" => target is null ? who.Unit.Length == 2 : IsBelow(target, who.Unit),
            "above" => target is not null && parentOf(who.Unit) == target,
            "nation" => target == "VN" && who.Unit.Length == 2,
            "platform" => who.Unit is "31" or "VN",
            "–" => false,
            _ => throw new InvalidOperationException($"{File} uses an unknown word: {reach}"),
        });

        bool IsBelow(string unit, string above)
        {
            for (var at = parentOf(unit); at is not null; at = parentOf(at))
            {
                if (at == above)
                    return true;
            }
            return false;
        }
    }
}

/// <param name="Role">As in tokens; <see cref="RightsDocument.NoToken"/> for nobody.</param>
public sealed record Who(string Role, string Unit);
