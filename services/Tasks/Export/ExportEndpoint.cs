using Microsoft.EntityFrameworkCore;
using Platform.OfficialDocuments.Tables;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;
using Platform.Tasks.Errors;
using Platform.Tasks.Lists;
using Platform.Tasks.Model;

namespace Platform.Tasks.Export;

/// <summary>A work list as a file, row by row as it is read.</summary>
public static class ExportEndpoint
{
    private const int Most = 100_000;
    private const int BatchSize = 1_000;
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void MapExport(this IEndpointRouteBuilder app) =>
        app.For(Rights.ReadUnit).MapGet("/api/tasks/export", ExportAsync).Produces<Stream>(200, Xlsx, "text/csv")
            .WithSummary("The tasks of a filtered list as xlsx (the default) or csv, at most 100,000, by due date");

    private static async Task<IResult> ExportAsync(
        string? format, [AsParameters] TaskListQuery query, TaskSelections selections, HttpResponse http, OrgUnitDirectory directory,
        CancellationToken stop)
    {
        if (format is not (null or "" or "xlsx" or "csv"))
            return new Failure(TaskErrors.BadFilter, "Định dạng (format) là xlsx hoặc csv.").ToProblem();
        var found = await (await selections.OfAsync(query, stop)).ThenAsync<TaskSelection>(async all =>
            await all.InStates().Take(Most + 1).CountAsync(stop) <= Most
                ? all
                : new Failure(TaskErrors.ExportTooLarge, $"Danh sách dài hơn {Most} nhiệm vụ; hãy lọc bớt rồi xuất lại."));
        if (found.Failure is { } failure)
            return failure.ToProblem();
        var (selection, units) = (found.Value, await directory.GetAsync(stop));
        var columns = new ExportColumns(units, selection.Today);
        var rows = ReadAsync(selection.InStates(), stop).Select(columns.Cells);
        var table = ExportColumns.Table($"Danh sách nhiệm vụ, {selection.Unit.FullName}, ngày {selection.Today:dd/MM/yyyy}");
        var name = $"nhiem-vu-{selection.Unit.Code}-{selection.Today:yyyyMMdd}";
        if (format == "csv")
        {
            http.ContentType = "text/csv; charset=utf-8";
            http.Headers.ContentDisposition = $"attachment; filename={name}.csv";
            await CsvFile.WriteAsync(http.Body, table, rows, stop);
            return Results.Empty;
        }
        // A workbook is a package that is only whole at its end: written to a file that goes when it is closed.
        var file = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024,
            FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            await Workbook.WriteAsync(file, table, rows, stop);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
        file.Position = 0;
        return Results.File(file, Xlsx, $"{name}.xlsx");
    }

    private static async IAsyncEnumerable<TaskRow> ReadAsync(
        IQueryable<TaskRow> tasks, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        ListCursor? after = null;
        while (true)
        {
            var batch = await ListOrder.Of(tasks, ListCursor.ByDue, after).Take(BatchSize).ToListAsync(stop);
            foreach (var row in batch)
                yield return row;
            if (batch.Count < BatchSize)
                yield break;
            after = ListCursor.After(batch[^1], ListCursor.ByDue);
        }
    }
}
