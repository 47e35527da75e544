using System.Security.Cryptography;
using Platform.PlanDocuments;
using Platform.Plans.Answers;
using Platform.Plans.Changes;
using Platform.Plans.Errors;
using Platform.Plans.Model;
using Platform.Reading.Text;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Preconditions;
using Platform.ServiceDefaults.Reading;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;

namespace Platform.Plans.Import;

/// <summary>Reads an uploaded plan document into a draft that a person reviews before issuing it.</summary>
public static class ImportEndpoint
{
    public const long LargestFile = 20 * 1024 * 1024;

    public static void MapImport(this WebApplication app) =>
        app.For(Rights.WritePlans).MapPost("/api/plans/import", ImportAsync).DisableAntiforgery()
            .Accepts<ImportForm>("multipart/form-data")
            .WithSummary("Imports a plan document (file, orgUnit) as a draft with findings");

    /// <param name="File">The document: .txt, .md, .docx, .xlsx, or .pdf with a text layer.</param>
    /// <param name="OrgUnit">Official code of the unit that issues the plan.</param>
    public sealed record ImportForm(IFormFile File, string OrgUnit);

    private sealed record Upload(OrgUnitInfo Unit, string Name, byte[] Bytes)
    {
        public string Request => $"{Unit.Code} {Convert.ToHexStringLower(SHA256.HashData(Bytes))}";
    }

    private static async Task<CreatedAnswer<PlanView>> ImportAsync(
        HttpRequest request, IdempotencyKey key, OrgUnitDirectory directory, FileReading reading, PlanStore store, PlanViews views,
        CancellationToken stop)
    {
        var given = await GivenAsync(request, directory, store.Caller, stop);
        var stored = await given.ThenAsync(async upload =>
        {
            var read = await reading.ReadAsync<PlanReader, PlanFile, PlanRead>(
                upload.Bytes, new(upload.Name, KnownTo(await directory.GetAsync(stop), upload.Unit)), PlanErrors.Unreadable, stop,
                PlanErrors.NoPdfReader);
            return await read.Then(found => DraftOf(found, upload, store))
                .ThenAsync(row => store.AddAsync(row, "imported", key, "import", upload.Request, stop));
        });
        return await views.CreatedAsync(stored, stop);
    }

    private static async Task<Result<Upload>> GivenAsync(
        HttpRequest request, OrgUnitDirectory directory, Caller caller, CancellationToken stop)
    {
        if (!request.HasFormContentType)
            return Problems.ByStatus(415)!;
        IFormCollection form;
        try
        {
            form = await request.ReadFormAsync(stop);
        }
        catch (Exception error) when (RequestBodies.IsUnreadable(error))
        {
            return Problems.ByStatus(400)!;
        }
        return await (await UnitAccess.WritableAsync(directory, form["orgUnit"].ToString(), caller, stop)).ThenAsync<Upload>(async unit =>
        {
            if (form.Files.GetFile("file") is not { Length: > 0 } file)
                return new Failure(PlanErrors.NoFile, "Chưa chọn tệp kế hoạch (trường “file”).");
            var (bytes, name) = (await ReadAsync(file, stop), VietnameseLetters.Compose(file.FileName));
            return DocumentText.Unsupported(name) is { } unsupported ? unsupported : new Upload(unit, name, bytes);
        });
    }

    private static PlanRow DraftOf(PlanRead read, Upload upload, PlanStore store)
    {
        var (text, document, exported) = read;
        // What an export made comes back field by field.
        var row = exported is null ? null : Draft.Of(exported, text, upload.Name, upload.Unit, store.Caller.UserName, store.Now);
        return row ?? Draft.Of(document, text, upload.Name, upload.Unit, store.Caller.UserName, store.Now);
    }

    /// <summary>
    /// The units a document of this unit may name: itself, its neighbours under the same parent, and for a city those below it.
    /// </summary>
    private static List<KnownUnit> KnownTo(OrgUnitSnapshot units, OrgUnitInfo unit) =>
        [.. (unit.IsLeaf ? units.LeavesUnder(unit.Parent!) : units.ChildrenOf(unit.Code).Prepend(unit))
            .Select(u => new KnownUnit(u.Code, u.Name, u.FullName, u.Kind))];

    private static async Task<byte[]> ReadAsync(IFormFile file, CancellationToken stop)
    {
        var bytes = new byte[file.Length];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(bytes, stop);
        return bytes;
    }
}
