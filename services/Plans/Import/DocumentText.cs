using System.Text;
using Platform.PlanDocuments;
using Platform.ServiceDefaults.Errors;

namespace Platform.Plans.Import;

/// <summary>
/// The text of an uploaded file. Text files are UTF-8 (with or without mark) or UTF-16 with a mark; .docx and .xlsx are unpacked; the text
/// layer of a .pdf is read by pdftotext.
/// </summary>
public static class DocumentText
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    public static async Task<Result<string>> ReadAsync(string fileName, byte[] bytes, CancellationToken stop) => Path.GetExtension(fileName).ToLowerInvariant() switch
    {
        ".txt" or ".md" or "" => Plain(bytes),
        ".docx" or ".xlsx" => Office(bytes, fileName),
        ".pdf" => await PdfText.ReadAsync(bytes, stop),
        var other => new Failure(PlanErrors.FileKind, $"Chưa hỗ trợ tệp “{Short(other)}”; hãy dùng .docx, .xlsx, .pdf (có lớp văn bản), .txt hoặc .md (văn bản UTF-8)."),
    };

    private static Result<string> Office(byte[] bytes, string fileName)
    {
        var extracted = OfficeText.Read(bytes, fileName);
        return extracted.Text is { } text && !string.IsNullOrWhiteSpace(text)
            ? text.Replace("\0", "", StringComparison.Ordinal)
            : new Failure(PlanErrors.Unreadable, extracted.Failure?.Message ?? "Tệp không có nội dung văn bản đọc được.");
    }

    private static Result<string> Plain(byte[] bytes)
    {
        try
        {
            using var reader = new StreamReader(new MemoryStream(bytes), StrictUtf8, detectEncodingFromByteOrderMarks: true);
            var text = reader.ReadToEnd();
            return string.IsNullOrWhiteSpace(text) || text.Contains('\0')
                ? new Failure(PlanErrors.Unreadable, "Tệp không có nội dung văn bản đọc được.")
                : text;
        }
        catch (DecoderFallbackException)
        {
            return new Failure(PlanErrors.Unreadable, "Tệp không phải văn bản UTF-8; hãy lưu lại bằng mã UTF-8.");
        }
    }

    private static string Short(string text) => text.Length <= 20 ? text : text[..20] + "…";
}
