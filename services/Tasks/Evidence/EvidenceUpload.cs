using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Platform.Reading.Text;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Reading;
using Platform.Tasks.Errors;

namespace Platform.Tasks.Evidence;

/// <summary>Takes an uploaded form apart as it streams in: nothing of the file is held in memory.</summary>
public static class EvidenceUpload
{
    private const int LongestNote = 1_000;
    private const int LongestName = 200;

    public sealed record Upload(string Name, string ContentType, string? Note, EvidenceStore.Received File);

    public static async Task<Result<Upload>> ReadAsync(
        HttpRequest request, EvidenceStore store, FileReading reading, CancellationToken stop)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 200 } boundary)
        {
            return Problems.ByStatus(415)!;
        }
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = EvidenceOptions.LargestUpload;
        EvidenceStore.Received? received = null;
        var (name, note, kept) = ("", "", false);
        try
        {
            var reader = new MultipartReader(boundary, request.Body);
            while (await reader.ReadNextSectionAsync(stop) is { } section)
            {
                if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition))
                    continue;
                var field = HeaderUtilities.RemoveQuotes(disposition.Name).Value;
                if (field == "note")
                {
                    note = VietnameseLetters.Compose(await TextAsync(section.Body, stop));
                    continue;
                }
                if (field != "file" || received is not null)
                    continue;
                name = NameOf(
                    disposition.FileNameStar.HasValue
                        ? disposition.FileNameStar.Value
                        : HeaderUtilities.RemoveQuotes(disposition.FileName).Value);
                received = await store.ReceiveAsync(section.Body, EvidenceOptions.LargestFile, stop);
                if (received is null)
                    return new Failure(TaskErrors.FileTooLarge, $"Tệp lớn hơn {EvidenceOptions.LargestFile / (1024 * 1024)} MB.");
            }
            var checkedUpload = await CheckAsync(received, name, note, reading, stop);
            kept = checkedUpload.Failure is null;
            return checkedUpload;
        }
        catch (Exception error) when (RequestBodies.IsUnreadable(error))
        {
            return Problems.ByStatus(400)!;
        }
        finally
        {
            if (received is not null && !kept)
                EvidenceStore.Drop(received);
        }
    }

    private static async Task<Result<Upload>> CheckAsync(
        EvidenceStore.Received? received, string name, string note, FileReading reading, CancellationToken stop)
    {
        if (received is not { Size: > 0 })
            return new Failure(TaskErrors.NoFile, "Chưa chọn tệp minh chứng (trường “file”) hoặc tệp trống.");
        if (note.Length > LongestNote)
            return Failure.Invalid("note", TaskErrors.BadComment, $"Ghi chú dài quá {LongestNote} ký tự.");
        var kind = await reading.ReadAsync<EvidenceKindReader, string, string?>(
            await File.ReadAllBytesAsync(received.Path, stop), name, TaskErrors.FileKind, stop);
        return kind switch
        {
            { Failure: { } failure } => failure,
            { Value: { } contentType } => new Upload(name, contentType, note.Length > 0 ? note : null, received),
            _ => new Failure(
                TaskErrors.FileKind,
                $"Tệp “{name}” không thuộc loại được nhận, hoặc nội dung không đúng loại của tên tệp. Nhận: {FileKinds.Names}."),
        };
    }

    /// <summary>The last part of a path, whatever system it came from, without control characters.</summary>
    public static string NameOf(string? told)
    {
        var name = VietnameseLetters.Compose(told ?? "").Replace('\\', '/');
        name = new string([.. name[(name.LastIndexOf('/') + 1)..].Where(c => !char.IsControl(c) && !char.IsSurrogate(c))]).Trim().Trim('.');
        if (name.Length > LongestName)
            name = name[..(LongestName - 10)] + Path.GetExtension(name)[..Math.Min(10, Path.GetExtension(name).Length)];
        return name;
    }

    private static async Task<string> TextAsync(Stream body, CancellationToken stop)
    {
        using var reader = new StreamReader(body, Encoding.UTF8);
        var buffer = new char[LongestNote + 1];
        return new(buffer, 0, await reader.ReadBlockAsync(buffer, stop));
    }
}
