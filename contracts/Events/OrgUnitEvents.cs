namespace Platform.Contracts.Events;

/// <summary>
/// What Identity keeps of a unit changed: its offices, or, for the unit that keeps it, the working-day calendar. Whoever holds a copy asks
/// again; a <paramref name="ReferenceVersion"/> that is known already changes nothing.
/// </summary>
/// <param name="OrgUnit">Official code.</param>
/// <param name="ReferenceVersion">Grows with every such change of any unit (identity.proto, <c>References.GetVersion</c>).</param>
/// <param name="Offices">The unit's offices after the change, in code order.</param>
public sealed record OrgUnitChangedV1(Guid EventId, string OrgUnit, long ReferenceVersion, IReadOnlyList<OfficeV1> Offices, DateTimeOffset OccurredAt);

/// <summary>An office (phòng, trung tâm) of a unit.</summary>
public sealed record OfficeV1(string Code, string Name);
