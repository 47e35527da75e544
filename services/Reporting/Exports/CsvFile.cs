using System.Globalization;
using System.Text;
using Platform.Contracts.Periods;
using Platform.OfficialDocuments.Tables;

namespace Platform.Reporting.Exports;

/// <summary>
/// A table as CSV (RFC 4180): UTF-8 with byte order mark so that Excel reads Vietnamese, CRLF, commas, a decimal point.
/// </summary>
public static class CsvFile
{
    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true);

    public static byte[] Write(ExportTable table)
    {
        var text = new StringBuilder();
        Line(text, table.Columns.Select(c => Escape(c.Code ?? c.Name)));
        foreach (var row in table.Rows)
            Line(text, row.Select(Show));
        return [.. Utf8.Preamble, .. Utf8.GetBytes(text.ToString())];
    }

    private static void Line(StringBuilder text, IEnumerable<string> fields) => text.AppendJoin(',', fields).Append("\r\n");

    private static string Show(ExportCell cell) => cell switch
    {
        { Number: { } number } => number.ToString(CultureInfo.InvariantCulture),
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
