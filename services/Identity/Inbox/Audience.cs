using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.Identity.Storage;

namespace Platform.Identity.Inbox;

/// <summary>Who is meant: active users of the named units, narrowed by role, office or name.</summary>
public static class Audience
{
    private const int UnitsPerQuery = 500;

    public static async Task<List<UserRow>> FindAsync(IdentityDb db, IReadOnlyList<NoticeAudienceV1> to, CancellationToken stop)
    {
        var found = new List<UserRow>();
        foreach (var units in to.Select(a => a.OrgUnit).Distinct().Chunk(UnitsPerQuery))
            found.AddRange(await db.Users.AsNoTracking().Where(u => !u.Disabled && units.Contains(u.Unit)).ToListAsync(stop));
        var byUnit = to.ToLookup(a => a.OrgUnit);
        return [.. found.Where(u => byUnit[u.Unit].Any(a => Means(a, u))).OrderBy(u => u.UserName, StringComparer.Ordinal)];
    }

    public static bool Means(NoticeAudienceV1 audience, UserRow user) =>
        audience.OrgUnit == user.Unit
        && (audience.UserName is null || audience.UserName == user.UserName)
        && (audience.Office is null || audience.Office == user.Office)
        && (audience.Role is null || user.Roles.Split(' ').Contains(audience.Role));
}
