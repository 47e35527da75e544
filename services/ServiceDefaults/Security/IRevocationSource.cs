using Platform.Contracts.Grpc.Identity;

namespace Platform.ServiceDefaults.Security;

/// <summary>Where the list of revocations comes from: Identity's database in Identity itself, Identity for everybody else.</summary>
public interface IRevocationSource
{
    /// <param name="known">Version at hand; empty when there is none.</param>
    /// <returns>The list; null when it is still the known one.</returns>
    Task<RevocationList?> ReadAsync(string known, CancellationToken stop);
}

internal sealed class IdentityRevocations(Revocations.RevocationsClient identity) : IRevocationSource
{
    // With the interval of the poll: an answer that is lost costs one interval, and the next still comes within five seconds.
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(1.5);

    public async Task<RevocationList?> ReadAsync(string known, CancellationToken stop)
    {
        // gRPC measures deadlines by the system's clock, whatever the platform's says.
        var deadline = TimeProvider.System.GetUtcNow().UtcDateTime + Within;
        var reply = await identity.ListAsync(new() { Known = known }, deadline: deadline, cancellationToken: stop);
        return reply.Unchanged ? null : new(reply.Version, reply.Revocations.Select(r => new Revocation(r.Holder, r.Below)));
    }
}
