using System.Security.Cryptography;
using Platform.PlanDocuments;
using Platform.Plans.Storage;
using Platform.Plans.View;
using Platform.Reading.Text;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Reading;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;
using Platform.ServiceDefaults.Units;

namespace Platform.Plans.Import;

/// <summary>Reads an uploaded plan document into a draft that a person reviews before issuing it.</summary>
public static class ImportEndpoint
{
    public const long LargestFile = 20 * 1024 * 1024;

    public static void MapImport(this WebApplication app) =>
        app.For(Rights.WritePlans).MapPost("/api/plans/import", ImportAsync).DisableAntiforgery()
            .Accepts<ImportForm>("multipart/form-data").Produces<PlanView>(201)
            .WithSummary("Imports a plan document (file, orgUnit) as a draft with findings");

    /// <param name="File">The document: .txt, .md, .docx, .xlsx, or .pdf with a text layer.</param>
    /// <param name="OrgUnit">Official code of the unit that issues the plan.</param>
    public sealed record ImportForm(IFormFile File, string OrgUnit);

    private static async Task<IResult> ImportAsync(
        HttpRequest request, OrgUnitDirectory directory, FileReading reading, PlanStore store, PlanViews views, CancellationToken stop)
    {
        if (!request.HasFormContentType)
            return Problems.ByStatus(415)!.ToProblem();
        IFormCollection form;
        try
        {
            form = await request.ReadFormAsync(stop);
        }
        catch (Exception error) when (RequestBodies.IsUnreadable(error))
        {
            return Problems.ByStatus(400)!.ToProblem();
        }
        var unit = await PlanUnits.WritableAsync(directory, form["orgUnit"].ToString(), store.Caller, stop);
        if (unit.Failure is { } denied)
            return denied.ToProblem();
        if (form.Files.GetFile("file") is not { Length: > 0 } file)
            return new Failure(PlanErrors.NoFile, "Chưa chọn tệp kế hoạch (trường “file”).").ToProblem();

        var bytes = await ReadAsync(file, stop);
        var name = VietnameseLetters.Compose(file.FileName);
        if (DocumentText.Unsupported(name) is { } unsupported)
            return unsupported.ToProblem();
        var read = await reading.ReadAsync<PlanReader, PlanFile, PlanRead>(
            bytes, new(name, KnownTo(await directory.GetAsync(stop), unit.Value)), PlanErrors.Unreadable, stop, PlanErrors.NoPdfReader);
        if (read.Failure is { } unreadable)
            return unreadable.ToProblem();
        var (text, document, exported) = read.Value;
        // What an export made comes back field by field.
        var row = exported is null ? null : Draft.Of(exported, text, name, unit.Value, store.Caller.UserName, store.Now);
        row ??= Draft.Of(document, text, name, unit.Value, store.Caller.UserName, store.Now);

        var hash = IdempotencyRecord.HashOf($"{unit.Value.Code} {Convert.ToHexStringLower(SHA256.HashData(bytes))}");
        var stored = await store.AddAsync(row, "imported", RequestKeys.Key(request, store.Caller.UserName, "import"), hash, stop);
        return stored.Failure is { } failure ? failure.ToProblem() : Results.Created($"/api/plans/{stored.Value.Id}", await views.OfAsync(stored.Value, stop));
    }

    /// <summary>The units a document of this unit may name: itself, its neighbours under the same parent, and for a city those below it.</summary>
    private static List<KnownUnit> KnownTo(OrgUnitSnapshot units, OrgUnitInfo unit) =>
        [.. (unit.IsLeaf ? units.LeavesUnder(unit.Parent!) : units.ChildrenOf(unit.Code).Prepend(unit)).Select(u => new KnownUnit(u.Code, u.Name, u.FullName, u.Kind))];

    private static async Task<byte[]> ReadAsync(IFormFile file, CancellationToken stop)
    {
        var bytes = new byte[file.Length];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(bytes, stop);
        return bytes;
    }
}
