using System.Collections.Concurrent;
using Platform.Contracts.Grpc.Identity;

namespace Platform.ServiceDefaults.Units;

/// <summary>An office (phòng, trung tâm) of a unit.</summary>
public sealed record OfficeInfo(string Code, string Name);

/// <summary>The offices of a unit, asked from Identity over gRPC and kept for five minutes; an old list serves while Identity is away.</summary>
public sealed class OfficeDirectory(Offices.OfficesClient identity, TimeProvider time)
{
    private static readonly TimeSpan Keep = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<string, Loaded> _byUnit = new();

    /// <summary>Empty for a unit that has none.</summary>
    public async ValueTask<IReadOnlyList<OfficeInfo>> OfAsync(string orgUnit, CancellationToken stop = default)
    {
        if (_byUnit.TryGetValue(orgUnit, out var old) && time.GetUtcNow() - old.At < Keep)
            return old.Offices;
        try
        {
            var reply = await identity.ListAsync(new() { OrgUnit = orgUnit }, cancellationToken: stop);
            IReadOnlyList<OfficeInfo> fresh = [.. reply.Offices.Select(o => new OfficeInfo(o.Code, o.Name))];
            _byUnit[orgUnit] = new(fresh, time.GetUtcNow());
            return fresh;
        }
        catch (Grpc.Core.RpcException) when (old is not null)
        {
            return old.Offices;
        }
    }

    private sealed record Loaded(IReadOnlyList<OfficeInfo> Offices, DateTimeOffset At);
}
