namespace Platform.Plans.Model;

/// <summary>One step of handing items of a plan down.</summary>
public sealed class CascadeRow
{
    public required Guid Id { get; init; }
    public required Guid PlanId { get; init; }
    public DateTimeOffset At { get; init; }
    public required string By { get; init; }
    public int Items { get; init; }
    public int Units { get; init; }
}

/// <summary>A unit that a step handed items to.</summary>
public sealed class CascadeUnitRow
{
    public required Guid CascadeId { get; init; }
    public required string OrgUnit { get; init; }
}

/// <summary>A target or task of a plan from above as the units below see it: its content at the plan's latest edition.</summary>
public sealed class CascadedItemRow
{
    public required Guid Id { get; init; }
    public required Guid PlanId { get; init; }

    /// <summary>The step that handed it down first.</summary>
    public required Guid CascadeId { get; set; }

    /// <summary>target or task.</summary>
    public required string Kind { get; init; }
    public int? Area { get; set; }
    public int Position { get; set; }
    public required string Text { get; set; }

    /// <summary>The row as JSON: a TargetView or a TaskView.</summary>
    public required string Content { get; set; }
}

/// <summary>An item handed down to a unit.</summary>
public sealed class AssignmentRow
{
    public required Guid ItemId { get; init; }
    public required string OrgUnit { get; init; }
    public required Guid CascadeId { get; set; }

    /// <summary>When it was taken back; null while it stands.</summary>
    public DateTimeOffset? WithdrawnAt { get; set; }
}

/// <summary>A row of a plan that answers an item from above: follows from the plan's content.</summary>
public sealed class AnswerRow
{
    public required Guid PlanId { get; init; }
    public required Guid RowId { get; init; }
    public required Guid ItemId { get; init; }
    public required string OrgUnit { get; init; }
}
