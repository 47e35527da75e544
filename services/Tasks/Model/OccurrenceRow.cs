namespace Platform.Tasks.Model;

/// <summary>One due date of a recurring task.</summary>
public sealed class OccurrenceRow
{
    public required Guid TaskId { get; init; }

    /// <summary>The due date as the plan writes it.</summary>
    public required DateOnly WrittenOn { get; init; }

    /// <summary>The due date that counts: moved behind days off, or extended.</summary>
    public DateOnly DueOn { get; set; }
    public DateOnly? ExtendedTo { get; set; }
    public int Percent { get; set; }
    public DateOnly? CompletedOn { get; set; }
}
