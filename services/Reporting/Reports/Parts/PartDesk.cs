using Microsoft.EntityFrameworkCore;
using Platform.Reporting.Errors;
using Platform.Reporting.Model.Reports;
using Platform.Reporting.Storage;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Preconditions;
using Platform.ServiceDefaults.Security;

namespace Platform.Reporting.Reports.Parts;

/// <summary>Finds and changes parts of reports by their address, for those whose parts they are.</summary>
public sealed class PartDesk(Caller caller, ReportDesk reports, PartOffices offices)
{
    public ReportStore Store => reports.Store;

    /// <param name="assembling">Only for those who put the parts together: what they do; null for the part's office too.</param>
    public async Task<Result<PartAtHand>> EnterAsync(string period, string unit, string code, string? assembling, CancellationToken stop)
    {
        var found = await reports.FindAsync(period, unit, stop);
        if ((found.Failure ?? found.Value.Template.Failure) is { } no)
            return no;
        var (report, template) = (found.Value, found.Value.Template.Value);
        if (template.FindPart(code) is not { } part)
            return new Failure(ReportErrors.UnknownPart, $"Biểu mẫu không có phần việc “{code}”.");
        var office = (await offices.OfAsync(unit, stop)).Of(part);
        var assembles = PartOffices.Assembles(caller, report.Unit);
        if (!assembles && assembling is not null)
            return RequestErrors.NotAllowed(assembling);
        if (!assembles && office?.Code != caller.Office)
        {
            return new Failure(ReportErrors.NotYourPart,
                $"Phần “{part.Title}” do {office?.Name ?? "cán bộ tổng hợp của đơn vị"} thực hiện.");
        }
        var lease = await Store.Db.PartLeases.AsNoTracking()
            .SingleOrDefaultAsync(l => l.Period == period && l.OrgUnit == unit && l.Part == code, stop);
        return new PartAtHand(report, template, part, office, assembles, lease);
    }

    /// <summary>
    /// One decision about the part, while its report takes changes and unless the caller has seen another revision of it.
    /// </summary>
    public Task<Result<T>> EditAsync<T>(
        PartAtHand part, Precondition seen, Func<PartAtHand, Result<ReportStep>> decide, Func<PartAtHand, T> answer,
        CancellationToken stop) =>
        reports.ChangeAsync(
            part.Report.Period.Code, part.Report.Unit.Code, Precondition.None,
            report => (report.MustTakeChanges() ?? report.MustBeAs(seen)) is { } no ? no : decide(part with { Report = report }),
            report => answer(part with { Report = report }), stop);
}
