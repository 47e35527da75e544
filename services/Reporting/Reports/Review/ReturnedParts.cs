using Platform.Reporting.Model.Reports;
using Platform.Reporting.Model.Templates;

namespace Platform.Reporting.Reports.Review;

/// <summary>A returned line sends the part it stands in back to its office, when the unit works by parts.</summary>
public static class ReturnedParts
{
    public static void Mark(ReportRow row, CompiledTemplate template, ReturnMessage returned)
    {
        if (row.Parts is null)
            return;
        foreach (var part in (returned.Reasons ?? []).OfType<LineReason>().Select(r => template.PartOf.GetValueOrDefault(r.Item))
            .OfType<string>().Distinct())
        {
            PartState.Set(row, part, s => s with { State = PartStates.Returned, Reason = $"Sở trả lại: {returned.Message}" });
        }
    }
}
