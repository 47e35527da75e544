using System.Globalization;
using System.Text;
using Platform.Tasks.Model;

namespace Platform.Tasks.Export;

/// <summary>CSV (RFC 4180): UTF-8 with byte order mark so that Excel reads Vietnamese, CRLF, commas, ISO dates.</summary>
public static class TaskCsv
{
    public static async Task WriteAsync(Stream to, ExportColumns columns, IAsyncEnumerable<TaskRow> rows, CancellationToken stop)
    {
        await using var writer = new StreamWriter(
            to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 32 * 1024, leaveOpen: true)
        { NewLine = "\r\n" };
        await writer.WriteLineAsync(string.Join(',', ExportColumns.Columns.Select(c => Escape(c.Name))).AsMemory(), stop);
        await foreach (var row in rows.WithCancellation(stop))
            await writer.WriteLineAsync(string.Join(',', columns.Cells(row).Select(Show)).AsMemory(), stop);
    }

    private static string Show(object? cell) => cell switch
    {
        null => "",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        int number => number.ToString(CultureInfo.InvariantCulture),
        _ => Escape((string)cell),
    };

    private static string Escape(string text)
    {
        // A spreadsheet would run such text as a formula (OWASP, CSV injection); an apostrophe makes it text.
        if (text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n')
            text = "'" + text;
        return text.AsSpan().IndexOfAny("\",\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
