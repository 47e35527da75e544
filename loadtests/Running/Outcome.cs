using System.Globalization;
using System.Text;
using System.Text.Json;
using NBomber.Contracts.Stats;

namespace Platform.LoadTests.Running;

/// <summary>One figure with the budget it was held against.</summary>
/// <param name="Passed">Null for figures without a budget.</param>
public sealed record Figure(string Name, string Value, string Budget = "", bool? Passed = null);

/// <summary>What a scenario found; printed as a table and written as Markdown and JSON.</summary>
public sealed class Outcome(string scenario, LoadOptions options)
{
    private readonly List<Figure> _figures = [];

    private string Name => options.Short ? $"{scenario} (short)" : scenario;

    public bool Passed => _figures.TrueForAll(f => f.Passed != false);

    public void Add(string name, string value) => _figures.Add(new(name, value));

    public void Add(string name, double value, string unit) => _figures.Add(new(name, Show(value, unit)));

    /// <summary>A budget of time, memory or rate: held in full runs, told in short ones.</summary>
    public void AtMost(string name, double value, double budget, string unit) =>
        _figures.Add(new(name, Show(value, unit), $"<= {Show(budget, unit)}", options.Short ? null : value <= budget));

    public void AtLeast(string name, double value, double budget, string unit = "") =>
        _figures.Add(new(name, Show(value, unit), $">= {Show(budget, unit)}", options.Short ? null : value >= budget));

    /// <summary>What must hold in every run, short or long.</summary>
    public void Must(string name, bool holds, string value = "") => _figures.Add(new(name, value.Length > 0 ? value : holds ? "yes" : "no", "yes", holds));

    /// <summary>Latencies and thresholds of a run.</summary>
    public void Add(NodeStats stats)
    {
        foreach (var s in stats.ScenarioStats)
        {
            Add(s.ScenarioName, s.Ok, s.Fail);
            foreach (var step in s.StepStats)
                Add($"{s.ScenarioName} {step.StepName}", step.Ok, step.Fail);
        }
        foreach (var t in stats.Thresholds)
            _figures.Add(new($"{t.ScenarioName} {t.StepName}".TrimEnd(), t.ExceptionMsg ?? "", t.CheckExpression, !t.IsFailed));
    }

    public async Task WriteAsync(string folder)
    {
        var text = Markdown();
        Console.WriteLine(text);
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, $"{Name}.md"), text);
        await File.WriteAllTextAsync(
            Path.Combine(folder, $"{Name}.json"),
            JsonSerializer.Serialize(new { scenario = Name, at = TimeProvider.System.GetUtcNow(), cores = Environment.ProcessorCount, passed = Passed, figures = _figures }, Indented));
    }

    private string Markdown()
    {
        var text = new StringBuilder().AppendLine(CultureInfo.InvariantCulture, $"# {Name}: {(Passed ? "passed" : "FAILED")}\n");
        text.AppendLine("| figure | value | budget | |").AppendLine("|---|---:|---|---|");
        foreach (var f in _figures)
            text.AppendLine(CultureInfo.InvariantCulture, $"| {f.Name} | {f.Value} | {f.Budget} | {(f.Passed is null ? "" : f.Passed.Value ? "ok" : "**FAILED**")} |");
        return text.ToString();
    }

    private void Add(string name, MeasurementStats ok, MeasurementStats fail) => Add(
        name,
        string.Create(CultureInfo.InvariantCulture, $"{ok.Request.Count} ok, {fail.Request.Count} failed, {ok.Request.RPS:0.0}/s, p50 {ok.Latency.Percent50:0.0} ms, p95 {ok.Latency.Percent95:0.0} ms, p99 {ok.Latency.Percent99:0.0} ms, max {ok.Latency.MaxMs:0} ms"));

    private static string Show(double value, string unit) => $"{value.ToString("0.##", CultureInfo.InvariantCulture)} {unit}".TrimEnd();

    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };
}
