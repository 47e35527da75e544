namespace Platform.Tasks.Storage;

/// <summary>One reported step of progress.</summary>
public sealed class ProgressRow
{
    public long Id { get; init; }
    public required Guid TaskId { get; init; }

    /// <summary>The written due date of the occurrence it tells of; null for the task as a whole.</summary>
    public DateOnly? Occurrence { get; init; }
    public int PercentBefore { get; init; }
    public int Percent { get; init; }
    public string? Comment { get; init; }

    /// <summary>JSON array of {name, value, unit}.</summary>
    public string? Figures { get; init; }
    public required string StateBefore { get; init; }
    public required string State { get; init; }
    public required string By { get; init; }
    public DateTimeOffset At { get; init; }
}

/// <summary>One change of a task: who, when, and each field before and after.</summary>
public sealed class HistoryRow
{
    public long Id { get; init; }
    public required Guid TaskId { get; init; }
    public long Version { get; init; }

    /// <summary>What was done, e.g. <c>progress</c>, <c>extension-granted</c>.</summary>
    public required string Action { get; init; }
    public string? Comment { get; init; }

    /// <summary>JSON array of {field, before, after}.</summary>
    public required string Changes { get; init; }
    public required string By { get; init; }
    public DateTimeOffset At { get; init; }
}

/// <summary>A request for a later due date and what became of it.</summary>
public sealed class ExtensionRow
{
    public required Guid Id { get; init; }
    public required Guid TaskId { get; init; }

    /// <summary>The written due date of the occurrence it is for; null for the task's own.</summary>
    public DateOnly? Occurrence { get; init; }
    public DateOnly? DueBefore { get; init; }
    public required DateOnly AskedFor { get; init; }
    public required string Reason { get; init; }
    public required string AskedBy { get; init; }
    public DateTimeOffset AskedAt { get; init; }

    /// <summary>pending, granted or refused.</summary>
    public required string State { get; set; }
    public DateOnly? GrantedTo { get; set; }
    public string? Answer { get; set; }
    public string? DecidedBy { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }
}

/// <summary>One version of an evidence file (minh chứng); its content lies outside the database under its hash.</summary>
public sealed class EvidenceRow
{
    public required Guid Id { get; init; }
    public required Guid TaskId { get; init; }
    public required string Name { get; init; }

    /// <summary>Counts up over the files of one name.</summary>
    public int Revision { get; init; }

    /// <summary>SHA-256 of the content, hexadecimal.</summary>
    public required string Sha256 { get; init; }
    public long Size { get; init; }
    public required string ContentType { get; init; }
    public string? Note { get; init; }
    public required string By { get; init; }
    public DateTimeOffset At { get; init; }
    public string? WithdrawnBy { get; set; }
    public DateTimeOffset? WithdrawnAt { get; set; }
    public string? WithdrawnReason { get; set; }
}

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
