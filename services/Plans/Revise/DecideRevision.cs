using Platform.PlanDocuments;
using Platform.Plans.Errors;
using Platform.Plans.Model;
using Platform.ServiceDefaults.Errors;

namespace Platform.Plans.Revise;

/// <summary>Pure: reads the corrections against the plan as it was. All mistakes at once; with one of them nothing changes.</summary>
public static class DecideRevision
{
    private const int MostBases = 300;
    private const int MostResolved = 10_000;

    /// <param name="items">Items handed down to the plan's unit.</param>
    public static Result<Revised> Of(
        PlanContent before, PlanPeriod? periodBefore, PlanInput input, IReadOnlySet<Guid> items, string by, DateTimeOffset now)
    {
        var rules = new Rules();
        var title = rules.Text("title", input.Title, 1000, "Cần có tên kế hoạch.") ?? "";
        var decision = Decision(rules, input.Decision);
        var (code, from, to) = Period(rules, input);
        var period = code is not null && from is { } first && to is { } last
            ? new PlanPeriod(code, first, last, periodBefore?.Code == code ? periodBefore.Text : code)
            : null;
        var rows = new ReadRows(rules, before, periodBefore, period, items);
        var content = new PlanContent(
            decision, rules.Texts("legalBases", input.LegalBases, MostBases, Rules.Paragraph), rows.Targets(input.Targets),
            rows.Tasks(input.Tasks), before.Findings)
        {
            Resolutions = Resolutions(rules, before, input.Resolved, by, now),
        };
        if (rules.Errors.Count > 0)
            return Failure.Invalid(rules.Errors);
        var changed = FieldChanges.Between(before, periodBefore, content, period);
        return new Revised(title, code, from, to, content with
        {
            // What the reading said of a field holds while the field is as it was read.
            Findings = [.. before.Findings.Where(f => !changed.Touches(f.Row, f.Part))],
            Resolutions = content.Resolutions.Where(r => !changed.TouchesKey(r.Key)).ToDictionary(),
        });
    }

    private static PlanDecision Decision(Rules rules, DecisionInput? input) => new(
        rules.Text("decision.number", input?.Number, 100), rules.Day("decision.date", input?.Date),
        rules.Text("decision.dateText", input?.DateText, 100),
        rules.Text("decision.place", input?.Place, 200), rules.Text("decision.signer", input?.Signer, 200),
        rules.Text("decision.signerRole", input?.SignerRole, 200));

    private static (string? Code, DateOnly? From, DateOnly? To) Period(Rules rules, PlanInput input)
    {
        if (string.IsNullOrWhiteSpace(input.Period))
        {
            if (input.PeriodFrom is not null || input.PeriodTo is not null)
                rules.Add("period", PlanErrors.Required, "Có ngày đầu hoặc ngày cuối thì cần có mã thời kỳ.");
            return (null, null, null);
        }
        if (PlanPeriods.Parse(input.Period) is not { } known)
        {
            rules.Add(
                "period", PlanErrors.NotAllowed, "Mã thời kỳ không đúng; ví dụ đúng: 2025, 2025-H2, 2025-Q3, 2025-9M, 2025-07, 2026-2030.");
            return (null, null, null);
        }
        var (from, to) = (input.PeriodFrom ?? known.From, input.PeriodTo ?? known.To);
        if (from > to)
            rules.Add("periodTo", PlanErrors.OutOfRange, $"Ngày cuối {to:dd/MM/yyyy} đứng trước ngày đầu {from:dd/MM/yyyy}.");
        else if (from > known.To || to < known.From)
            rules.Add(
                "periodFrom", PlanErrors.OutOfRange,
                $"{from:dd/MM/yyyy}–{to:dd/MM/yyyy} nằm ngoài thời kỳ {known.Code} ({known.From:dd/MM/yyyy}–{known.To:dd/MM/yyyy}).");
        else if (from.Year < 1990 || to.Year > 2110)
            rules.Add("periodFrom", PlanErrors.OutOfRange, "Thời kỳ ngoài khoảng năm 1990–2110.");
        return (known.Code, from, to);
    }

    private static Dictionary<string, Resolution> Resolutions(
        Rules rules, PlanContent before, IReadOnlyList<string?>? resolved, string by, DateTimeOffset now)
    {
        if (resolved is null)
            return new(before.Resolutions);
        if (resolved.Count > MostResolved)
        {
            rules.Add("resolved", PlanErrors.TooMany, $"Có {resolved.Count} mục, tối đa {MostResolved}.");
            return [];
        }
        var kept = new Dictionary<string, Resolution>();
        for (var i = 0; i < resolved.Count; i++)
        {
            if (rules.Text($"resolved[{i}]", resolved[i], 300) is { } id)
                kept[id] = before.Resolutions.GetValueOrDefault(id) ?? new(by, now);
        }
        return kept;
    }
}
