using Platform.Reporting.Templates.Drafts;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Reading;
using Platform.ServiceDefaults.Security;

namespace Platform.Reporting.Templates.Import;

/// <param name="Draft">The new draft.</param>
/// <param name="Notes">What the reader was unsure of.</param>
public sealed record ImportedTemplate(TemplateVersion Draft, IReadOnlyList<string> Notes);

/// <summary>Makes a draft of a template from a workbook, for a person to look over and publish.</summary>
public static class ImportTemplateEndpoint
{
    private const long LargestFile = 900 * 1024;

    public static void MapImportTemplate(this WebApplication app) =>
        app.For(Rights.ManageTemplates).MapPost("/api/reports/templates/import", ImportAsync).DisableAntiforgery().Accepts<IFormFile>("multipart/form-data")
            .Produces<ImportedTemplate>(StatusCodes.Status201Created).WithSummary("Makes a template draft from an .xlsx (form fields file, code, title; city-admin)");

    private static async Task<IResult> ImportAsync(HttpRequest request, TemplateVersions versions, FileReading reading, CancellationToken stop)
    {
        if (!request.HasFormContentType)
            return new Failure(RequestErrors.MediaType, "Cần gửi tệp theo dạng multipart/form-data.").ToProblem();
        var form = await request.ReadFormAsync(stop);
        var (code, title) = (form["code"].ToString(), form["title"].ToString());
        if (form.Files.GetFile("file") is not { Length: > 0 and <= LargestFile } file)
            return Failure.Invalid("file", ReportErrors.BadTemplate, "Cần một tệp .xlsx tối đa 900 KB.").ToProblem();
        var bytes = new byte[file.Length];
        await using (var content = file.OpenReadStream())
            await content.ReadExactlyAsync(bytes, stop);
        var read = await reading.ReadAsync<TemplateSheetReader, TemplateFile, TemplateRead>(bytes, new(code, title), ReportErrors.NotAWorkbook, stop);
        if (read.Failure is { } unreadable)
            return unreadable.ToProblem();
        var (template, notes, found) = read.Value;
        var errors = found.Where(f => f.Field is "code" or "title" or "items").ToList();
        if (errors.Count > 0)
            return Failure.Invalid(errors).ToProblem();
        return (await versions.AddAsync(template, stop)).ToHttp(v => Results.Created($"/api/reports/templates/versions/{v.Code}/{v.Version}", new ImportedTemplate(v, notes)));
    }
}
