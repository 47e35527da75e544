using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Platform.ServiceDefaults.Logging;

/// <summary>
/// One line an entry, whatever a user has put into it: control characters are escaped, the lines of a trace are indented, so that nobody
/// can write an entry of his own. Bounded (<see cref="LogBounds"/>), so that nobody can fill the disk either.
/// </summary>
public sealed class LineFormatter(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "line";
    private const int LongestMessage = 2_000;
    private const int LongestTrace = 8_000;

    private readonly LogBounds _bounds = new(time);

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var trace = logEntry.Exception?.ToString();
        var verdict = _bounds.Take($"{logEntry.Category}/{logEntry.EventId.Id}", trace);
        if (!verdict.Write)
            return;
        var line = new StringBuilder($"{time.GetUtcNow():yyyy-MM-ddTHH:mm:ss.fffZ} {Word(logEntry.LogLevel)} {logEntry.Category}[{logEntry.EventId.Id}] ");
        if (verdict.LeftOut > 0)
            line.Append(CultureInfo.InvariantCulture, $"({verdict.LeftOut} more of these were left out) ");
        AppendEscaped(line, logEntry.Formatter(logEntry.State, logEntry.Exception), LongestMessage);
        if (trace is not null)
            AppendTrace(line, trace, logEntry.Exception!, verdict.WithTrace);
        textWriter.WriteLine(line);
    }

    private static void AppendTrace(StringBuilder line, string trace, Exception error, bool inFull)
    {
        if (!inFull)
        {
            line.Append(": ");
            AppendEscaped(line, $"{error.GetType().Name}: {error.Message} (trace as before)", LongestMessage);
            return;
        }
        foreach (var part in trace.AsSpan(0, Math.Min(trace.Length, LongestTrace)).EnumerateLines())
        {
            line.Append(Environment.NewLine).Append("      ");
            AppendEscaped(line, part, LongestMessage);
        }
    }

    private static void AppendEscaped(StringBuilder line, ReadOnlySpan<char> text, int longest)
    {
        foreach (var c in text[..Math.Min(text.Length, longest)])
        {
            // The two separators end a line for some readers; directions and the like (format characters) can hide what stands there.
            if (char.IsControl(c) || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.LineSeparator
                or System.Globalization.UnicodeCategory.ParagraphSeparator)
            {
                line.Append($"\\u{(int)c:x4}");
            }
            else
            {
                line.Append(c);
            }
        }
        if (text.Length > longest)
            line.Append('…');
    }

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Critical => "crit",
        LogLevel.Error => "fail",
        LogLevel.Warning => "warn",
        LogLevel.Information => "info",
        _ => "dbug",
    };
}
