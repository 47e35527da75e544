using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Plans.Changes;
using Platform.Plans.Errors;
using Platform.Plans.Model;
using Platform.Reading.Text;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;

namespace Platform.Plans.Export;

/// <summary>A plan with its annex as a file, for everybody who may see it.</summary>
public static class ExportEndpoint
{
    private const string DocxType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    private const string XlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void MapExport(this WebApplication app) =>
        app.For(Rights.ReadPlans).MapGet("/api/plans/{id:guid}/export", ExportAsync).Produces<Stream>(200, DocxType, XlsxType)
            .WithSummary("The plan and its annex as docx (official layout, the default) or xlsx")
            .WithDescription("What is exported imports again. A plan that is not issued is marked DỰ THẢO.");

    private static async Task<IResult> ExportAsync(Guid id, string? format, PlanStore store, CancellationToken stop) =>
        (await store.FindAsync(id, stop)).Then(file => FileOf(file, format)).ToHttp(file => file);

    private static Result<FileContentHttpResult> FileOf(FoundPlan file, string? format)
    {
        var content = PlanContent.FromJson(file.Row.Content);
        var header = PlanHeader.Of(file.Row, file.Unit);
        var name = $"ke-hoach-{file.Unit.Code}-{header.Period ?? "chua-ro-ky"}";
        return format switch
        {
            null or "" or "docx" => TypedResults.File(
                EmbeddedPlan.Add(PlanDocx.Build(content, header), EmbeddedPlan.Of(content, header)), DocxType, $"{name}.docx"),
            "xlsx" => TypedResults.File(PlanSheets.Build(content, header), XlsxType, $"{name}.xlsx"),
            _ => new Failure(
                PlanErrors.UnknownFormat,
                $"Không xuất được ra “{format.Shortened(20)}”; các định dạng có: docx, xlsx."),
        };
    }
}
