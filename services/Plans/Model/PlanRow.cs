using Platform.PlanDocuments;

namespace Platform.Plans.Model;

/// <summary>
/// A plan of one unit and where it stands. An amendment is a row of its own beside the issued plan, until it is issued and its content
/// becomes the plan's.
/// </summary>
public sealed class PlanRow
{
    public required Guid Id { get; init; }
    public required string OrgUnit { get; init; }
    public required string State { get; set; }
    public required string Title { get; set; }
    public string? Period { get; set; }
    public DateOnly? From { get; set; }
    public DateOnly? To { get; set; }

    /// <summary>The plan as JSON (<see cref="PlanContent"/>).</summary>
    public required string Content { get; set; }

    /// <summary>Name of the document; empty for a plan made by hand.</summary>
    public required string FileName { get; init; }

    /// <summary>The document's text, for review beside what was understood.</summary>
    public required string SourceText { get; init; }

    /// <summary>Number of the decision as in the content, for finding plans that share it.</summary>
    public string? DecisionNumber { get; set; }
    public long Version { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public required string CreatedBy { get; init; }
    public DateTimeOffset? UpdatedAt { get; set; }
    public string? UpdatedBy { get; set; }
    public DateTimeOffset? IssuedAt { get; set; }
    public string? IssuedBy { get; set; }

    /// <summary>How often it was issued.</summary>
    public int Edition { get; set; }

    /// <summary>The issued plan this row will change; null for a plan of its own.</summary>
    public Guid? AmendsId { get; init; }

    /// <summary>The open amendment of this plan.</summary>
    public Guid? AmendmentId { get; set; }

    /// <summary>Message and reasons of the latest return, as JSON.</summary>
    public string? ReturnedWith { get; set; }
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>Nothing is left to be looked at: issued, closed or merged.</summary>
    public bool IsSettled => State is PlanStates.Issued or PlanStates.Closed or PlanStates.Merged;

    public PlanPeriod? PlanPeriod => Period is { } code && From is { } from && To is { } to ? new(code, from, to, code) : null;

    public PlanStanding Standing => new(State, AmendsId is not null, AmendmentId is not null, ClosedAt);
}
