using System.Text.Json;
using Platform.Reporting.Storage;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Hosting;
using Platform.ServiceDefaults.Security;

namespace Platform.Reporting.Templates.Drafts;

/// <param name="Template">The draft, whole.</param>
/// <param name="Revision">Revision that the change is based on; absent: whatever is there is replaced.</param>
public sealed record TemplateDraftInput(Template? Template, long? Revision);

public sealed record TemplateFindings(IReadOnlyList<FieldError> Findings);

/// <summary>
/// Templates as data: a draft is edited freely, published for good, retired when no new report is to use it. Reports keep the version they
/// were begun with.
/// </summary>
public static class TemplateDraftEndpoints
{
    public static void MapTemplateDrafts(this WebApplication app)
    {
        app.For(Rights.ManageTemplates).MapGet("/api/reports/templates/versions", async (TemplateVersions versions, CancellationToken stop) =>
            Results.Ok(await versions.ListAsync(stop))).Produces<IEnumerable<TemplateVersion>>().WithSummary("All versions of all templates, drafts included (city-admin)");

        app.For(Rights.ManageTemplates).MapPost("/api/reports/templates/versions", async (
            TemplateDraftInput input, TemplateVersions versions, CancellationToken stop) =>
        {
            if (CodeMustFit(input) is { } no)
                return no.ToProblem();
            return (await versions.AddAsync(TemplateRules.Normalize(input.Template!), stop))
                .ToHttp(v => Results.Created($"/api/reports/templates/versions/{v.Code}/{v.Version}", v));
        }).Produces<TemplateVersion>(StatusCodes.Status201Created).WithSummary("Begins a new version of a template as a draft (city-admin)");

        app.For(Rights.ManageTemplates).MapPut("/api/reports/templates/versions/{code}/{version:int}", (
            string code, int version, TemplateDraftInput input, TemplateVersions versions, CancellationToken stop) =>
            RunAsync(versions, code, version, (row, _) => Save(row, input), stop)).Produces<TemplateVersion>().WithSummary("Saves a draft, however unfinished (city-admin)");

        app.For(Rights.ManageTemplates).MapPost("/api/reports/templates/versions/{code}/{version:int}/publish", (
            string code, int version, TemplateVersions versions, CancellationToken stop) =>
            RunAsync(versions, code, version, Publish, stop)).Produces<TemplateVersion>().WithSummary("Publishes a draft: new reports use it from now on (city-admin)");

        app.For(Rights.ManageTemplates).MapPost("/api/reports/templates/versions/{code}/{version:int}/retire", (
            string code, int version, TemplateVersions versions, CancellationToken stop) =>
            RunAsync(versions, code, version, (row, _) => Retire(row), stop)).Produces<TemplateVersion>().WithSummary("Retires a published version: no new report uses it (city-admin)");

        app.For(Rights.ManageTemplates).MapDelete("/api/reports/templates/versions/{code}/{version:int}", async (
            string code, int version, TemplateVersions versions, CancellationToken stop) =>
            await versions.RemoveAsync(code, version, stop) is { } no ? no.ToProblem() : Results.NoContent())
            .Produces(StatusCodes.Status204NoContent).WithSummary("Throws a draft away (city-admin)");

        app.For(Rights.ManageTemplates).MapPost("/api/reports/templates/check", async (
            TemplateDraftInput input, TemplateVersions versions, CancellationToken stop) => Results.Ok(new TemplateFindings(
            input.Template is null
                ? [new("template", ReportErrors.BadTemplate, "Thiếu biểu mẫu.")]
                : await versions.CheckAsync(TemplateRules.Normalize(input.Template), stop))))
            .Produces<TemplateFindings>().WithSummary("What stands between a template and its publication; stores nothing (city-admin)");
    }

    private static async Task<IResult> RunAsync(TemplateVersions versions, string code, int version, Func<TemplateRow, IReadOnlyDictionary<string, string>?, Failure?> change, CancellationToken stop) =>
        (await versions.ChangeAsync(code, version, change, stop)).ToHttp(Results.Ok);

    private static Failure? Save(TemplateRow row, TemplateDraftInput input)
    {
        if (row.State != TemplateStates.Draft)
            return TemplateVersions.NotADraft(row);
        if (input.Template is null)
            return Missing();
        if (input.Revision is { } seen && seen != row.Revision)
            return new(ReportErrors.TemplateStale, $"Bản nháp đã được người khác sửa: bản hiện tại là {row.Revision}, bản gửi lên dựa trên {seen}. Hãy tải lại.");
        // Code and version are the draft's address.
        row.Content = TemplateVersions.Json(TemplateRules.Normalize(input.Template) with { Code = row.Code, Version = row.Version });
        return null;
    }

    private static Failure? Publish(TemplateRow row, IReadOnlyDictionary<string, string>? sources)
    {
        if (row.State != TemplateStates.Draft)
            return TemplateVersions.NotADraft(row);
        if (sources is null)
            return new(RequestErrors.Unavailable, "Chưa đối chiếu được mã chỉ số vì dịch vụ chỉ số không trả lời; bản nháp còn nguyên, hãy thử lại.");
        var findings = TemplateVersion.Of(row, sources).Findings;
        if (findings.Count > 0)
            return new(RequestErrors.Validation, $"Biểu mẫu còn {findings.Count} chỗ phải sửa trước khi ban hành.", findings);
        row.State = TemplateStates.Published;
        return null;
    }

    private static Failure? Retire(TemplateRow row)
    {
        if (row.State != TemplateStates.Published)
            return new(ReportErrors.WrongState, "Chỉ dừng dùng được phiên bản đang ban hành.");
        row.State = TemplateStates.Retired;
        return null;
    }

    private static Failure? CodeMustFit(TemplateDraftInput input)
    {
        if (input.Template is null)
            return Missing();
        var wrong = TemplateRules.Check(TemplateRules.Normalize(input.Template)).Where(f => f.Field == "code").ToList();
        return wrong.Count > 0 ? Failure.Invalid(wrong) : null;
    }

    private static Failure Missing() => Failure.Invalid("template", ReportErrors.BadTemplate, "Thiếu biểu mẫu.");
}
