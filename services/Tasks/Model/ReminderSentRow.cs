namespace Platform.Tasks.Model;

/// <summary>
/// A reminder that was sent: unique by task, due date and step, and written with its notice, so that none is sent twice or lost.
/// </summary>
public sealed class ReminderSentRow
{
    public required Guid TaskId { get; init; }

    /// <summary>The due date it was about; an extended one starts anew.</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary>The step and, of a repeated one, which time.</summary>
    public required string Step { get; init; }
    public required string OrgUnit { get; init; }

    /// <summary>The unit's upper unit, whose Department is told of escalations.</summary>
    public required string City { get; init; }

    /// <summary>The Department has yet to be told, in one notice with other units' tasks.</summary>
    public bool ForDepartment { get; set; }
    public DateTimeOffset SentAt { get; init; }
}
