namespace Platform.Tasks.Model;

/// <summary>A city's own rules; without a row the default ones hold.</summary>
public sealed class ReminderRulesRow
{
    public required string City { get; init; }
    public long Version { get; set; }

    /// <summary>JSON array of steps.</summary>
    public required string Steps { get; set; }
    public required string ChangedBy { get; set; }
    public DateTimeOffset ChangedAt { get; set; }
}
