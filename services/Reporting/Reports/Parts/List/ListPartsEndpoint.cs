using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Periods;
using Platform.Reporting.Storage;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting.Reports.Parts.List;

/// <summary>A report as its offices see it.</summary>
/// <param name="Assembles">Whether the caller puts the parts together (the commune's officer or leader).</param>
public sealed record PartsView(string Period, string OrgUnit, long Revision, bool Assembles, IReadOnlyList<PartView> Parts);

/// <summary>The parts of a report: whose they are, how far they are and who is editing them.</summary>
public static class ListPartsEndpoint
{
    public static void MapListParts(this WebApplication app) =>
        app.ForReport(Rights.ReadUnit).MapGet("parts", ListAsync)
            .WithSummary("The parts of a report, with office, state and editor");

    private static Task<Answer<PartsView>> ListAsync([AsParameters] ReportScope scope, PartOffices offices, ReportingDb db) =>
        scope.ReadAsync<PartsView>(async report =>
        {
            if (report.Template.Failure is { } none)
                return none;
            var (unit, caller, template) = (report.Unit, report.Caller, report.Template.Value);
            var leases = await db.PartLeases.AsNoTracking()
                .Where(l => l.Period == scope.Period && l.OrgUnit == scope.Unit && l.Until > report.Now)
                    .ToDictionaryAsync(l => l.Part, scope.Stop);
            var byPart = await offices.OfAsync(unit.Code, scope.Stop);
            var (assembles, today) = (PartOffices.Assembles(caller, unit), VietnamTime.DateOf(report.Now));
            bool Mine(OfficeInfo? office) =>
                assembles || (caller.Office is { } own && Rights.WriteReports.Allows(caller, unit) && office?.Code == own);
            return new PartsView(scope.Period, unit.Code, report.Row?.Revision ?? 0, assembles, [.. template.Parts.Select(p =>
            {
                var office = byPart.Of(p);
                return PartView.Of(template, p, report.Row, report.Period, office, leases.GetValueOrDefault(p.Code), Mine(office), today);
            })]);
        });
}
