using Platform.Contracts.Events;
using Platform.Reporting.Errors;
using Platform.Reporting.Model.Reports;
using Platform.Reporting.Reports.Parts;
using Platform.Reporting.Storage;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;

namespace Platform.Reporting.Reports.Explain;

/// <param name="Lines">Item or section code of a returned line to its explanation; null or empty takes one back. What is absent
/// stays.</param>
public sealed record Explanations(IReadOnlyDictionary<string, string?>? Lines);

/// <summary>The unit answers returned lines one by one; the answers go with the next submission.</summary>
public static class ExplainEndpoint
{
    private const int LongestText = 2000;

    public static void MapExplain(this WebApplication app) =>
        app.ForReport(Rights.WriteReports)
            .MapPut("explanations", async ([AsParameters] ReportScope report, Explanations input, PartOffices offices) =>
            await report.EditAsync(Decide(input, await offices.OfAsync(report.Unit, report.Stop))))
            .WithSummary("Explains returned lines (whoever writes for the unit; an office those of its own part)");

    private static Func<ReportAtHand, Result<ReportStep>> Decide(Explanations input, OfficesOfParts offices) => report =>
    {
        if (report.Row?.State != ReportStates.Returned)
            return report.WrongState("giải trình");
        var answers = SubmissionAnswers.Of(report.Row);
        var returned = (answers.Returned?.Reasons ?? []).Select(r => r?.Item).ToHashSet();
        var (errors, explained) = (new List<FieldError>(), answers.Explained.ToDictionary());
        foreach (var (code, text) in input.Lines ?? new Dictionary<string, string?>())
        {
            if (!returned.Contains(code))
                errors.Add(new($"lines.{code}", ReportErrors.UnknownLine, $"Dòng “{code}” không bị trả lại."));
            else if (!MayExplain(report, offices, code))
                errors.Add(new($"lines.{code}", ReportErrors.NotYourPart.Code, $"Dòng “{code}” thuộc phần của phòng, trung tâm khác."));
            else if (text?.Length > LongestText)
                errors.Add(new($"lines.{code}", ReportErrors.TextTooLong, $"Dài {text.Length} ký tự, tối đa {LongestText}."));
            else if (string.IsNullOrWhiteSpace(text))
                explained.Remove(code);
            else
                explained[code] = text;
        }
        return errors.Count > 0 ? Failure.Invalid(errors)
            : new ReportStep("explained", row => row.Explained = ReportStore.Serialize(explained));
    };

    /// <summary>An office answers for its own part; who puts the parts together, for all.</summary>
    private static bool MayExplain(ReportAtHand report, OfficesOfParts offices, string code) =>
        PartOffices.Assembles(report.Caller, report.Unit)
        || (report.Template.Value.PartOf.TryGetValue(code, out var part)
            && offices.Of(report.Template.Value.FindPart(part)!)?.Code == report.Caller.Office);
}
