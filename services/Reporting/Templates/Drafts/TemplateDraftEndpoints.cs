using Platform.Reporting.Errors;
using Platform.Reporting.Model.Templates;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
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
        var templates = app.For(Rights.ManageTemplates).MapGroup("/api/reports/templates");
        templates.MapGet("versions", async (TemplateVersions versions, CancellationToken stop) =>
            (Answer<List<TemplateVersion>>)await versions.ListAsync(stop))
            .WithSummary("All versions of all templates, drafts included (city-admin)");
        templates.MapPost("versions", AddAsync).WithSummary("Begins a new version of a template as a draft (city-admin)");
        templates.MapPost("check", CheckAsync)
            .WithSummary("What stands between a template and its publication; stores nothing (city-admin)");

        const string one = "versions/{code}/{version:int}";
        templates.MapPut(one, ([AsParameters] TemplateScope template, TemplateDraftInput input) =>
            template.ChangeAsync((row, _) => Save(row, input), input.Revision))
            .WithSummary("Saves a draft, however unfinished (city-admin)");
        templates.MapPost($"{one}/publish", ([AsParameters] TemplateScope template) => template.ChangeAsync(Publish))
            .WithSummary("Publishes a draft: new reports use it from now on (city-admin)");
        templates.MapPost($"{one}/retire", ([AsParameters] TemplateScope template) => template.ChangeAsync((row, _) => Retire(row)))
            .WithSummary("Retires a published version: no new report uses it (city-admin)");
        templates.MapDelete(one, async ([AsParameters] TemplateScope template) =>
            (EmptyAnswer)await template.Versions.RemoveAsync(template.Code, template.Version, template.Seen, template.Stop))
            .WithSummary("Throws a draft away (city-admin)");
    }

    private static async Task<CreatedAnswer<TemplateVersion>> AddAsync(
        TemplateDraftInput input, TemplateVersions versions, CancellationToken stop) =>
        CodeMustFit(input) is { } no ? no : CreatedAnswer<TemplateVersion>.At(
            await versions.AddAsync(TemplateRules.Normalize(input.Template!), stop), TemplateVersions.PathOf);

    private static async Task<Answer<TemplateFindings>> CheckAsync(
        TemplateDraftInput input, TemplateVersions versions, CancellationToken stop) =>
        new TemplateFindings(input.Template is null
            ? [new("template", ReportErrors.BadTemplate, "Thiếu biểu mẫu.")]
            : await versions.CheckAsync(TemplateRules.Normalize(input.Template), stop));

    private static Failure? Save(TemplateRow row, TemplateDraftInput input)
    {
        if (row.State != TemplateStates.Draft)
            return TemplateVersions.NotADraft(row);
        if (input.Template is null)
            return Missing();
        // Code and version are the draft's address.
        row.Content = TemplateVersions.Json(TemplateRules.Normalize(input.Template) with { Code = row.Code, Version = row.Version });
        return null;
    }

    private static Failure? Publish(TemplateRow row, IReadOnlyDictionary<string, string>? sources)
    {
        if (row.State != TemplateStates.Draft)
            return TemplateVersions.NotADraft(row);
        if (sources is null)
        {
            return new(
                RequestErrors.Unavailable,
                "Chưa đối chiếu được mã chỉ số vì dịch vụ chỉ số không trả lời; bản nháp còn nguyên, hãy thử lại.");
        }
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
