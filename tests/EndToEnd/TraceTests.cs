using Platform.Fixtures;

namespace Platform.EndToEnd.Tests;

/// <summary>With telemetry switched on, one submission is one trace: from the gateway's door to the city's grain and the time series.</summary>
public sealed class TraceTests
{
    private const string Unit = "10537";

    /// <summary>A span's source and the beginning of its name, in the order of the way.</summary>
    private static readonly (string Scope, string Name)[] Way =
    [
        ("Microsoft.AspNetCore", "POST /api/reports/"),
        ("Microsoft.AspNetCore", "POST /api/reports/{period}/{unit}/submit"),
        ("Platform", "publish report-submitted-v1"),
        ("Microsoft.AspNetCore", "POST /events/report-submitted-v1"),
        ("Microsoft.Orleans", "ICommuneGrain/ApplyReport"),
        ("Platform", $"push {Unit}"),
        ("Microsoft.Orleans", "IRegionGrain/Merge"),
        ("ClickHouse.Driver", ""),
    ];

    /// <summary>Over one protocol; tests/ServiceDefaults/TelemetryTests.cs tries both.</summary>
    [Fact]
    public async Task Submission_IsOneTrace_FromTheDoorToTheRollupAndTheSeries()
    {
        await using var sink = await OtlpSink.StartAsync("http/protobuf");
        await using var platform = await PlatformProcess.StartAsync(new()
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = sink.Endpoint,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
        });
        using var admin = await platform.SignInAsync("city-admin");
        using var leader = await platform.SignInAsync($"{Unit}-leader");
        var figures = new Figures((await admin.GetAsync("/api/reports/2025-Q3/template")).Ok());
        (await leader.PutAsync($"/api/reports/2025-Q3/{Unit}", figures.Report(Unit))).Ok();

        (await leader.PostAsync($"/api/reports/2025-Q3/{Unit}/submit")).Ok();

        var trace = await WaitAsync(sink);
        Assert.All(trace, s => Assert.Equal("Local", s.Service));
        var ids = trace.Select(s => s.Id).ToHashSet();
        Assert.Equal(ids.Count, trace.Count);
        // Nothing hangs in the air: every span's parent was seen but that of the door's, which is the caller's.
        Assert.Equal("POST /api/reports/{**rest}", Assert.Single(trace, s => !ids.Contains(s.Parent)).Name);
        if (Environment.GetEnvironmentVariable("TRACE_FILE") is { } file)
            await File.WriteAllTextAsync(file, System.Text.Json.JsonSerializer.Serialize(trace));
    }

    private static async Task<List<SeenSpan>> WaitAsync(OtlpSink sink)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var spans = sink.Spans.ToList();
            // The demo's own submissions came before.
            var of = spans.FindAll(s => Fits(s, Way[1])).MaxBy(s => s.From)?.Trace;
            var trace = spans.FindAll(s => s.Trace == of);
            var missing = Way.Where(w => !trace.Exists(s => Fits(s, w))).ToList();
            if (missing.Count == 0)
                return trace;
            if (patience.IsCancellationRequested)
                throw new TimeoutException($"Missing: {string.Join(", ", missing)}; seen:\n{string.Join('\n', trace)}");
            // Spans come in batches, when their exporter sends them.
            await Task.Delay(100);
        }
    }

    private static bool Fits(SeenSpan span, (string Scope, string Name) wanted) =>
        span.Scope.StartsWith(wanted.Scope, StringComparison.Ordinal) && span.Name.StartsWith(wanted.Name, StringComparison.Ordinal);
}
