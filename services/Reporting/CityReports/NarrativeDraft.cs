using System.Text;
using Platform.Reporting.Model.CityReports;
using Platform.Reporting.Model.Reports;
using Platform.Reporting.Model.Templates;

namespace Platform.Reporting.CityReports;

/// <summary>
/// A first text for each section: what the figures say, then what the communes wrote, each quotation under its unit's name. Nothing in
/// it is made up: figures are the consolidated ones, sentences are the communes' own. Pure.
/// </summary>
public static class NarrativeDraft
{
    private const int MostQuoted = 8;
    private const int LongestQuotation = 280;

    /// <param name="Name">Full name of the unit, e.g. "Phường An Phong".</param>
    public sealed record Said(string OrgUnit, string Name, ReportContent Content);

    public static IReadOnlyDictionary<string, CitySection> Of(
        Template template, IReadOnlyDictionary<string, CityFigure> figures, IReadOnlyList<Said> reports, int accepted, int expected) =>
        template.Sections.ToDictionary(s => s.Code, s =>
            Section(template, s, figures, reports, accepted, expected, s == template.Sections[0]));

    private static CitySection Section(
        Template template, TemplateSection section, IReadOnlyDictionary<string, CityFigure> figures, IReadOnlyList<Said> reports,
        int accepted, int expected, bool first)
    {
        var text = new StringBuilder();
        if (first)
            text.Append($"Có {reports.Count}/{expected} xã, phường, đặc khu đã gửi báo cáo, trong đó {accepted} báo cáo đã được duyệt.\n");
        foreach (var line in Measures(template, section.Area, figures))
            text.Append(line).Append('\n');
        var quoted = Quotations(section.Code, reports);
        if (quoted.Count > 0)
            text.Append("Một số nội dung các đơn vị báo cáo:\n");
        foreach (var (said, sentence) in quoted)
            text.Append($"- {said.Name}: {sentence}\n");
        return new(text.ToString().TrimEnd('\n'), Edited: false, [.. quoted.Select(q => q.Said.OrgUnit)]);
    }

    private static IEnumerable<string> Measures(Template template, int area, IReadOnlyDictionary<string, CityFigure> figures)
    {
        if (area == 0)
            yield break;
        var items = template.Items.ToDictionary(i => i.Code);
        foreach (var measure in template.Measures)
        {
            if (items[measure.Numerator].Area != area || !figures.TryGetValue(measure.Numerator, out var numerator))
                continue;
            var name = items[measure.Numerator].Name;
            var what = name.StartsWith("Trong đó ", StringComparison.Ordinal) && measure.Denominator is { } whole
                ? $"{items[whole].Name}, {Lower(name)}"
                : name;
            var unit = items[measure.Numerator].Unit;
            if (measure.Denominator is null)
            {
                yield return $"{what}: {ContentRules.Show(numerator.Value)} {unit}{Change(numerator)}.";
            }
            else if (figures.TryGetValue(measure.Denominator, out var denominator) && denominator.Value != 0)
            {
                yield return $"{what}: {ContentRules.Show(numerator.Value)}/{ContentRules.Show(denominator.Value)} {unit}, "
                    + $"tỷ lệ {Percent(numerator.Value / denominator.Value)}{Change(numerator, denominator)}.";
            }
        }
    }

    private static string Change(CityFigure count) => count.Previous is { } before
        ? count.Value == before ? ", bằng kỳ trước"
        : $", {(count.Value > before ? "tăng" : "giảm")} {ContentRules.Show(Math.Abs(count.Value - before))} so với kỳ trước"
        : "";

    private static string Change(CityFigure numerator, CityFigure denominator)
    {
        if (numerator.Previous is not { } num || denominator.Previous is not { } den || den == 0)
            return "";
        var points = decimal.Round(100 * ((numerator.Value / denominator.Value) - (num / den)), 2);
        return points == 0 ? ", bằng kỳ trước"
            : $", {(points > 0 ? "tăng" : "giảm")} {ContentRules.Show(Math.Abs(points))} điểm phần trăm so với kỳ trước";
    }

    private static string Percent(decimal ratio) => $"{ContentRules.Show(decimal.Round(100 * ratio, 2))}%";

    /// <summary>
    /// The beginnings of the longest texts, since those who wrote more had more to say; a text that several units sent alike is quoted
    /// once. In the order of the units.
    /// </summary>
    private static List<(Said Said, string Sentence)> Quotations(string section, IReadOnlyList<Said> reports)
    {
        var texts = reports
            .Select(r => (Said: r, Text: r.Content.Narrative.GetValueOrDefault(section, "").Trim()))
            .Where(t => t.Text.Length > 0)
            .DistinctBy(t => t.Text)
            .OrderByDescending(t => t.Text.Length).ThenBy(t => t.Said.OrgUnit, StringComparer.Ordinal)
            .Take(MostQuoted)
            .Select(t => t.Said)
            .ToHashSet();
        return [.. reports.Where(texts.Contains).Select(r => (r, Beginning(r.Content.Narrative[section])))];
    }

    /// <summary>Whole sentences as far as they fit; a single long one is cut at a word.</summary>
    private static string Beginning(string text)
    {
        var flat = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (flat.Length <= LongestQuotation)
            return flat;
        var end = flat.LastIndexOf(". ", LongestQuotation, StringComparison.Ordinal);
        if (end > 40)
            return flat[..(end + 1)];
        var word = flat.LastIndexOf(' ', LongestQuotation);
        return $"{flat[..(word > 0 ? word : LongestQuotation)]}…";
    }

    private static string Lower(string text) => char.ToLowerInvariant(text[0]) + text[1..];
}
