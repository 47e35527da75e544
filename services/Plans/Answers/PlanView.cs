using Platform.PlanDocuments;
using Platform.Plans.Checks;
using Platform.Plans.Model;

namespace Platform.Plans.Answers;

/// <summary>A plan as the API shows it.</summary>
/// <param name="State">draft, submitted, returned, approved, issued, closed.</param>
/// <param name="Period">Code of the plan period: 2025-H2, 2025, 2026-2030; null when it was not found.</param>
/// <param name="Findings">What is to be looked at; open ones first in importance is up to the reader. None once the plan is issued.</param>
/// <param name="FileName">Name of the document it was read from; empty for a plan made by hand.</param>
/// <param name="Version">Grows with every change; a change based on another version is refused (If-Match or <c>version</c>).</param>
public sealed record PlanView(
    Guid Id, string OrgUnit, string State, string Title, string? Period, DateOnly? PeriodFrom, DateOnly? PeriodTo,
    PlanDecision Decision, IReadOnlyList<string> LegalBases, IReadOnlyList<TargetView> Targets, IReadOnlyList<TaskView> Tasks,
    IReadOnlyList<FindingView> Findings, string FileName, long Version, DateTimeOffset CreatedAt, string CreatedBy,
    DateTimeOffset? IssuedAt)
{
    /// <summary>The issued plan that this one will change; null for a plan of its own.</summary>
    public Guid? Amends { get; init; }

    /// <summary>The open amendment of this plan.</summary>
    public Guid? Amendment { get; init; }

    /// <summary>How often the plan was issued: 1, and one more with every amendment; 0 before.</summary>
    public int Edition { get; init; }

    /// <summary>Findings that nobody has settled, by importance.</summary>
    public required OpenFindings Open { get; init; }

    /// <summary>Why it was returned; null when it was not, or was submitted again since.</summary>
    public ReturnedWith? Returned { get; init; }

    public string? UpdatedBy { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>What the caller may do now: edit, submit, recall, return, approve, issue, amend, close, reopen, discard, answer.</summary>
    public IReadOnlyList<PlanStep> May { get; init; } = [];

    /// <param name="rights">What the caller may do in general; null shows no steps.</param>
    /// <param name="found">Findings that need a look at other plans.</param>
    public static PlanView Of(PlanRow row, PlanRights? rights = null, IEnumerable<FindingView>? found = null, DateTimeOffset now = default)
    {
        var content = PlanContent.FromJson(row.Content).WithIds(row.Id);
        var findings = row.IsSettled ? [] : FindingList.Of(content, row.PlanPeriod, found ?? []);
        return new(
            row.Id, row.OrgUnit, row.State, row.Title, row.Period, row.From, row.To, content.Decision, content.LegalBases,
            content.Targets, content.Tasks, findings, row.FileName, row.Version, row.CreatedAt, row.CreatedBy, row.IssuedAt)
        {
            Amends = row.AmendsId,
            Amendment = row.AmendmentId,
            Edition = row.Edition,
            Open = OpenFindings.Of(findings),
            Returned = ReturnedWith.FromJson(row.ReturnedWith),
            UpdatedBy = row.UpdatedBy,
            UpdatedAt = row.UpdatedAt,
            May = rights is null
                ? []
                : [.. Enum.GetValues<PlanStep>().Where(step => PlanWay.Decide(row.Standing, step, rights, now).Failure is null)],
        };
    }
}
