using Platform.Reporting.Model.Reports;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Preconditions;
using Platform.ServiceDefaults.Security;

namespace Platform.Reporting.Reports.Parts;

/// <summary>The part of a report that an address names; every operation on one part is mapped with it.</summary>
/// <param name="Seen">Revision of the report that the caller has seen.</param>
public sealed record PartScope(string Period, string Unit, string Part, Precondition Seen, PartDesk Desk, HttpContext Http)
{
    public CancellationToken Stop => Http.RequestAborted;

    /// <summary>The part as it stands, unless the caller has seen another revision of the report.</summary>
    public async Task<Result<PartAtHand>> EnterAsync(string? assembling = null) => (await Desk.EnterAsync(Period, Unit, Part, assembling, Stop))
        .Then<PartAtHand>(part => part.Report.MustBeAs(Seen) is { } no ? no : part);

    public Task<Answer<PartView>> EditAsync(Func<PartAtHand, Result<ReportStep>> decide, string? assembling = null) =>
        EditAsync(decide, part => part.View(), assembling);

    /// <param name="assembling">Only for those who put the parts together: what they do.</param>
    public async Task<Answer<T>> EditAsync<T>(
        Func<PartAtHand, Result<ReportStep>> decide, Func<PartAtHand, T> answer, string? assembling = null) where T : notnull =>
        await (await EnterAsync(assembling)).ThenAsync(part => Desk.EditAsync(part, Seen, decide, answer, Stop));
}

public static class PartRoutes
{
    public const string One = $"{ReportRoutes.One}/parts/{{part}}";

    /// <summary>Operations on one part, for those who write for the unit.</summary>
    public static RouteGroupBuilder ForPart(this IEndpointRouteBuilder app) => app.For(Rights.WriteReports, "unit").MapGroup(One);
}
