using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Units;
using Platform.Identity.Storage;
using Platform.ServiceDefaults.Storage;

namespace Platform.Identity.OrgUnits;

/// <summary>
/// The usual offices of a commune since July 2025 (Decree 150/2025/NĐ-CP): written once for the city's units when there is no
/// office at all, to be changed by each unit as it is organised.
/// </summary>
public static class StandardOffices
{
    public static async Task SeedAsync(IdentityDb db, UnitList units, string city)
    {
        var leaves = units.Current.LeavesUnder(city).ToList();
        var codes = leaves.ConvertAll(u => u.Code);
        await db.WriteAsync(
            async () =>
            {
                if (await db.Offices.AnyAsync(o => codes.Contains(o.OrgUnit)))
                    return 0;
                db.Offices.AddRange(leaves.SelectMany(u => Of(u.Code, u.Kind)));
                return await db.SaveChangesAsync();
            },
            default);
    }

    public static IEnumerable<OfficeRow> Of(string unit, string kind) =>
    [
        new() { OrgUnit = unit, Code = "VP", Name = "Văn phòng HĐND và UBND" },
        new() { OrgUnit = unit, Code = "VHXH", Name = "Phòng Văn hóa - Xã hội" },
        new() { OrgUnit = unit, Code = "KT", Name = kind == OrgUnitKinds.Ward ? "Phòng Kinh tế, Hạ tầng và Đô thị" : "Phòng Kinh tế" },
        new() { OrgUnit = unit, Code = "HCC", Name = "Trung tâm Phục vụ hành chính công" },
    ];
}
