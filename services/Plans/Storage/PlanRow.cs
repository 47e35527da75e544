using Platform.PlanDocuments;
using Platform.Plans.Way;

namespace Platform.Plans.Storage;

public static class PlanStates
{
    public const string Draft = "draft";
    public const string Submitted = "submitted";
    public const string Returned = "returned";
    public const string Approved = "approved";
    public const string Issued = "issued";
    public const string Closed = "closed";

    /// <summary>An amendment whose content went into the plan it amends.</summary>
    public const string Merged = "merged";
}

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

    /// <summary>The plan as JSON (<see cref="Content.PlanContent"/>).</summary>
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

/// <summary>A plan as it was at a step; never changed afterwards.</summary>
public sealed class PlanVersionRow
{
    public required Guid PlanId { get; init; }

    /// <summary>1, 2, 3 …: the editions of the plan.</summary>
    public required int Number { get; init; }
    public required string Title { get; init; }
    public string? Period { get; init; }
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }
    public required string Content { get; init; }
    public DateTimeOffset At { get; init; }
    public required string By { get; init; }
}

public sealed class PlanHistoryRow
{
    public long Id { get; init; }
    public required Guid PlanId { get; init; }
    public long Version { get; init; }

    /// <summary>imported, created, copied, saved, and the steps of the way.</summary>
    public required string Action { get; init; }

    /// <summary>State after it.</summary>
    public required string State { get; init; }
    public required string By { get; init; }
    public DateTimeOffset At { get; init; }
    public string? Message { get; init; }
}
