namespace Platform.Tasks.Model;

/// <summary>One assignment of the city (giao việc): the same task to many communes.</summary>
public sealed class AssignmentRow
{
    public required Guid Id { get; init; }

    /// <summary>The unit that assigns: its city, or the nation.</summary>
    public required string Scope { get; init; }
    public required string Content { get; set; }

    /// <summary>Number of the assigning document; null when there is none.</summary>
    public string? Document { get; set; }
    public int Area { get; set; }

    /// <summary>JSON array of names.</summary>
    public required string Products { get; set; }
    public required string DeadlineText { get; set; }

    /// <summary>JSON array of dates as written, in order.</summary>
    public required string DueDates { get; set; }
    public string? Recurrence { get; set; }
    public string? Office { get; set; }
    public bool NeedsConfirmation { get; set; }
    public int Units { get; set; }
    public string? CancelReason { get; set; }
    public int Reminders { get; set; }
    public required string CreatedBy { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
}
