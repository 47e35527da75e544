namespace Platform.Tasks.Model;

/// <summary>The newest version of a plan whose tasks were taken over.</summary>
public sealed class PlanVersionRow
{
    public required Guid PlanId { get; init; }
    public long Version { get; set; }
}
