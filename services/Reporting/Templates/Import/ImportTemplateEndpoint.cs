using Platform.Reporting.Errors;
using Platform.Reporting.Templates.Drafts;
using Platform.ServiceDefaults.Answers;
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
        app.For(Rights.ManageTemplates).MapPost("/api/reports/templates/import", ImportAsync).DisableAntiforgery()
            .Accepts<IFormFile>("multipart/form-data")
            .WithSummary("Makes a template draft from an .xlsx (form fields file, code, title; city-admin)");

    private static async Task<CreatedAnswer<ImportedTemplate>> ImportAsync(
        HttpRequest request, TemplateVersions versions, FileReading reading, CancellationToken stop)
    {
        if (!request.HasFormContentType)
            return new Failure(RequestErrors.MediaType, "Cần gửi tệp theo dạng multipart/form-data.");
        var form = await request.ReadFormAsync(stop);
        if (form.Files.GetFile("file") is not { Length: > 0 and <= LargestFile } file)
            return Failure.Invalid("file", ReportErrors.BadTemplate, "Cần một tệp .xlsx tối đa 900 KB.");
        var bytes = new byte[file.Length];
        await using (var content = file.OpenReadStream())
            await content.ReadExactlyAsync(bytes, stop);
        var read = await reading.ReadAsync<TemplateSheetReader, TemplateFile, TemplateRead>(
            bytes, new(form["code"].ToString(), form["title"].ToString()), ReportErrors.NotAWorkbook, stop);
        var imported = await read.ThenAsync<ImportedTemplate>(async r =>
        {
            var errors = r.Errors.Where(f => f.Field is "code" or "title" or "items").ToList();
            return errors.Count > 0
                ? Failure.Invalid(errors)
                : (await versions.AddAsync(r.Template, stop)).Then(draft => new ImportedTemplate(draft, r.Notes));
        });
        return CreatedAnswer<ImportedTemplate>.At(imported, i => TemplateVersions.PathOf(i.Draft));
    }
}
