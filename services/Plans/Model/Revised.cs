namespace Platform.Plans.Model;

/// <summary>What a plan says after a person's corrections, or as it was made.</summary>
public sealed record Revised(string Title, string? Period, DateOnly? From, DateOnly? To, PlanContent Content)
{
    /// <summary>A draft that says this.</summary>
    /// <param name="amends">The issued plan it will change.</param>
    public PlanRow ToRow(string unit, string by, DateTimeOffset now, PlanRow? amends = null) => new()
    {
        Id = Guid.NewGuid(),
        OrgUnit = unit,
        State = PlanStates.Draft,
        Title = Title,
        Period = Period,
        From = From,
        To = To,
        Content = Content.ToJson(),
        FileName = amends?.FileName ?? "",
        SourceText = amends?.SourceText ?? "",
        AmendsId = amends?.Id,
        Version = 1,
        CreatedAt = now,
        CreatedBy = by,
    };
}
