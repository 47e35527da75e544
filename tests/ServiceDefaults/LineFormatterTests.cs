using Microsoft.Extensions.Logging.Abstractions;
using Platform.ServiceDefaults.Logging;
using Platform.Testing;

namespace Platform.ServiceDefaults.Tests;

/// <summary>An entry is one line, whatever a user has put into it; the same does not fill the disk.</summary>
public sealed class LineFormatterTests
{
    private readonly ManualTime _time = new(new(2025, 9, 12, 1, 0, 0, TimeSpan.Zero));
    private readonly LineFormatter _formatter;

    public LineFormatterTests() => _formatter = new(_time);

    [Theory]
    [InlineData("/x\r\n2025-01-01T00:00:00Z crit Forged[0] all is lost", @"/x\u000d\u000a2025-01-01T00:00:00Z crit Forged[0] all is lost")]
    [InlineData("a\u001b[2Jb\u0085c\u2028d\u202ee\0f", @"a\u001b[2Jb\u0085c\u2028d\u202ee\u0000f")]
    [InlineData("phường Chu Văn An", "phường Chu Văn An")]
    public void Text_OfUsers_StaysOnItsLine(string text, string written) =>
        Assert.Equal($"2025-09-12T01:00:00.000Z fail A.B[7] {written}\n", Write(text));

    [Fact]
    public void Trace_IsIndented_SoThatItsMessageMakesNoEntry()
    {
        var lines = Write("at /x", Thrown("no\nwarn Forged[1] such thing")).TrimEnd('\n').Split('\n');
        Assert.StartsWith("2025-", lines[0], StringComparison.Ordinal);
        Assert.True(lines.Length > 2);
        Assert.All(lines.Skip(1), l => Assert.StartsWith("      ", l, StringComparison.Ordinal));
    }

    [Fact]
    public void Trace_ThatWasWrittenInThisMinute_IsOneLine()
    {
        var error = Thrown("the same");
        Assert.True(Write("at /x", error).Count(c => c == '\n') > 1);
        Assert.Equal("2025-09-12T01:00:00.000Z fail A.B[7] at /y: InvalidDataException: the same (trace as before)\n", Write("at /y", error));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(Write("at /x", error).Count(c => c == '\n') > 1);
    }

    [Fact]
    public void SixThousandOfTheSame_AreBounded_AndCounted()
    {
        var error = Thrown(new string('x', 10_000));
        var length = Enumerable.Range(0, 6_000).Sum(i => Write($"at /{i}", error).Length);
        Assert.InRange(length, 1_000, 300_000);
        Assert.Empty(Write("one more", error));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Contains("(5901 more of these were left out)", Write("next minute"));
    }

    [Fact]
    public void Message_ThatIsTooLong_IsCut() => Assert.InRange(Write(new string('a', 100_000)).Length, 2_000, 2_100);

    private string Write(string message, Exception? error = null)
    {
        var writer = new StringWriter { NewLine = "\n" };
        _formatter.Write(new LogEntry<string>(Microsoft.Extensions.Logging.LogLevel.Error, "A.B", 7, message, error, (m, _) => m), null, writer);
        return writer.ToString();
    }

    private static InvalidDataException Thrown(string message)
    {
        try
        {
            throw new InvalidDataException(message);
        }
        catch (InvalidDataException error)
        {
            return error;
        }
    }
}
