using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Grpc.Identity;
using Platform.Identity.Storage;

namespace Platform.Identity.OrgUnits;

/// <summary>A unit's offices for the other services.</summary>
public sealed class OfficesGrpc(IdentityDb db) : Offices.OfficesBase
{
    public override async Task<ListOfficesReply> List(ListOfficesRequest request, ServerCallContext context)
    {
        var reply = new ListOfficesReply();
        reply.Offices.AddRange(await db.Offices.AsNoTracking().Where(o => o.OrgUnit == request.OrgUnit).OrderBy(o => o.Code)
            .Select(o => new Office { Code = o.Code, Name = o.Name }).ToListAsync(context.CancellationToken));
        return reply;
    }
}
