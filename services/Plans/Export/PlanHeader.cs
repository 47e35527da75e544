using Platform.OfficialDocuments;
using Platform.Plans.Model;
using Platform.ServiceDefaults.Units;

namespace Platform.Plans.Export;

/// <summary>What stands around a plan's content in a file.</summary>
/// <param name="Names">The issuing body in capitals, two lines.</param>
/// <param name="InSentence">The issuing body inside a sentence.</param>
/// <param name="IsDraft">Not issued yet: the file is marked.</param>
public sealed record PlanHeader(
    string Title, string Subject, string UnitCode, IReadOnlyList<string> Names, string InSentence, string Place, string? Period,
    DateOnly? From, DateOnly? To, bool IsDraft, string State)
{
    public static PlanHeader Of(PlanRow plan, OrgUnitInfo unit)
    {
        var place = PlanContent.FromJson(plan.Content).Decision.Place ?? OfficialWording.Place(unit.Name, unit.FullName);
        return new(
            plan.Title, SubjectOf(plan.Title), unit.Code, ["ỦY BAN NHÂN DÂN", unit.FullName.ToUpperInvariant()],
            $"Ủy ban nhân dân {OfficialWording.InSentence(unit.FullName)}", place, plan.Period, plan.From, plan.To,
            plan.State is not (PlanStates.Issued or PlanStates.Closed), PlanWay.StateName(plan.State));
    }

    /// <summary>The title under the word "KẾ HOẠCH".</summary>
    private static string SubjectOf(string title) =>
        title.StartsWith("Kế hoạch ", StringComparison.OrdinalIgnoreCase)
            ? OfficialWording.AtStart(title["Kế hoạch ".Length..].TrimStart())
            : title;
}
