using System.Globalization;
using Platform.Reporting.Model.CityReports;
using Platform.Reporting.Model.Reports;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting.CityReports;

/// <summary>Makes the city's report from the communes' as they stand; again keeps edited sections unless told otherwise.</summary>
public static class ConsolidateCityReport
{
    /// <param name="previous">What these units said in the period before.</param>
    public static async Task<Result<CityStep>> DecideAsync(
        CityAtHand at, ConsolidateInput? input, Func<IReadOnlyList<OrgUnitInfo>, Task<IReadOnlyList<ReportContent>>> previous)
    {
        if (DecideCityReport.MustBeEditable(at.Row, "tổng hợp lại") is { } no)
            return no;
        var (inputs, template) = (at.Inputs, at.Inputs.Template.Template);
        var sent = inputs.Sent.Where(s => input?.AcceptedOnly != true || s.Source.Accepted).ToList();
        var said = sent.Select(s => new NarrativeDraft.Said(s.Unit.Code, s.Unit.FullName, ReportContent.FromJson(s.Content))).ToList();
        // Before all have sent, sums of a few are compared with what the same few said before, not with the whole city's.
        var figures = Consolidate.Figures(inputs.Template, [.. said.Select(s => s.Content)], await previous([.. sent.Select(s => s.Unit)]));
        var drafted = NarrativeDraft.Of(template, figures, said, sent.Count(s => s.Source.Accepted), inputs.Units.Count);
        var kept = at.Row is null || input?.DiscardEdits == true
            ? []
            : CityReport.FromJson(at.Row.Content).Narrative.Where(n => n.Value.Edited).ToDictionary();
        var report = new CityReport(
            template.Code, template.Version, figures, drafted.ToDictionary(d => d.Key, d => kept.GetValueOrDefault(d.Key) ?? d.Value),
            [.. sent.Select(s => s.Source)], inputs.Units.Count);
        return new CityStep(
            "consolidated", row => row.Content = report.ToJson(),
            string.Create(CultureInfo.InvariantCulture, $"{sent.Count}/{inputs.Units.Count}"));
    }
}
