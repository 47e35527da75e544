namespace Platform.Plans.Model;

/// <summary>Where a plan stands, as it is told on the wire.</summary>
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
