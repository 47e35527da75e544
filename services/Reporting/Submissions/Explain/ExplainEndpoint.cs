using Platform.Contracts.Events;
using Platform.Reporting.Parts;
using Platform.Reporting.Periods;
using Platform.Reporting.Storage;
using Platform.Reporting.Submissions.View;
using Platform.Reporting.Templates;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting.Submissions.Explain;

/// <param name="Lines">Item or section code of a returned line to its explanation; null or empty takes one back. What is absent stays.</param>
public sealed record Explanations(IReadOnlyDictionary<string, string?>? Lines);

/// <summary>The unit answers returned lines one by one; the answers go with the next submission.</summary>
public static class ExplainEndpoint
{
    private const int LongestText = 2000;

    public static void MapExplain(this WebApplication app) =>
        app.For(Rights.WriteReports, "unit").MapPut("/api/reports/{period}/{unit}/explanations", ExplainAsync).Produces<ReportView>()
            .WithSummary("Explains returned lines (whoever writes for the unit; an office those of its own part)");

    private static async Task<IResult> ExplainAsync(
        string period, string unit, Explanations input, Caller caller, OrgUnitDirectory directory, PeriodCalendar calendar, TemplateCatalog templates,
        PartGate gate, PartOffices offices, ReportStore store, CancellationToken stop)
    {
        var access = await ReportAccess.UnitAsync(directory, unit, stop);
        if (access.Failure is { } denied)
            return denied.ToProblem();
        var found = calendar.Find(period);
        if (found.Failure is { } unknown)
            return unknown.ToProblem();
        var template = await gate.TemplateAsync(period, access.Value, stop);
        if (template.Failure is { } none)
            return none.ToProblem();
        // An office answers for its own part; who puts the parts together, for all.
        var byPart = PartOffices.Assembles(caller, access.Value) ? null : await offices.OfAsync(unit, template.Value, stop);
        bool MayExplain(string code) => byPart is null || (template.Value.PartOf.TryGetValue(code, out var part) && byPart[part]?.Code == caller.Office);
        var result = await store.ChangeAsync<ReportRow>(period, unit, row => Task.FromResult(Explain(row)), stop);
        return result.ToHttp(row => Results.Ok(ReportView.Of(row, found.Value, access.Value, templates.Get(row.TemplateCode, row.TemplateVersion).Template)));

        Result<ReportRow> Explain(ReportRow? row)
        {
            if (ReportAccess.MustTakeChanges(calendar, found.Value, access.Value, row, store.Now) is { } closed)
                return closed;
            var decided = Decide(row, input, MayExplain);
            if (decided.Failure is { } no)
                return no;
            row!.Explained = ReportStore.Serialize(decided.Value);
            store.Touch(row, "explained", caller.UserName);
            return row;
        }
    }

    /// <param name="mayExplain">Whether the line, by item or section code, is the caller's to explain.</param>
    public static Result<IReadOnlyDictionary<string, string>> Decide(ReportRow? row, Explanations input, Func<string, bool> mayExplain)
    {
        if (row?.State != ReportStates.Returned)
            return ReportAccess.WrongState(row, "giải trình");
        var answers = SubmissionAnswers.Of(row);
        var returned = (answers.Returned?.Reasons ?? []).Select(r => r?.Item).ToHashSet();
        var (errors, explained) = (new List<FieldError>(), answers.Explained.ToDictionary());
        foreach (var (code, text) in input.Lines ?? new Dictionary<string, string?>())
        {
            if (!returned.Contains(code))
                errors.Add(new($"lines.{code}", ReportErrors.UnknownLine, $"Dòng “{code}” không bị trả lại."));
            else if (!mayExplain(code))
                errors.Add(new($"lines.{code}", ReportErrors.NotYourPart.Code, $"Dòng “{code}” thuộc phần của phòng, trung tâm khác."));
            else if (text?.Length > LongestText)
                errors.Add(new($"lines.{code}", ReportErrors.TextTooLong, $"Dài {text.Length} ký tự, tối đa {LongestText}."));
            else if (string.IsNullOrWhiteSpace(text))
                explained.Remove(code);
            else
                explained[code] = text;
        }
        return errors.Count > 0 ? Failure.Invalid(errors) : explained;
    }
}
