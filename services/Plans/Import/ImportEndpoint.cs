using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Platform.PlanDocuments;
using Platform.Plans.Storage;
using Platform.Plans.View;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;
using Platform.ServiceDefaults.Units;

namespace Platform.Plans.Import;

/// <summary>Reads an uploaded plan document into a draft that a person reviews before issuing it.</summary>
public static class ImportEndpoint
{
    public const long LargestFile = 20 * 1024 * 1024;

    public static void MapImport(this WebApplication app) =>
        app.MapPost("/api/plans/import", ImportAsync).DisableAntiforgery()
            .Accepts<ImportForm>("multipart/form-data").Produces<PlanView>(201)
            .WithSummary("Imports a plan document (file, orgUnit) as a draft with findings");

    /// <param name="File">The document: .txt, .md, .docx or .xlsx.</param>
    /// <param name="OrgUnit">Official code of the unit that issues the plan.</param>
    public sealed record ImportForm(IFormFile File, string OrgUnit);

    private static async Task<IResult> ImportAsync(
        HttpRequest request, Caller caller, OrgUnitDirectory directory, PlansDb db, TimeProvider time, CancellationToken stop)
    {
        if (!request.HasFormContentType)
            return Problems.ByStatus(415)!.ToProblem();
        IFormCollection form;
        try
        {
            form = await request.ReadFormAsync(stop);
        }
        catch (Exception error) when (error is InvalidDataException or IOException and not BadHttpRequestException)
        {
            return Problems.ByStatus(400)!.ToProblem();
        }
        var units = await directory.GetAsync(stop);
        var unit = units.Find(form["orgUnit"].ToString());
        if (unit.Failure is { } unknown)
            return unknown.ToProblem();
        if (!caller.Sees(unit.Value))
            return RequestErrors.OutOfScope(unit.Value.Code).ToProblem();
        if (!unit.Value.IsLeaf)
            return new Failure(PlanErrors.NotALeaf, $"{unit.Value.FullName} không phải đơn vị cấp xã.").ToProblem();
        if (!caller.WritesFor(unit.Value))
            return RequestErrors.NotAllowed("nhập kế hoạch cho đơn vị này").ToProblem();
        if (form.Files.GetFile("file") is not { Length: > 0 } file)
            return new Failure(PlanErrors.NoFile, "Chưa chọn tệp kế hoạch (trường “file”).").ToProblem();

        var bytes = await ReadAsync(file, stop);
        var text = DocumentText.Read(file.FileName, bytes);
        if (text.Failure is { } unreadable)
            return unreadable.ToProblem();
        var known = units.LeavesUnder(unit.Value.Parent!).Select(u => new KnownUnit(u.Code, u.Name, u.FullName, u.Kind)).ToList();
        var row = Draft.Of(PlanDocumentReader.Read(text.Value, known), text.Value, file.FileName, unit.Value, caller.UserName, time.GetUtcNow());

        var key = request.Headers["Idempotency-Key"].ToString() is { Length: > 0 } k ? $"{caller.UserName}/import/{k}" : null;
        var stored = await StoreAsync(db, row, key, IdempotencyRecord.HashOf($"{unit.Value.Code} {Convert.ToHexStringLower(SHA256.HashData(bytes))}"), time.GetUtcNow(), stop);
        return stored.ToHttp(plan => Results.Created($"/api/plans/{plan.Id}", PlanView.Of(plan)));
    }

    private static Task<Result<PlanRow>> StoreAsync(PlansDb db, PlanRow row, string? key, string hash, DateTimeOffset now, CancellationToken stop) =>
        db.WriteAsync<Result<PlanRow>>(
            async () =>
            {
                if (key is not null)
                {
                    var before = await IdempotencyRecord.FindAsync(db, key, hash, stop);
                    if (before.Failure is { } reused)
                        return reused;
                    if (before.Value is { } id)
                        return await db.Plans.FindAsync([Guid.Parse(id)], stop) is { } plan ? plan : new Failure(PlanErrors.NotFound, "Bản nháp nhập bằng khóa này đã bị xóa.");
                    db.IdempotencyRecords.Add(new() { Key = key, RequestHash = hash, Response = row.Id.ToString(), CreatedAt = now });
                }
                db.Plans.Add(row);
                await db.SaveChangesAsync(stop);
                return row;
            },
            stop);

    private static async Task<byte[]> ReadAsync(IFormFile file, CancellationToken stop)
    {
        var bytes = new byte[file.Length];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(bytes, stop);
        return bytes;
    }
}
