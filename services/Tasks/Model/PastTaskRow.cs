namespace Platform.Tasks.Model;

/// <summary>A task of the years before the platform, taken over to learn from; it is in no list and no count.</summary>
public sealed class PastTaskRow
{
    /// <summary>The sender's own key within the unit, so that sending again changes the row instead of doubling it.</summary>
    public required string Key { get; init; }
    public required string OrgUnit { get; init; }
    public string? Office { get; set; }
    public int Area { get; set; }
    public required string DeadlineKind { get; set; }
    public DateOnly FromOn { get; set; }
    public DateOnly DueOn { get; set; }
    public DateOnly? CompletedOn { get; set; }

    /// <summary>JSON array of {on, percent}.</summary>
    public required string Marks { get; set; }
}
