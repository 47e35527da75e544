namespace Platform.Identity.Storage;

/// <summary>An org unit with its official code and the dates between which it exists.</summary>
public sealed class OrgUnitRow
{
    public required string Code { get; init; }
    public required string Name { get; set; }
    public required string FullName { get; set; }
    public required string Kind { get; set; }
    public string? Parent { get; set; }

    /// <summary>Ranking block: <c>phuong</c>, <c>xa</c>; null when not ranked.</summary>
    public string? Block { get; set; }
    public DateOnly ValidFrom { get; set; }
    public DateOnly? ValidTo { get; set; }
    public long Version { get; set; }
}

/// <summary>An office (phòng, trung tâm) inside a commune's People's Committee.</summary>
public sealed class OfficeRow
{
    public required string OrgUnit { get; init; }
    public required string Code { get; init; }
    public required string Name { get; set; }
}

/// <summary>How often units, offices or the working-day calendar changed.</summary>
public sealed class ReferenceVersionRow
{
    /// <summary>There is one row.</summary>
    public const int Only = 1;

    public int Id { get; init; } = Only;

    public long Version { get; set; }
}
