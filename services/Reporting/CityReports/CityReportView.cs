using Platform.Reporting.Model.CityReports;
using Platform.Reporting.Model.Templates;

namespace Platform.Reporting.CityReports;

/// <summary>A city's consolidated report as the page shows it.</summary>
/// <param name="State">none (not consolidated yet), draft, submitted, returned, issued.</param>
/// <param name="Revision">Send it back with a change; also in the ETag header.</param>
/// <param name="Provisional">Whether reports that are not accepted yet went in.</param>
/// <param name="Coverage">Where the communes' reports stand now.</param>
/// <param name="Changed">Units whose report came, changed or was withdrawn since it was consolidated.</param>
/// <param name="Issued">The latest issued version; null before the first.</param>
public sealed record CityReportView(
    string Period, string OrgUnit, string OrgUnitName, string State, long Revision, bool Provisional, Template Template,
    IReadOnlyDictionary<string, CityFigure> Figures, IReadOnlyDictionary<string, CitySection> Narrative, IReadOnlyList<CitySource> Sources,
    CityCoverage Coverage, IReadOnlyList<UnitName> Changed, string? Message, CityIssue? Issued, DateTimeOffset? UpdatedAt,
    string? UpdatedBy)
{
    public static CityReportView Of(CityInputs inputs, CityReportRow? row, CityReportVersionRow? issued)
    {
        var report = row is null ? null : CityReport.FromJson(row.Content);
        var used = report?.Sources.ToDictionary(s => s.OrgUnit) ?? [];
        var now = inputs.Sent.ToDictionary(s => s.Unit.Code);
        return new(
            inputs.Period.Code, inputs.City.Code, inputs.City.FullName, row?.State ?? "none", row?.Revision ?? 0,
            report?.IsProvisional ?? false, inputs.Template.Template,
            report?.Figures ?? new Dictionary<string, CityFigure>(), report?.Narrative ?? new Dictionary<string, CitySection>(),
            report?.Sources ?? [],
            new(inputs.Units.Count, inputs.Sent.Count, inputs.Sent.Count(s => s.Source.Accepted),
                [.. inputs.Units.Where(u => !now.ContainsKey(u.Code)).Select(u => new UnitName(u.Code, u.FullName))]),
            report is null
                ? []
                : [.. inputs.Units.Where(u => used.GetValueOrDefault(u.Code) != now.GetValueOrDefault(u.Code)?.Source)
                    .Select(u => new UnitName(u.Code, u.FullName))],
            row?.Message,
            issued is null ? null : new(issued.Number, issued.DocumentNumber, issued.IssuedAt, issued.IssuedBy, issued.Sha256),
            row?.UpdatedAt, row?.UpdatedBy);
    }
}

/// <param name="Missing">Units that have nothing sent.</param>
public sealed record CityCoverage(int Expected, int Sent, int Accepted, IReadOnlyList<UnitName> Missing);

public sealed record UnitName(string Code, string Name);

public sealed record CityIssue(int Number, string? DocumentNumber, DateTimeOffset IssuedAt, string IssuedBy, string Sha256);
