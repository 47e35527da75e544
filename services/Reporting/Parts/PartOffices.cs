using Microsoft.EntityFrameworkCore;
using Platform.Reporting.Storage;
using Platform.Reporting.Templates;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting.Parts;

/// <summary>Which office of a unit fills which part: the template's proposal, unless the commune decided otherwise.</summary>
public sealed class PartOffices(ReportingDb db, OfficeDirectory offices)
{
    /// <summary>Part code to office; null where the commune's own officer fills the part.</summary>
    public async Task<IReadOnlyDictionary<string, OfficeInfo?>> OfAsync(string unit, CompiledTemplate template, CancellationToken stop)
    {
        var known = (await offices.OfAsync(unit, stop)).ToDictionary(o => o.Code);
        var decided = await db.PartOffices.AsNoTracking().Where(p => p.OrgUnit == unit).ToDictionaryAsync(p => p.Part, p => p.Office, stop);
        return template.Parts.ToDictionary(
            p => p.Code,
            p => (decided.TryGetValue(p.Code, out var office) ? office : p.Office) is { } code ? known.GetValueOrDefault(code) : null);
    }

    /// <summary>Whether the caller puts the parts together: the commune's officer or leader, who belongs to no office.</summary>
    public static bool Assembles(Caller caller, OrgUnitInfo unit) => caller.Office is null && Rights.WriteReports.Allows(caller, unit);
}
