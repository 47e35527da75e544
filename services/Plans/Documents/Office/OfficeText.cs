using System.IO.Compression;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Platform.PlanDocuments;

/// <summary>Text, or why there is none: PLN-I-090 not a readable file of its kind, PLN-I-091 larger than the importer takes.</summary>
public sealed record ExtractedText(string? Text, Finding? Failure);

/// <summary>A sheet of a workbook: its rows, each a list of cells as text.</summary>
public sealed record SheetRows(string Name, IReadOnlyList<IReadOnlyList<string>> Rows);

/// <summary>
/// The text of an uploaded file (.txt, .md, .docx, .xlsx) for <see cref="PlanDocumentReader"/>: rows of tables become lines of cells with tabs.
/// The packages are read with the framework's own zip and XML readers, so that what a hostile file may unfold to has a limit.
/// </summary>
public static class OfficeText
{
    private const long LargestPart = 64L * 1024 * 1024;

    public static ExtractedText Read(ReadOnlyMemory<byte> content, string fileName)
    {
        try
        {
            return Path.GetExtension(fileName).ToLowerInvariant() switch
            {
                ".docx" => new(FromPackage(content, DocxText.Read), null),
                ".xlsx" => new(FromPackage(content, XlsxText.Read), null),
                ".txt" or ".md" or ".markdown" or ".csv" or "" => new(Decode(content.Span), null),
                var other => Fail("PLN-I-090", $"Không đọc được tệp loại “{other}”."),
            };
        }
        catch (PartTooLargeException)
        {
            return Fail("PLN-I-091", "Tệp quá lớn.");
        }
        catch (Exception e) when (e is InvalidDataException or XmlException or DecoderFallbackException or EndOfStreamException)
        {
            return Fail("PLN-I-090", "Tệp bị hỏng hoặc không đúng định dạng.");
        }
    }

    /// <summary>The sheets of a workbook cell by cell, line breaks kept; empty when it is none that can be read.</summary>
    public static IReadOnlyList<SheetRows> Sheets(ReadOnlyMemory<byte> content)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(content.ToArray(), writable: false), ZipArchiveMode.Read);
            return XlsxText.ReadSheets(name => Part(archive, name));
        }
        catch (Exception e) when (e is InvalidDataException or XmlException or EndOfStreamException or PartTooLargeException)
        {
            return [];
        }
    }

    private static string Decode(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(bytes[2..]),
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(bytes[2..]),
        _ => new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes),
    };

    private static string FromPackage(ReadOnlyMemory<byte> content, Func<Func<string, XDocument?>, string> read)
    {
        using var archive = new ZipArchive(new MemoryStream(content.ToArray(), writable: false), ZipArchiveMode.Read);
        return read(name => Part(archive, name));
    }

    private static XDocument? Part(ZipArchive archive, string name)
    {
        if (archive.GetEntry(name) is not { } entry) return null;
        if (entry.Length > LargestPart) throw new PartTooLargeException();
        using var stream = entry.Open();
        // No DTD and no external entity; the length above is the package's own word, so the reader counts too.
        using var reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = LargestPart });
        return XDocument.Load(reader);
    }

    private static ExtractedText Fail(string code, string message) => new(null, new Finding(code, Severity.Error, message, null, "file"));

    private sealed class PartTooLargeException : Exception;
}
