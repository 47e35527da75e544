using Microsoft.EntityFrameworkCore;
using Platform.OfficialDocuments.Tables;
using Platform.Reporting.Exports;
using Platform.Reporting.Model.Templates;
using Platform.Reporting.Storage;
using Platform.Reporting.Templates.Drafts;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;

namespace Platform.Reporting.Templates.Export;

/// <summary>A version of a template as a workbook, to be edited there and imported again.</summary>
public static class ExportTemplateEndpoint
{
    public static void MapExportTemplate(this WebApplication app) =>
        app.For(Rights.SignedIn).MapGet("/api/reports/templates/{code}/{version:int}/export", ExportAsync)
            .Produces<Stream>(200, ExportFormat.XlsxType)
            .WithSummary("One version of a template as xlsx, in the layout that the import reads; a draft for city-admin only");

    private static async Task<IResult> ExportAsync(
        string code, int version, string? format, Caller caller, RightsDoor door, ReportingDb db, CancellationToken stop)
    {
        var chosen = ExportFormat.Choose(format, ExportFormat.Xlsx);
        var found = await chosen.ThenAsync<TemplateRow>(async _ =>
        {
            var row = await db.Templates.AsNoTracking().SingleOrDefaultAsync(t => t.Code == code && t.Version == version, stop);
            // Whoever may not edit drafts is not told that there is one.
            return row is null || (row.State == TemplateStates.Draft && !door.Opens(Rights.ManageTemplates, caller))
                ? TemplateVersions.Unknown(code, version)
                : row;
        });
        return found.ToHttp(row => chosen.Value.File(
            Workbook.Write(TemplateTables.Of(TemplateVersion.Of(row, null).Template)), $"bieu-mau-{code}-{version}"));
    }
}
