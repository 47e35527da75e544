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

/// <summary>The unit list, asked once from Identity over gRPC and kept; renewed every five minutes and when told of a change.</summary>
public sealed class OrgUnitDirectory(OrgUnits.OrgUnitsClient identity, TimeProvider time) : IOrgUnits
{
    private static readonly TimeSpan Keep = TimeSpan.FromMinutes(5);
    private readonly SemaphoreSlim _loading = new(1, 1);
    private volatile OrgUnitSnapshot? _snapshot;
    private DateTimeOffset _loadedAt;

    public async ValueTask<OrgUnitSnapshot> GetAsync(CancellationToken stop = default)
    {
        if (_snapshot is { } fresh && time.GetUtcNow() - _loadedAt < Keep)
            return fresh;
        // With an old list at hand only one caller fetches, the others go on; without one all wait for the first.
        var old = _snapshot;
        if (old is null)
            await _loading.WaitAsync(stop);
        else if (!_loading.Wait(0, stop))
            return old;
        try
        {
            if (_snapshot is { } loaded && time.GetUtcNow() - _loadedAt < Keep)
                return loaded;
            // gRPC measures deadlines by the system's clock, whatever the platform's says.
            var deadline = TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(10);
            var reply = await identity.ListAsync(new(), deadline: deadline, cancellationToken: stop);
            _loadedAt = time.GetUtcNow();
            return _snapshot = new(reply.Units.Select(u => new OrgUnitInfo(
                u.Code, u.Name, u.FullName, u.Kind, u.Parent is "" ? null : u.Parent, u.Block is "" ? null : u.Block)).ToList());
        }
        catch (Grpc.Core.RpcException) when (_snapshot is not null)
        {
            _loadedAt = time.GetUtcNow() - Keep + TimeSpan.FromSeconds(10);
            return _snapshot;
        }
        finally
        {
            _loading.Release();
        }
    }

    public void Invalidate() => _loadedAt = default;
}
