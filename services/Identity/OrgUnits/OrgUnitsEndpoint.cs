using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Grpc.Identity;
using Platform.Identity.Storage;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;

namespace Platform.Identity.OrgUnits;

public static class OrgUnitsEndpoint
{
    public sealed record Office(string Code, string Name);

    public static void MapOrgUnits(this WebApplication app)
    {
        app.For(Rights.SignedIn).MapGet("/api/identity/org-units", Answer<List<OrgUnitInfo>> (UnitList units, string? under, string? block, string? kind) =>
        {
            if (under is not null && !units.Current.ByCode.ContainsKey(under))
                return RequestErrors.NoSuchUnit(under);
            return units.Under(under).Where(u => (block is null || u.Block == block) && (kind is null || u.Kind == kind)).ToList();
        }).WithSummary("Org units at or below a unit, optionally of one ranking block or kind");

        app.For(Rights.SignedIn).MapGet("/api/identity/org-units/{code}", Answer<OrgUnitInfo> (UnitList units, string code) =>
            units.Current.Find(code)).WithSummary("One org unit");

        app.For(Rights.SignedIn).MapGet("/api/identity/org-units/{code}/offices", async Task<Answer<List<Office>>> (
            UnitList units, IdentityDb db, string code, CancellationToken stop) =>
            await units.Current.Find(code).ThenAsync<List<Office>>(async _ => await db.Offices.AsNoTracking().Where(o => o.OrgUnit == code)
                .OrderBy(o => o.Code).Select(o => new Office(o.Code, o.Name)).ToListAsync(stop)))
            .WithSummary("The offices of a unit");
    }
}

/// <summary>The same list for the other services.</summary>
public sealed class OrgUnitsGrpc(UnitList units) : Contracts.Grpc.Identity.OrgUnits.OrgUnitsBase
{
    public override Task<ListOrgUnitsReply> List(ListOrgUnitsRequest request, ServerCallContext context)
    {
        var reply = new ListOrgUnitsReply();
        reply.Units.AddRange(units.Under(request.Under).Select(u => new OrgUnit
        {
            Code = u.Code,
            Name = u.Name,
            FullName = u.FullName,
            Kind = u.Kind,
            Parent = u.Parent ?? "",
            Block = u.Block ?? "",
        }));
        return Task.FromResult(reply);
    }
}
