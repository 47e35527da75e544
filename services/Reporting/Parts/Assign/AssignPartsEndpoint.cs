using Microsoft.EntityFrameworkCore;
using Platform.Reporting.Periods;
using Platform.Reporting.Storage;
using Platform.Reporting.Submissions;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting.Parts.Assign;

/// <param name="Parts">Part code to office code; null for the commune's own officer. What is absent stays.</param>
public sealed record PartAssignments(IReadOnlyDictionary<string, string?>? Parts);

/// <param name="Offices">Offices of the unit to choose from.</param>
/// <param name="Parts">Part code to office code, as they stand.</param>
public sealed record PartAssignmentsView(IReadOnlyList<OfficeInfo> Offices, IReadOnlyDictionary<string, string?> Parts);

/// <summary>Which office of a commune fills which part, for this and all later periods.</summary>
public static class AssignPartsEndpoint
{
    public static void MapAssignParts(this WebApplication app)
    {
        app.For(Rights.ReadUnit, "unit").MapGet("/api/reports/{period}/{unit}/offices", (
            string period, string unit, Assignment assignment, CancellationToken stop) =>
            assignment.RunAsync(period, unit, null, stop)).Produces<PartAssignmentsView>().WithSummary("Offices of a unit and the parts they fill");
        app.For(Rights.WriteReports, "unit").MapPut("/api/reports/{period}/{unit}/offices", (
            string period, string unit, PartAssignments input, Assignment assignment, CancellationToken stop) =>
            assignment.RunAsync(period, unit, input, stop))
            .Produces<PartAssignmentsView>().WithSummary("Gives parts to offices (commune officer or leader)");
    }

    public sealed class Assignment(
        Caller caller, OrgUnitDirectory directory, OfficeDirectory offices, PeriodCalendar calendar, PartGate gate, PartOffices parts, ReportingDb db)
    {
        public async Task<IResult> RunAsync(string period, string unit, PartAssignments? input, CancellationToken stop)
        {
            var access = await ReportAccess.UnitAsync(directory, unit, stop);
            if (access.Failure is { } denied)
                return denied.ToProblem();
            if (input is not null && !PartOffices.Assembles(caller, access.Value))
                return RequestErrors.NotAllowed("phân công phòng, trung tâm").ToProblem();
            if (calendar.Find(period).Failure is { } unknown)
                return unknown.ToProblem();
            var template = await gate.TemplateAsync(period, access.Value, stop);
            if (template.Failure is { } none)
                return none.ToProblem();
            var known = await offices.OfAsync(unit, stop);
            if (input is not null)
            {
                var wanted = input.Parts ?? new Dictionary<string, string?>();
                List<FieldError> errors =
                [
                    .. wanted.Keys.Where(p => template.Value.FindPart(p) is null).Select(p => new FieldError($"parts.{p}", ReportErrors.UnknownLine, $"Biểu mẫu không có phần việc “{p}”.")),
                    .. wanted.Where(w => w.Value is not null && known.All(o => o.Code != w.Value))
                        .Select(w => new FieldError($"parts.{w.Key}", ReportErrors.UnknownOffice, $"Đơn vị không có phòng, trung tâm mang mã “{w.Value}”.")),
                ];
                if (errors.Count > 0)
                    return Failure.Invalid(errors).ToProblem();
                await db.WriteAsync(() => StoreAsync(unit, wanted, stop), stop);
            }
            var now = await parts.OfAsync(unit, template.Value, stop);
            return Results.Ok(new PartAssignmentsView(known, now.ToDictionary(p => p.Key, p => p.Value?.Code)));
        }

        private async Task<int> StoreAsync(string unit, IReadOnlyDictionary<string, string?> wanted, CancellationToken stop)
        {
            var there = await db.PartOffices.Where(p => p.OrgUnit == unit).ToDictionaryAsync(p => p.Part, stop);
            foreach (var (part, office) in wanted)
            {
                if (!there.TryGetValue(part, out var row))
                    db.PartOffices.Add(row = new() { OrgUnit = unit, Part = part });
                row.Office = office;
            }
            return await db.SaveChangesAsync(stop);
        }
    }
}
