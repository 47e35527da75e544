namespace Platform.Tasks.Model;

/// <summary>One task of one commune, ward or special zone: from a plan, from the city's assignment, or made by the unit itself.</summary>
public sealed class TaskRow
{
    public required Guid Id { get; init; }

    /// <summary>Counts up over all tasks; breaks ties in lists and names the row in the search index.</summary>
    public long Seq { get; set; }
    public required string OrgUnit { get; init; }

    /// <summary>
    /// The unit's upper unit, so that a city's list needs no list of its communes. Empty in rows of older versions until the upgrade after
    /// the
    /// start has filled it in.
    /// </summary>
    public string Province { get; set; } = "";

    /// <summary>One of <see cref="TaskOrigins"/>.</summary>
    public string Origin { get; set; } = TaskOrigins.Plan;

    /// <summary>Empty for tasks that come from no plan.</summary>
    public required Guid PlanId { get; init; }

    public Guid? AssignmentId { get; set; }

    /// <summary>The task that this one is a part of.</summary>
    public Guid? ParentId { get; set; }

    /// <summary>How much of the parent this part is, relative to its siblings; 1 to 100.</summary>
    public int Weight { get; set; } = 1;

    /// <summary>Place in the plan's annex, from 0.</summary>
    public int Position { get; set; }

    /// <summary>1..7, the area of reform; 0 when not told.</summary>
    public int Area { get; set; }
    public required string Number { get; set; }
    public required string Content { get; set; }
    public string? LeadAgency { get; set; }

    /// <summary>JSON array of names.</summary>
    public required string Coordinators { get; set; }

    /// <summary>JSON array of names.</summary>
    public required string Products { get; set; }
    public required string DeadlineText { get; set; }
    public required string DeadlineKind { get; set; }
    public DateOnly? DeadlineFrom { get; set; }
    public DateOnly? DeadlineTo { get; set; }
    public string? Recurrence { get; set; }

    /// <summary>JSON array of dates as written, in order.</summary>
    public required string DueDates { get; set; }

    /// <summary>The last written due date by the working-day calendar, or the extended one.</summary>
    public DateOnly? LastDueOn { get; set; }

    /// <summary>The date granted instead of the written one; of a series see <see cref="OccurrenceRow.ExtendedTo"/>.</summary>
    public DateOnly? ExtendedTo { get; set; }

    /// <summary>The due date that counts now: the earliest still open, else the last.</summary>
    public DateOnly? DueOn { get; set; }

    /// <summary><see cref="DueOn"/> as a number to sort by; <see cref="int.MaxValue"/> when there is none.</summary>
    public int DueKey { get; set; } = int.MaxValue;

    /// <summary>The day after which the task is overdue if nothing happens; null when it cannot become so.</summary>
    public DateOnly? OverdueAfter { get; set; }
    public int FromYear { get; set; }
    public int ToYear { get; set; }

    /// <summary>0 to 100.</summary>
    public int Percent { get; set; }

    /// <summary>When progress was last reported, by whatever figure.</summary>
    public DateTimeOffset? ReportedAt { get; set; }
    public DateOnly? CompletedOn { get; set; }

    /// <summary>By how many days it was done late; 0 when on time or open.</summary>
    public int DelayDays { get; set; }

    /// <summary>Occurrences of a series or sub-tasks; 0 for a task that stands alone.</summary>
    public int Parts { get; set; }
    public int PartsDone { get; set; }
    public bool Cancelled { get; set; }

    /// <summary>Why it was cancelled by hand; null when the plan dropped it or it is not cancelled.</summary>
    public string? CancelReason { get; set; }
    public string? AssigneeOffice { get; set; }
    public string? AssigneeUser { get; set; }

    /// <summary>Whether who assigned it confirms that it is done.</summary>
    public bool NeedsConfirmation { get; set; }

    /// <summary>One of <see cref="Confirmations"/>.</summary>
    public string Confirmation { get; set; } = Confirmations.None;

    /// <summary>The document of the upper level that is waited for; null when not waiting.</summary>
    public string? WaitingFor { get; set; }
    public bool ExtensionPending { get; set; }
    public int EvidenceCount { get; set; }

    /// <summary>As <see cref="TaskRules.StateOf"/> said at the last change or sweep.</summary>
    public required string State { get; set; }

    /// <summary>Folded words of number, content, agencies and products, each behind one space.</summary>
    public string SearchText { get; set; } = "";
    public long Version { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }
}
