using System.Collections.Frozen;
using Platform.Contracts.Grpc.Identity;
using Platform.Contracts.Units;
using Platform.ServiceDefaults.Errors;

namespace Platform.ServiceDefaults.Units;

/// <summary>One org unit as other services see it.</summary>
public sealed record OrgUnitInfo(string Code, string Name, string FullName, string Kind, string? Parent, string? Block)
{
    public bool IsLeaf => OrgUnitKinds.IsLeaf(Kind);
}

/// <summary>All org units at one moment, indexed by code and by parent.</summary>
public sealed class OrgUnitSnapshot(IEnumerable<OrgUnitInfo> units)
{
    public FrozenDictionary<string, OrgUnitInfo> ByCode { get; } = units.ToFrozenDictionary(u => u.Code);

    private readonly ILookup<string?, OrgUnitInfo> _byParent = units.OrderBy(u => u.Code, StringComparer.Ordinal).ToLookup(u => u.Parent);

    public IEnumerable<OrgUnitInfo> ChildrenOf(string code) => _byParent[code];

    /// <summary>The leaves (communes, wards, special zones) at or below a unit.</summary>
    public IEnumerable<OrgUnitInfo> LeavesUnder(string code) =>
        ByCode.TryGetValue(code, out var unit) && unit.IsLeaf ? [unit] : ChildrenOf(code).SelectMany(c => LeavesUnder(c.Code));

    public Result<OrgUnitInfo> Find(string code) =>
        ByCode.TryGetValue(code, out var unit) ? unit : RequestErrors.NoSuchUnit(code);
}

/// <summary>Where a service has its list of units from.</summary>
public interface IOrgUnits
{
    ValueTask<OrgUnitSnapshot> GetAsync(CancellationToken stop = default);
}

/// <summary>The unit list, asked once from Identity over gRPC and kept as <see cref="ReferenceCache{T}"/> says.</summary>
public sealed class OrgUnitDirectory(OrgUnits.OrgUnitsClient identity, ReferenceVersion reference, TimeProvider time) : IOrgUnits
{
    private readonly ReferenceCache<OrgUnitSnapshot> _units = new(stop => AskAsync(identity, stop), reference, time);

    public ValueTask<OrgUnitSnapshot> GetAsync(CancellationToken stop = default) => _units.GetAsync(stop);

    private static async Task<OrgUnitSnapshot> AskAsync(OrgUnits.OrgUnitsClient identity, CancellationToken stop)
    {
        // gRPC measures deadlines by the system's clock, whatever the platform's says.
        var deadline = TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(10);
        var reply = await identity.ListAsync(new(), deadline: deadline, cancellationToken: stop);
        return new(reply.Units.Select(u => new OrgUnitInfo(
            u.Code, u.Name, u.FullName, u.Kind, u.Parent is "" ? null : u.Parent, u.Block is "" ? null : u.Block)).ToList());
    }
}
