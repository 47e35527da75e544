using Platform.Contracts.Units;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Units;

namespace Platform.ServiceDefaults.Security;

/// <summary>How far the grant of a right reaches, seen from the caller's unit.</summary>
public enum Reach
{
    /// <summary>Whatever the unit: nothing of a single unit is shown or changed, or the caller's own alone.</summary>
    All,

    /// <summary>The caller's own unit.</summary>
    Own,

    /// <summary>The caller's own unit, when it is a commune.</summary>
    Commune,

    /// <summary>The caller's own unit and everything below it.</summary>
    Scope,

    /// <summary>What lies below the caller's unit, not the unit itself; nothing lies below a commune.</summary>
    Below,

    /// <summary>The unit right above the caller's.</summary>
    Above,

    /// <summary>The nation as a whole, for whoever belongs to a province or city.</summary>
    Nation,

    /// <summary>What all units of the platform share: only for callers of the platform's own city (<see cref="PlatformCity"/>) and of the nation.</summary>
    Platform,
}

/// <param name="Roles">Any of these; none named: every role.</param>
public sealed record Grant(Reach Reach, params IReadOnlyList<string> Roles)
{
    public bool Fits(Caller caller) => Roles.Count == 0 || Roles.Any(caller.Is);
}

/// <summary>What a caller may be allowed to do: which roles, and how far each reaches. The one place where role and unit are decided together. Pure.</summary>
/// <param name="Name">As in contracts/rights.md.</param>
/// <param name="Action">Vietnamese, for the message of a refusal: “Tài khoản không có quyền …”.</param>
public sealed record Right(string Name, string Action, params IReadOnlyList<Grant> Grants)
{
    /// <summary>Whether the caller may do it to this unit.</summary>
    /// <param name="own">The caller's unit; needed only where a grant reaches above.</param>
    public bool Allows(Caller caller, OrgUnitInfo unit, OrgUnitInfo? own = null) => Grants.Any(grant => grant.Fits(caller) && grant.Reach switch
    {
        Reach.Own => unit.Code == caller.Unit,
        Reach.Commune => unit.IsLeaf && unit.Code == caller.Unit,
        Reach.Scope => caller.Sees(unit),
        Reach.Below => caller.Sees(unit) && unit.Code != caller.Unit,
        Reach.Above => own is { Parent: { } parent } && parent == unit.Code,
        Reach.Nation => unit.Parent is null && IsAboveCommunes(caller),
        _ => false,
    });

    /// <summary>Why the caller may not do it to this unit; null when allowed.</summary>
    public Failure? Refusal(Caller caller, OrgUnitInfo unit, OrgUnitInfo? own = null) =>
        Allows(caller, unit, own) ? null : caller.Sees(unit) ? RequestErrors.NotAllowed(Action) : RequestErrors.OutOfScope(unit.Code);

    /// <summary>Whether the caller may do it at all: finally for what is no single unit's, else to some unit.</summary>
    /// <param name="city">The platform's own city.</param>
    public bool AllowsSome(Caller caller, string city) => Grants.Any(grant => grant.Fits(caller) && grant.Reach switch
    {
        Reach.Platform => caller.Unit == city || caller.Unit == OrgUnitCodes.Nation,
        Reach.Below => IsAboveCommunes(caller),
        Reach.Commune => OrgUnitCodes.IsLeaf(caller.Unit),
        _ => true,
    });

    private static bool IsAboveCommunes(Caller caller) => OrgUnitCodes.IsWellFormed(caller.Unit) && !OrgUnitCodes.IsLeaf(caller.Unit);
}
