using Platform.Reporting.Errors;
using Platform.Reporting.Model.Reports;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting.Reports.Parts.Assign;

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
        app.ForReport(Rights.ReadUnit).MapGet("offices", ([AsParameters] ReportScope report, PartOffices offices) =>
            report.ReadAsync(r => ViewAsync(r, offices, report.Stop))).WithSummary("Offices of a unit and the parts they fill");
        app.ForReport(Rights.WriteReports).MapPut("offices", AssignAsync)
            .WithSummary("Gives parts to offices (commune officer or leader)");
    }

    private static Task<Answer<PartAssignmentsView>> AssignAsync(
        [AsParameters] ReportScope scope, PartAssignments input, PartOffices offices) =>
        scope.ReadAsync(async report =>
        {
            var wanted = input.Parts ?? new Dictionary<string, string?>();
            if (Refusal(report, await offices.OfAsync(scope.Unit, scope.Stop), wanted) is { } no)
                return no;
            await offices.AssignAsync(scope.Unit, wanted, scope.Stop);
            return await ViewAsync(report, offices, scope.Stop);
        });

    private static async Task<Result<PartAssignmentsView>> ViewAsync(ReportAtHand report, PartOffices offices, CancellationToken stop)
    {
        var byPart = await offices.OfAsync(report.Unit.Code, stop);
        return report.Template.Then(t =>
            new PartAssignmentsView(byPart.Offices, t.Parts.ToDictionary(p => p.Code, p => byPart.Of(p)?.Code)));
    }

    private static Failure? Refusal(ReportAtHand report, OfficesOfParts offices, IReadOnlyDictionary<string, string?> wanted)
    {
        if (!PartOffices.Assembles(report.Caller, report.Unit))
            return RequestErrors.NotAllowed("phân công phòng, trung tâm");
        if (report.Template.Failure is { } none)
            return none;
        List<FieldError> errors =
        [
            .. wanted.Keys.Where(p => report.Template.Value.FindPart(p) is null)
                .Select(p => new FieldError($"parts.{p}", ReportErrors.UnknownLine, $"Biểu mẫu không có phần việc “{p}”.")),
            .. wanted.Where(w => w.Value is not null && offices.Offices.All(o => o.Code != w.Value)).Select(w =>
                new FieldError($"parts.{w.Key}", ReportErrors.UnknownOffice, $"Đơn vị không có phòng, trung tâm mang mã “{w.Value}”.")),
        ];
        return errors.Count > 0 ? Failure.Invalid(errors) : null;
    }
}
