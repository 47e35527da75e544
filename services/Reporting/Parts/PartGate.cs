using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Periods;
using Platform.Reporting.Periods;
using Platform.Reporting.Storage;
using Platform.Reporting.Submissions;
using Platform.Reporting.Templates;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting.Parts;

/// <summary>The checks in front of every use case on one part: unit, period, template, part, and whose it is.</summary>
public sealed class PartGate(Caller caller, OrgUnitDirectory directory, PeriodCalendar calendar, TemplateCatalog templates, PartOffices offices, ReportingDb db)
{
    public sealed record Passed(OrgUnitInfo Unit, PeriodRow Period, CompiledTemplate Template, TemplatePart Part, OfficeInfo? Office, bool Assembles);

    /// <param name="assembler">Only for those who put the parts together.</param>
    public async Task<Result<Passed>> EnterAsync(string period, string unit, string part, string action, bool assembler, CancellationToken stop)
    {
        var access = await ReportAccess.UnitAsync(directory, unit, stop);
        if (access.Failure is { } denied)
            return denied;
        var found = calendar.Find(period);
        if (found.Failure is { } unknown)
            return unknown;
        var template = await TemplateAsync(period, access.Value, stop);
        if (template.Failure is { } none)
            return none;
        if (template.Value.FindPart(part) is not { } known)
            return new Failure(ReportErrors.UnknownPart, $"Biểu mẫu không có phần việc “{part}”.");
        var office = (await offices.OfAsync(unit, template.Value, stop))[part];
        var assembles = PartOffices.Assembles(caller, access.Value);
        if (!assembles && assembler)
            return RequestErrors.NotAllowed(action);
        if (!assembles && office?.Code != caller.Office)
            return new Failure(ReportErrors.NotYourPart, $"Phần “{known.Title}” do {office?.Name ?? "cán bộ tổng hợp của đơn vị"} thực hiện.");
        return new Passed(access.Value, found.Value, template.Value, known, office, assembles);
    }

    public async Task<Result<CompiledTemplate>> TemplateAsync(string period, OrgUnitInfo unit, CancellationToken stop)
    {
        var bound = await db.Reports.AsNoTracking().Where(r => r.Period == period && r.OrgUnit == unit.Code)
            .Select(r => new { r.TemplateCode, r.TemplateVersion }).SingleOrDefaultAsync(stop);
        return bound is null ? templates.For(calendar.Find(period).Value, unit) : templates.Get(bound.TemplateCode, bound.TemplateVersion);
    }
}
