using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Units;
using Platform.Identity.Storage;

namespace Platform.Identity.OrgUnits;

/// <summary>
/// The official list since 1 July 2025 (Decision 19/2025/QĐ-TTg): the nation, 34 provinces and cities, 3,321 communes, wards
/// and special zones. Ranking blocks follow the city's practice: wards apart, communes together with special zones.
/// </summary>
public static class OfficialUnits
{
    private static readonly DateOnly Since = new(2025, 7, 1);

    public static async Task SeedAsync(IdentityDb db)
    {
        if (await db.OrgUnits.AnyAsync())
            return;
        db.OrgUnits.AddRange(Read());
        await db.SaveChangesAsync();
    }

    public static IEnumerable<OrgUnitRow> Read()
    {
        yield return Row(OrgUnitCodes.Nation, "Việt Nam", "Việt Nam", OrgUnitKinds.Nation, null, null);
        var provinces = new HashSet<string>();
        using var reader = new StreamReader(typeof(OfficialUnits).Assembly.GetManifestResourceStream("communes.csv")!);
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            // code,name,full_name,type,province_code,province_name: the list holds no quoted fields.
            var cells = line.Split(',');
            var (code, name, fullName, kind, province, provinceName) = (cells[0], cells[1], cells[2], KindOf(cells[3]), cells[4], cells[5]);
            if (provinces.Add(province))
                yield return Row(province, ShortName(provinceName), provinceName, OrgUnitKinds.Province, OrgUnitCodes.Nation, null);
            yield return Row(code, name, fullName, kind, province, kind == OrgUnitKinds.Ward ? RankingBlocks.Wards : RankingBlocks.Communes);
        }
    }

    private static OrgUnitRow Row(string code, string name, string fullName, string kind, string? parent, string? block) => new()
    {
        Code = code,
        Name = name,
        FullName = fullName,
        Kind = kind,
        Parent = parent,
        Block = block,
        ValidFrom = Since,
        Version = 1,
    };

    private static string KindOf(string type) => type.Replace('_', '-') switch
    {
        "phuong" => OrgUnitKinds.Ward,
        "xa" => OrgUnitKinds.Commune,
        "dac-khu" => OrgUnitKinds.SpecialZone,
        var other => throw new InvalidDataException($"Unknown kind of unit in the official list: {other}"),
    };

    private static string ShortName(string fullName)
    {
        foreach (var prefix in (ReadOnlySpan<string>)["Thành phố ", "Tỉnh "])
        {
            if (fullName.StartsWith(prefix, StringComparison.Ordinal))
                return fullName[prefix.Length..];
        }
        return fullName;
    }
}
