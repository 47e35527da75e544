using System.Globalization;
using System.Net;
using System.Text;
using NBomber.Contracts;
using NBomber.Contracts.Stats;

namespace NBomber.Engine;

/// <summary>The final figures as text, Markdown, CSV and a plain HTML page.</summary>
internal static class Reports
{
    private static readonly string[] Columns = ["scenario", "step", "ok", "fail", "rps", "min", "mean", "p50", "p75", "p95", "p99", "max"];

    public static async Task<ReportFile[]> WriteAsync(NBomberContext context, NodeStats stats)
    {
        if (context.ReportFormats.Count == 0)
            return [];
        Directory.CreateDirectory(context.ReportFolder);
        var name = context.ReportFileName ?? $"nbomber_report_{TimeProvider.System.GetUtcNow():yyyy-MM-dd--HH-mm-ss}";
        var files = context.ReportFormats.Distinct().Select(format => new ReportFile
        {
            FilePath = Path.Combine(context.ReportFolder, $"{name}.{format.ToString().ToLowerInvariant()}"),
            ReportFormat = format,
            ReportContent = format switch
            {
                ReportFormat.Md => Table(stats, "| ", " | ", " |", rule: true) + "\n" + Thresholds(stats),
                ReportFormat.Csv => Table(stats, "", ",", "", rule: false),
                ReportFormat.Html => $"<!doctype html><meta charset=\"utf-8\"><title>{WebUtility.HtmlEncode(stats.TestInfo.TestName)}</title><pre>{WebUtility.HtmlEncode(Text(stats))}</pre>",
                _ => Text(stats),
            },
        }).ToArray();
        foreach (var file in files)
            await File.WriteAllTextAsync(file.FilePath, file.ReportContent);
        return files;
    }

    public static string Text(NodeStats stats) =>
        $"test {stats.TestInfo.TestName}, {stats.Duration.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s, latencies of ok responses in ms\n{Table(stats, "  ", "  ", "", rule: false, pad: true)}{Thresholds(stats)}";

    private static string Thresholds(NodeStats stats)
    {
        var text = new StringBuilder();
        foreach (var t in stats.Thresholds)
        {
            var step = t.StepName.Length > 0 ? $" {t.StepName}" : "";
            text.AppendLine(CultureInfo.InvariantCulture, $"- {(t.IsFailed ? "FAILED" : "passed")}: {t.ScenarioName}{step} {t.CheckExpression} {t.ExceptionMsg}");
        }
        return text.ToString();
    }

    private static string Table(NodeStats stats, string start, string between, string end, bool rule, bool pad = false)
    {
        List<string[]> rows = [Columns];
        if (rule)
            rows.Add([.. Columns.Select(_ => "---")]);
        foreach (var scenario in stats.ScenarioStats)
        {
            rows.Add(Row(scenario.ScenarioName, "", scenario.Ok, scenario.Fail));
            rows.AddRange(scenario.StepStats.Select(s => Row(scenario.ScenarioName, s.StepName, s.Ok, s.Fail)));
        }
        var widths = Columns.Select((_, i) => pad ? rows.Max(r => r[i].Length) : 0).ToArray();
        var text = new StringBuilder();
        foreach (var row in rows)
            text.Append(start).AppendJoin<string>(between, row.Select((cell, i) => i < 2 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))).AppendLine(end);
        return text.ToString();
    }

    private static string[] Row(string scenario, string step, MeasurementStats ok, MeasurementStats fail)
    {
        string Ms(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
        var l = ok.Latency;
        return
        [
            scenario, step, $"{ok.Request.Count}", $"{fail.Request.Count}", Ms(ok.Request.RPS),
            Ms(l.MinMs), Ms(l.MeanMs), Ms(l.Percent50), Ms(l.Percent75), Ms(l.Percent95), Ms(l.Percent99), Ms(l.MaxMs),
        ];
    }
}
