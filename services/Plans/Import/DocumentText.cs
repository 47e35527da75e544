using System.Globalization;
using Platform.PlanDocuments;
using Platform.Plans.Errors;
using Platform.Reading.Files;
using Platform.Reading.Text;
using Platform.ServiceDefaults.Errors;

namespace Platform.Plans.Import;

/// <summary>
/// The text of an uploaded file, precomposed. Text files are UTF-8 (with or without mark) or UTF-16 with a mark; .docx and .xlsx are
/// unpacked; the text layer of a .pdf is read by pdftotext. Runs in the reading worker.
/// </summary>
public static class DocumentText
{
    /// <summary>Of a text. A plan of 100 pages has about 300,000 characters and 5,000 lines.</summary>
    private const int MostCharacters = 1_500_000;
    private const int MostLines = 40_000;

    /// <summary>Of a line; a row of a table is one, its cells may be long.</summary>
    private const int LongestLine = 100_000;

    private static readonly NumberFormatInfo Vietnamese = new() { NumberGroupSeparator = "." };

    /// <summary>Told by the name, before anything is read.</summary>
    public static Failure? Unsupported(string fileName) => Extension(fileName) is ".txt" or ".md" or "" or ".docx" or ".xlsx" or ".pdf"
        ? null
        : new(
            PlanErrors.FileKind,
            $"Chưa hỗ trợ tệp “{Extension(fileName).Shortened(20)}”; "
            + "hãy dùng .docx, .xlsx, .pdf (có lớp văn bản), .txt hoặc .md (văn bản UTF-8).");

    public static string Extension(string fileName) => Path.GetExtension(fileName).ToLowerInvariant();

    /// <exception cref="FileRefused">There is none, or it is too long.</exception>
    public static string Read(string fileName, byte[] bytes) => Bounded(Extension(fileName) switch
    {
        ".pdf" => Pdf(bytes),
        ".docx" or ".xlsx" => Office(bytes, fileName).Replace("\0", "", StringComparison.Ordinal),
        _ => PlainText.Decode(bytes),
    });

    private static string Office(byte[] bytes, string fileName)
    {
        var extracted = OfficeText.Read(bytes, fileName);
        return extracted.Text ?? throw new FileRefused(Refusal.Unreadable, extracted.Failure!.Message);
    }

    private static string Pdf(byte[] bytes)
    {
        var read = PdfText.ReadAsync(bytes, default).GetAwaiter().GetResult();
        return read.Failure is { } failure
            ? throw new FileRefused(failure.Error == PlanErrors.NoPdfReader ? Refusal.NoProgram : Refusal.Unreadable, failure.Detail)
            : read.Value;
    }

    private static string Bounded(string text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Contains('\0'))
            throw new FileRefused(Refusal.Unreadable, "Tệp không có nội dung văn bản đọc được.");
        if (text.Length > MostCharacters)
            throw new FileRefused(
                Refusal.TooLarge,
                Say("Văn bản dài {0:N0} ký tự, tối đa {1:N0}; hãy bỏ phần không thuộc kế hoạch.", text.Length, MostCharacters));
        var (lines, longest) = (0, 0);
        foreach (var line in text.AsSpan().Split('\n'))
            (lines, longest) = (lines + 1, Math.Max(longest, line.End.Value - line.Start.Value));
        if (lines > MostLines)
            throw new FileRefused(
                Refusal.TooLarge, Say("Văn bản có {0:N0} dòng, tối đa {1:N0}; hãy bỏ phần không thuộc kế hoạch.", lines, MostLines));
        return longest <= LongestLine ? text
            : throw new FileRefused(Refusal.TooLarge, Say("Văn bản có một dòng dài {0:N0} ký tự, tối đa {1:N0}.", longest, LongestLine));
    }

    private static string Say(string what, int found, int most) => string.Format(Vietnamese, what, found, most);
}
