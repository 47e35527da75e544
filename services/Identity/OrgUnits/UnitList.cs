using Microsoft.EntityFrameworkCore;
using Platform.Identity.Storage;
using Platform.ServiceDefaults.Units;

namespace Platform.Identity.OrgUnits;

/// <summary>The unit list in memory: 3,356 rows that hardly ever change and that everybody asks for.</summary>
public sealed class UnitList : IOrgUnits
{
    public OrgUnitSnapshot Current { get; private set; } = new([]);

    ValueTask<OrgUnitSnapshot> IOrgUnits.GetAsync(CancellationToken stop) => new(Current);

    public async Task LoadAsync(IdentityDb db) =>
        Current = new(await db.OrgUnits.AsNoTracking().Where(u => u.ValidTo == null)
            .Select(u => new OrgUnitInfo(u.Code, u.Name, u.FullName, u.Kind, u.Parent, u.Block)).ToListAsync());

    /// <summary>The unit and everything below it; all when <paramref name="code"/> is empty.</summary>
    public IEnumerable<OrgUnitInfo> Under(string? code)
    {
        if (string.IsNullOrEmpty(code))
            return Current.ByCode.Values.OrderBy(u => u.Code, StringComparer.Ordinal);
        return Current.ByCode.TryGetValue(code, out var unit) ? Subtree(unit) : [];
    }

    private IEnumerable<OrgUnitInfo> Subtree(OrgUnitInfo unit) =>
        Current.ChildrenOf(unit.Code).SelectMany(Subtree).Prepend(unit);
}
