using Microsoft.EntityFrameworkCore;
using Platform.Reporting.Model.Templates;
using Platform.Reporting.Storage;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting.Reports.Parts;

/// <summary>Which office of a unit fills which part: the template's proposal, unless the commune decided otherwise.</summary>
public sealed class PartOffices(ReportingDb db, OfficeDirectory offices)
{
    public async Task<OfficesOfParts> OfAsync(string unit, CancellationToken stop) => new(
        await offices.OfAsync(unit, stop),
        await db.PartOffices.AsNoTracking().Where(p => p.OrgUnit == unit).ToDictionaryAsync(p => p.Part, p => p.Office, stop));

    /// <summary>Gives parts to offices, for this and all later periods.</summary>
    public Task<int> AssignAsync(string unit, IReadOnlyDictionary<string, string?> wanted, CancellationToken stop) => db.WriteAsync(
        async () =>
        {
            var there = await db.PartOffices.Where(p => p.OrgUnit == unit).ToDictionaryAsync(p => p.Part, stop);
            foreach (var (part, office) in wanted)
            {
                if (!there.TryGetValue(part, out var row))
                    db.PartOffices.Add(row = new() { OrgUnit = unit, Part = part });
                row.Office = office;
            }
            return await db.SaveChangesAsync(stop);
        },
        stop);

    /// <summary>Whether the caller puts the parts together: the commune's officer or leader, who belongs to no office.</summary>
    public static bool Assembles(Caller caller, OrgUnitInfo unit) => caller.Office is null && Rights.WriteReports.Allows(caller, unit);
}

/// <param name="Offices">All offices of the unit.</param>
/// <param name="Decided">Part code to office code, where the commune decided.</param>
public sealed record OfficesOfParts(IReadOnlyList<OfficeInfo> Offices, IReadOnlyDictionary<string, string?> Decided)
{
    /// <summary>Null where the commune's own officer fills the part.</summary>
    public OfficeInfo? Of(TemplatePart part)
    {
        var code = Decided.TryGetValue(part.Code, out var decided) ? decided : part.Office;
        return code is null ? null : Offices.FirstOrDefault(o => o.Code == code);
    }
}
