using Platform.PlanDocuments;
using Platform.Plans.Model;

namespace Platform.Plans.Checks;

/// <summary>How many findings are open.</summary>
public sealed record OpenFindings(int Errors, int Warnings, int Infos)
{
    public static OpenFindings Of(IReadOnlyList<FindingView> findings)
    {
        int Count(Severity severity) => findings.Count(f => f.ResolvedBy is null && f.Severity == severity);
        return new(Count(Severity.Error), Count(Severity.Warning), Count(Severity.Info));
    }
}

/// <summary>
/// All findings of a plan in work: what the reading said and still holds, what the content shows, what other plans show. Each once.
/// </summary>
public static class FindingList
{
    public static IReadOnlyList<FindingView> Of(PlanContent content, PlanPeriod? period, IEnumerable<FindingView> found)
    {
        var paths = FindingKeys.Paths(content);
        var all = content.Findings.Where(f => f.Row is not { } row || paths.ContainsKey(row))
            .Concat(PlanChecks.Of(content, period)).Concat(Duplicates.Of(content)).Concat(found)
            .DistinctBy(f => f.Id);
        return [.. all.Select(f => Settled(FindingKeys.Placed(f, paths), content))];
    }

    private static FindingView Settled(FindingView finding, PlanContent content) =>
        content.Resolutions.GetValueOrDefault(finding.Id) is { } resolution
            ? finding with { ResolvedBy = resolution.By, ResolvedAt = resolution.At }
            : finding;
}
