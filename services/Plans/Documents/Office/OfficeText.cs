using Platform.Reading.Files;

namespace Platform.PlanDocuments;

/// <summary>Text, or why there is none: PLN-I-090 not a readable file of its kind.</summary>
public sealed record ExtractedText(string? Text, Finding? Failure);

/// <summary>A sheet of a workbook: its rows, each a list of cells as text.</summary>
public sealed record SheetRows(string Name, IReadOnlyList<IReadOnlyList<string>> Rows);

/// <summary>
/// The text of an uploaded file (.txt, .md, .docx, .xlsx) for <see cref="PlanDocumentReader"/>, precomposed: rows of tables become lines of
/// cells with tabs. A file beyond the bounds of <see cref="Package"/> is given up with <see cref="FileRefused"/>.
/// </summary>
public static class OfficeText
{
    private static readonly WorkbookShape Shape = new(MostSheets: 60, MostRows: 20_000, MostColumns: 60, DaysAsText: true);

    public static ExtractedText Read(ReadOnlyMemory<byte> content, string fileName)
    {
        try
        {
            return Path.GetExtension(fileName).ToLowerInvariant() switch
            {
                ".docx" => new(Docx(content), null),
                ".xlsx" => new(XlsxText.Of(Workbook.Read(Open(content), Shape)), null),
                ".txt" or ".md" or ".markdown" or ".csv" or "" => new(PlainText.Decode(content.Span), null),
                var other => Fail($"Không đọc được tệp loại “{other}”."),
            };
        }
        catch (FileRefused refused) when (refused.Refusal == Refusal.Unreadable)
        {
            return Fail(refused.Message);
        }
    }

    /// <summary>The sheets of a workbook cell by cell, line breaks kept; empty when it is none that can be read.</summary>
    public static IReadOnlyList<SheetRows> Sheets(ReadOnlyMemory<byte> content)
    {
        try
        {
            return [.. Workbook.Read(Open(content), Shape).Select(s => new SheetRows(s.Name, [.. s.Rows.Select(r => r.Cells)]))];
        }
        catch (FileRefused refused) when (refused.Refusal == Refusal.Unreadable)
        {
            return [];
        }
    }

    private static string Docx(ReadOnlyMemory<byte> content)
    {
        using var package = new Package(Open(content));
        return DocxText.Read(package.Part);
    }

    private static MemoryStream Open(ReadOnlyMemory<byte> content) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(content, out var array)
            ? new(array.Array!, array.Offset, array.Count, writable: false)
            : new(content.ToArray(), writable: false);

    private static ExtractedText Fail(string message) => new(null, new Finding("PLN-I-090", Severity.Error, message, null, "file"));
}
