using Platform.Reporting.Model.CityReports;
using Platform.Reporting.Model.Reports;
using Platform.Reporting.Model.Templates;

namespace Platform.Reporting.CityReports;

/// <summary>
/// Makes the city's figures from the communes': each item by its own rule (sum unless the template says otherwise), items with a
/// formula from the figures so made. The order of the reports does not matter. Pure.
/// </summary>
public static class Consolidate
{
    /// <param name="reports">One per unit.</param>
    /// <param name="previous">Those of the previous period.</param>
    public static IReadOnlyDictionary<string, CityFigure> Figures(
        CompiledTemplate template, IReadOnlyCollection<ReportContent> reports, IReadOnlyCollection<ReportContent> previous)
    {
        var (now, before) = (Values(template, reports), Values(template, previous));
        return now.ToDictionary(f => f.Key, f =>
            new CityFigure(f.Value, Reported(f.Key, reports), before.TryGetValue(f.Key, out var b) ? b : null));
    }

    private static Dictionary<string, decimal> Values(CompiledTemplate template, IReadOnlyCollection<ReportContent> reports)
    {
        var made = new Dictionary<string, decimal>();
        foreach (var item in template.Template.Items)
        {
            if (item.Formula is null && Value(item, reports) is { } value)
                made[item.Code] = value;
        }
        ContentRules.Compute(template, made);
        return made;
    }

    private static decimal? Value(TemplateItem item, IReadOnlyCollection<ReportContent> reports)
    {
        var known = new List<decimal>(reports.Count);
        foreach (var report in reports)
        {
            if (report.Values.TryGetValue(item.Code, out var value))
                known.Add(value);
        }
        return known.Count == 0 ? null : item.Consolidation switch
        {
            "mean" => decimal.Round(known.Sum() / known.Count, 6),
            "max" => known.Max(),
            "min" => known.Min(),
            "none" => null,
            _ => known.Sum(),
        };
    }

    private static int Reported(string item, IReadOnlyCollection<ReportContent> reports) => reports.Count(r => r.Values.ContainsKey(item));
}
