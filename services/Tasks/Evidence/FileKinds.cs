using System.Text;
using Platform.Reading.Files;

namespace Platform.Tasks.Evidence;

/// <summary>
/// The kinds of files taken as evidence: told by the name's extension and by what the content begins with, which must agree.
/// </summary>
public static class FileKinds
{
    private const int HeadLength = 8;

    private sealed record Kind(string ContentType, Func<byte[], Stream, bool> Fits);

    private static readonly Dictionary<string, Kind> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        [".pdf"] = new("application/pdf", (head, _) => head.AsSpan().StartsWith("%PDF-"u8)),
        [".docx"] = new(
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document", (head, file) => IsPackage(head, file, "word/")),
        [".xlsx"] = new("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", (head, file) => IsPackage(head, file, "xl/")),
        [".pptx"] = new(
            "application/vnd.openxmlformats-officedocument.presentationml.presentation", (head, file) => IsPackage(head, file, "ppt/")),
        [".doc"] = new("application/msword", (head, _) => IsCompound(head)),
        [".xls"] = new("application/vnd.ms-excel", (head, _) => IsCompound(head)),
        [".ppt"] = new("application/vnd.ms-powerpoint", (head, _) => IsCompound(head)),
        [".jpg"] = new("image/jpeg", (head, _) => head is [0xFF, 0xD8, 0xFF, ..]),
        [".jpeg"] = new("image/jpeg", (head, _) => head is [0xFF, 0xD8, 0xFF, ..]),
        [".png"] = new("image/png", (head, _) => head is [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
        [".txt"] = new("text/plain", (_, file) => IsText(file)),
        [".csv"] = new("text/csv", (_, file) => IsText(file)),
    };

    public static string Names => string.Join(", ", Kinds.Keys);

    /// <returns>The content type, or null when the name's kind is not taken or the content is of another kind.</returns>
    public static string? Check(string name, Stream content)
    {
        if (!Kinds.TryGetValue(Path.GetExtension(name), out var kind))
            return null;
        var head = new byte[HeadLength];
        content.Position = 0;
        var read = content.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false);
        content.Position = 0;
        return kind.Fits(head[..read], content) ? kind.ContentType : null;
    }

    private static bool IsCompound(byte[] head) => head is [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    private static bool IsPackage(byte[] head, Stream content, string folder)
    {
        if (head is not [0x50, 0x4B, 0x03, 0x04, ..])
            return false;
        try
        {
            using var package = new Package(content);
            return package.Has("[Content_Types].xml") && package.Names.Any(n => n.StartsWith(folder, StringComparison.OrdinalIgnoreCase));
        }
        catch (FileRefused refused) when (refused.Refusal == Refusal.Unreadable)
        {
            return false;
        }
    }

    private static bool IsText(Stream content)
    {
        using var reader = new StreamReader(
            content, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        var buffer = new char[16 * 1024];
        try
        {
            for (int read; (read = reader.Read(buffer)) > 0;)
            {
                if (buffer.AsSpan(0, read).Contains('\0'))
                    return false;
            }
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
