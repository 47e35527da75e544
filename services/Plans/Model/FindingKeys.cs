using System.Globalization;
using System.Text.RegularExpressions;

namespace Platform.Plans.Model;

/// <summary>
/// Findings hold on to rows by id, since rows move: a path with an index is made only when a plan is shown. The id of a finding names its
/// code,
/// row and field, so that one found again is the same.
/// </summary>
public static partial class FindingKeys
{
    /// <summary>A finding of the reading, whose path still counts rows as the document does.</summary>
    public static FindingView Anchor(FindingView finding, PlanContent content)
    {
        var m = RowPath().Match(finding.Field ?? "");
        if (!m.Success)
            return WithKey(finding with { Part = finding.Field });
        var index = int.Parse(m.Groups["index"].Value, CultureInfo.InvariantCulture);
        var tasks = m.Groups["list"].Value == "tasks";
        Guid? row = tasks ? content.Tasks.ElementAtOrDefault(index)?.Id : content.Targets.ElementAtOrDefault(index)?.Id;
        return WithKey(finding with { Row = row, Part = m.Groups["part"].Success ? m.Groups["part"].Value : null });
    }

    public static FindingView Of(string code, PlanDocuments.Severity severity, string message, Guid? row, string? part, int? line = null) =>
        WithKey(new(code, severity, message, line, null) { Row = row, Part = part });

    /// <summary>The finding with the path of today.</summary>
    public static FindingView Placed(FindingView finding, IReadOnlyDictionary<Guid, string> paths)
    {
        if (finding.Row is not { } row)
            return finding with { Field = finding.Part };
        var path = paths.GetValueOrDefault(row);
        return finding with { Field = finding.Part is { } part ? $"{path}.{part}" : path };
    }

    public static Dictionary<Guid, string> Paths(PlanContent content)
    {
        var paths = new Dictionary<Guid, string>();
        for (var i = 0; i < content.Targets.Count; i++)
            paths[content.Targets[i].Id] = $"targets[{i}]";
        for (var i = 0; i < content.Tasks.Count; i++)
            paths[content.Tasks[i].Id] = $"tasks[{i}]";
        return paths;
    }

    // A finding of the whole plan may come more than once (an unknown area heading): its line tells them apart.
    private static FindingView WithKey(FindingView f) => f with
    {
        Id = string.Create(
            CultureInfo.InvariantCulture,
            $"{f.Code}@{(f.Row is { } row ? row.ToString("N") : f.Line is { } line ? $"L{line}" : "")}.{f.Part}"),
    };

    [GeneratedRegex(@"^(?<list>tasks|targets)\[(?<index>\d+)\](?:\.(?<part>.+))?$")]
    private static partial Regex RowPath();
}
