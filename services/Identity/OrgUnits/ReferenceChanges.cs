using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.Identity.Storage;
using Platform.ServiceDefaults.Storage;

namespace Platform.Identity.OrgUnits;

/// <summary>Tells the other services that something which they hold a copy of changed.</summary>
public static class ReferenceChanges
{
    /// <summary>Counts the change and puts its event into the outbox; to be called in the transaction that makes it, after it was saved.</summary>
    public static async Task TellOfChangeAsync(this IdentityDb db, string unit, DateTimeOffset now, CancellationToken stop)
    {
        // Two changes at once follow each other here: the row is locked until the transaction ends.
        await db.ReferenceVersions.ExecuteUpdateAsync(s => s.SetProperty(r => r.Version, r => r.Version + 1), stop);
        var version = await db.ReferenceVersionAsync(stop);
        var offices = await db.Offices.AsNoTracking().Where(o => o.OrgUnit == unit).OrderBy(o => o.Code).Select(o => new OfficeV1(o.Code, o.Name)).ToListAsync(stop);
        db.Outbox.Add(OutboxMessage.For(Topics.OrgUnitChanged, new OrgUnitChangedV1(Guid.NewGuid(), unit, version, offices, now), now));
        await db.SaveChangesAsync(stop);
    }

    public static Task<long> ReferenceVersionAsync(this IdentityDb db, CancellationToken stop) =>
        db.ReferenceVersions.AsNoTracking().Select(r => r.Version).SingleAsync(stop);
}
