using System.Collections.Concurrent;
using Platform.Contracts.Grpc.Identity;

namespace Platform.ServiceDefaults.Units;

/// <summary>An office (phòng, trung tâm) of a unit.</summary>
public sealed record OfficeInfo(string Code, string Name);

/// <summary>The offices of a unit, asked from Identity over gRPC and kept as <see cref="ReferenceCache{T}"/> says.</summary>
public sealed class OfficeDirectory(Offices.OfficesClient identity, ReferenceVersion reference, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, ReferenceCache<IReadOnlyList<OfficeInfo>>> _byUnit = new();

    /// <summary>Empty for a unit that has none.</summary>
    public ValueTask<IReadOnlyList<OfficeInfo>> OfAsync(string orgUnit, CancellationToken stop = default) =>
        _byUnit.GetOrAdd(orgUnit, unit => new(ending => AskAsync(unit, ending), reference, time)).GetAsync(stop);

    private async Task<IReadOnlyList<OfficeInfo>> AskAsync(string orgUnit, CancellationToken stop)
    {
        var reply = await identity.ListAsync(new() { OrgUnit = orgUnit }, cancellationToken: stop);
        return [.. reply.Offices.Select(o => new OfficeInfo(o.Code, o.Name))];
    }
}
