using System.Text;
using Platform.Contracts.Periods;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Reading;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;
using Platform.Tasks.Errors;
using Platform.Tasks.Model;

namespace Platform.Tasks.Assignments;

/// <summary>
/// Reads a list of assignments (.xlsx, .csv or pasted cells) and shows what it would make; nothing is stored before it is sent to
/// <c>batch</c>.
/// </summary>
public static class ImportAssignmentsEndpoint
{
    /// <param name="File">.xlsx, .csv or .txt with the columns Nội dung, Lĩnh vực, Hạn, Sản phẩm, Đơn vị, Phòng, Văn bản, Xác nhận.</param>
    /// <param name="Text">The same as pasted cells, instead of a file.</param>
    public sealed record ImportForm(IFormFile? File, string? Text);

    /// <param name="Line">Line of the list, from 1.</param>
    /// <param name="Item">What to send to <c>batch</c> for it.</param>
    /// <param name="Units">How many communes it goes to.</param>
    /// <param name="Errors">What keeps it from being sent.</param>
    public sealed record ImportedRow(int Line, AssignmentInput Item, int Units, IReadOnlyList<FieldError> Errors);

    public sealed record ImportAnswer(int Tasks, int Wrong, IReadOnlyList<ImportedRow> Rows);

    public static void MapImportAssignments(this IEndpointRouteBuilder app) =>
        app.For(Rights.AssignTasks).MapPost("/api/tasks/assignments/import", ReadAsync).DisableAntiforgery()
            .Accepts<ImportForm>("multipart/form-data")
            .WithSummary("Reads a list of assignments and shows what it would make, with the mistakes of each row (city-admin)");

    private static async Task<Answer<ImportAnswer>> ReadAsync(
        HttpRequest request, Caller caller, OrgUnitDirectory directory, FileReading reading, TimeProvider time, CancellationToken stop)
    {
        if (!request.HasFormContentType)
            return Problems.ByStatus(415)!;
        var units = await directory.GetAsync(stop);
        IFormCollection form;
        try
        {
            form = await request.ReadFormAsync(stop);
        }
        catch (Exception error) when (RequestBodies.IsUnreadable(error))
        {
            return Problems.ByStatus(400)!;
        }
        var read = await (await GivenAsync(form, stop)).ThenAsync(given =>
            reading.ReadAsync<AssignmentListReader, AssignmentFile, IReadOnlyList<AssignmentList.ReadRow>>(
                given.Bytes, new(given.Extension, [.. units.LeavesUnder(caller.Unit)]), TaskErrors.UnreadableList, stop));
        var today = VietnamTime.DateOf(time.GetUtcNow());
        return read.Then(found =>
        {
            var rows = found.Select(r => Shown(r, caller, units, today)).ToList();
            return new ImportAnswer(rows.Where(r => r.Errors.Count == 0).Sum(r => r.Units), rows.Count(r => r.Errors.Count > 0), rows);
        });
    }

    private static ImportedRow Shown(AssignmentList.ReadRow row, Caller caller, OrgUnitSnapshot units, DateOnly today)
    {
        var findings = new Findings();
        row.Findings.ForEach(f => findings.Add(f.Field, f.Code, f.Message));
        var decided = DecideAssignment.Decide(row.Item, caller, units, today, findings);
        return new(row.Line, row.Item, decided.Units.Count, [.. findings.All.DistinctBy(f => f.Field)]);
    }

    private static async Task<Result<(byte[] Bytes, string Extension)>> GivenAsync(IFormCollection form, CancellationToken stop)
    {
        if (form.Files.GetFile("file") is not { Length: > 0 } file)
        {
            return form["text"].ToString() is { Length: > 0 } text
                ? (Encoding.UTF8.GetBytes(text), ".txt")
                : new Failure(TaskErrors.NoFile, "Chưa có tệp (trường “file”) hay nội dung dán (trường “text”).");
        }
        var extension = Path.GetExtension(file.FileName).ToLowerInvariant();
        if (!AssignmentListReader.Takes(extension))
            return new Failure(TaskErrors.FileKind, "Danh sách giao việc là tệp .xlsx, .csv hoặc .txt.");
        var bytes = new byte[file.Length];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(bytes, stop);
        return (bytes, extension);
    }
}
