using Platform.Reporting.Submissions;
using Platform.Reporting.Templates;

namespace Platform.Reporting.CityReports;

/// <summary>Makes the city's figures from the communes': each item is summed. The order of the reports does not matter. Pure.</summary>
public static class Consolidate
{
    /// <param name="reports">One per unit.</param>
    /// <param name="previous">Those of the previous period.</param>
    public static IReadOnlyDictionary<string, CityFigure> Figures(Template template, IReadOnlyCollection<ReportContent> reports, IReadOnlyCollection<ReportContent> previous)
    {
        var (now, before) = (Sums(template, reports), Sums(template, previous));
        return now.ToDictionary(f => f.Key, f => new CityFigure(f.Value.Sum, f.Value.Units, before.TryGetValue(f.Key, out var b) ? b.Sum : null));
    }

    private static Dictionary<string, (decimal Sum, int Units)> Sums(Template template, IReadOnlyCollection<ReportContent> reports)
    {
        var sums = new Dictionary<string, (decimal Sum, int Units)>();
        foreach (var item in template.Items)
        {
            var (sum, units) = (0m, 0);
            foreach (var report in reports)
            {
                if (!report.Values.TryGetValue(item.Code, out var value))
                    continue;
                sum += value;
                units++;
            }
            if (units > 0)
                sums[item.Code] = (sum, units);
        }
        return sums;
    }
}
