using Grpc.Core;
using Platform.Contracts.Grpc.Identity;
using Platform.Identity.Storage;

namespace Platform.Identity.OrgUnits;

/// <summary>How often the reference data changed, for the other services.</summary>
public sealed class ReferencesGrpc(IdentityDb db) : References.ReferencesBase
{
    public override async Task<GetReferenceVersionReply> GetVersion(GetReferenceVersionRequest request, ServerCallContext context) =>
        new() { Version = await db.ReferenceVersionAsync(context.CancellationToken) };
}
