using System.Globalization;
using System.Text;
using Platform.Contracts.Periods;

namespace Platform.OfficialDocuments.Tables;

/// <summary>
/// A table as CSV (RFC 4180): UTF-8 with byte order mark so that Excel reads Vietnamese, CRLF, commas, a decimal point, ISO dates.
/// </summary>
public static class CsvFile
{
    private const int BufferSize = 32 * 1024;

    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true);

    public static byte[] Write(ExportTable table)
    {
        using var stream = new MemoryStream();
        using (var writer = To(stream))
        {
            writer.WriteLine(Header(table));
            foreach (var row in table.Rows)
                writer.WriteLine(Line(row));
        }
        return stream.ToArray();
    }

    /// <summary>A table whose rows are written as they come, none kept.</summary>
    /// <param name="table">Its columns; the rows come from <paramref name="rows"/>.</param>
    public static async Task WriteAsync(
        Stream to, ExportTable table, IAsyncEnumerable<IReadOnlyList<ExportCell>> rows, CancellationToken stop)
    {
        await using var writer = To(to);
        await writer.WriteLineAsync(Header(table).AsMemory(), stop);
        await foreach (var row in rows.WithCancellation(stop))
            await writer.WriteLineAsync(Line(row).AsMemory(), stop);
    }

    private static StreamWriter To(Stream stream) => new(stream, Utf8, BufferSize, leaveOpen: true) { NewLine = "\r\n" };

    private static string Header(ExportTable table) => Line(table.Columns.Select(c => (ExportCell)(c.Code ?? c.Name)));

    private static string Line(IEnumerable<ExportCell> cells) => string.Join(',', cells.Select(Show));

    private static string Show(ExportCell cell) => cell switch
    {
        { Number: { } number } => number.ToString(CultureInfo.InvariantCulture),
        { Day: { } day } => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        { Instant: { } instant } => instant.ToOffset(VietnamTime.Offset).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture),
        _ => Escape(cell.Text ?? ""),
    };

    private static string Escape(string text)
    {
        // A spreadsheet would run such text as a formula (OWASP, CSV injection); an apostrophe makes it text.
        if (text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n')
            text = "'" + text;
        return text.AsSpan().IndexOfAny("\",\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
