using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Platform.Reporting.Errors;
using Platform.Reporting.Model.Templates;
using Platform.ServiceDefaults.Errors;

namespace Platform.Reporting.Model.Reports;

/// <summary>One part cut out of a report's content and put back. Pure.</summary>
public static class PartContent
{
    public static ReportContent Cut(CompiledTemplate template, ReportContent content, string part) => new(
        content.Values.Where(v => template.PartOf.GetValueOrDefault(v.Key) == part).ToDictionary(),
        content.Narrative.Where(n => template.PartOf.GetValueOrDefault(n.Key) == part).ToDictionary());

    /// <summary>
    /// The whole with this part replaced; the other parts stay as they are, what is computed from several is computed anew.
    /// </summary>
    public static ReportContent Put(CompiledTemplate template, ReportContent whole, string part, ReportContent own)
    {
        var values = whole.Values.Where(v => template.PartOf.GetValueOrDefault(v.Key) != part).Concat(own.Values).ToDictionary();
        var narrative = whole.Narrative.Where(n => template.PartOf.GetValueOrDefault(n.Key) != part).Concat(own.Narrative).ToDictionary();
        ContentRules.Compute(template, values);
        return new(values, narrative);
    }

    /// <summary>
    /// The part's version: equal content has equal versions, whoever wrote it. What is computed is left out, since other parts move it.
    /// </summary>
    public static string VersionOf(CompiledTemplate template, ReportContent whole, string part)
    {
        var text = new StringBuilder();
        foreach (var item in template.Template.Items.Where(i => i.Formula is null && template.PartOf[i.Code] == part))
        {
            text.Append(item.Code).Append('=').Append(whole.Values.TryGetValue(item.Code, out var v)
                ? v.ToString("0.######", CultureInfo.InvariantCulture) : "").Append('\n');
        }
        foreach (var section in template.Template.Sections.Where(s => template.PartOf[s.Code] == part))
        {
            var narrative = whole.Narrative.GetValueOrDefault(section.Code, "");
            text.Append(section.Code).Append('=').Append(narrative.Length).Append(':').Append(narrative).Append('\n');
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
    }

    /// <summary>Where two contents differ, as findings with both sides.</summary>
    public static IReadOnlyList<FieldError> Differences(CompiledTemplate template, ReportContent theirs, ReportContent mine)
    {
        var found = new List<FieldError>();
        foreach (var item in template.Template.Items.Where(i => i.Formula is null))
        {
            decimal? t = theirs.Values.TryGetValue(item.Code, out var a) ? a : null, m = mine.Values.TryGetValue(item.Code, out var b)
                ? b : null;
            if (t != m)
            {
                found.Add(new($"values.{item.Code}", ReportErrors.ChangedMeanwhile,
                    $"{item.Name}: bản hiện có {Show(t)}, bản gửi lên {Show(m)}."));
            }
        }
        foreach (var section in template.Template.Sections)
        {
            if (theirs.Narrative.GetValueOrDefault(section.Code, "") != mine.Narrative.GetValueOrDefault(section.Code, ""))
            {
                found.Add(new($"narrative.{section.Code}", ReportErrors.ChangedMeanwhile,
                    $"Phần lời “{section.Title}” khác với bản hiện có."));
            }
        }
        return found;
    }

    /// <summary>Item or section that a finding of <see cref="Differences"/> is about.</summary>
    public static string CodeOf(FieldError found) => found.Field[(found.Field.IndexOf('.', StringComparison.Ordinal) + 1)..];

    private static string Show(decimal? value) => value is { } v ? ContentRules.Show(v) : "(trống)";
}
