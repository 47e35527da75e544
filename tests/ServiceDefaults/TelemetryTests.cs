using System.Diagnostics;
using Platform.Fixtures;
using Platform.ServiceDefaults.Hosting;
using Platform.ServiceDefaults.Telemetry;
using Platform.Testing;

namespace Platform.ServiceDefaults.Tests;

public sealed class TelemetryTests
{
    [Theory]
    [InlineData("grpc")]
    [InlineData("http/protobuf")]
    public async Task EverySignal_ArrivesOverBothProtocols(string protocol)
    {
        await using var sink = await OtlpSink.StartAsync(protocol);
        var builder = PlatformHost.CreateBuilder(
            "Reporting",
            [
                $"--OTEL_EXPORTER_OTLP_ENDPOINT={sink.Endpoint}", $"--OTEL_EXPORTER_OTLP_PROTOCOL={protocol}", "--Urls:Http=http://127.0.0.1:0",
                "--OTEL_BSP_SCHEDULE_DELAY=50", "--OTEL_BLRP_SCHEDULE_DELAY=50", "--OTEL_METRIC_EXPORT_INTERVAL=50",
            ]);
        await using var app = builder.Build().UsePlatform();
        app.MapGet("/worked", (ILogger<TelemetryTests> logger) =>
        {
            using var activity = PlatformTelemetry.Source.StartActivity("work");
            logger.LogWarning("it worked");
            PlatformTelemetry.OutboxDead.Add(1);
        }).AllowAnonymous();
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new(app.Urls.First()) };
        (await client.GetAsync("/worked")).EnsureSuccessStatusCode();
        await client.GetAsync("/health/live");

        var work = await Eventually.GetAsync("the span of the work", () => Task.FromResult(sink.Spans.FirstOrDefault(s => s.Name == "work")), s => s is not null);
        Assert.Equal("Reporting", work!.Service);
        var request = await Eventually.GetAsync(
            "the request's span", () => Task.FromResult(sink.Spans.FirstOrDefault(s => s.Trace == work.Trace && s.Id == work.Parent)), s => s is not null);
        Assert.Equal("GET /worked", request!.Name);
        await Eventually.GetAsync("the metric", () => Task.FromResult(sink.Metrics.ToArray()), m => m.Contains("outbox_dead"));
        await Eventually.GetAsync("the log line", () => Task.FromResult(sink.Logs.ToArray()), l => l.Contains("it worked"));
        Assert.DoesNotContain(sink.Spans, s => s.Name.Contains("health", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_IsExported_UnlessAskedFor()
    {
        var app = PlatformHost.CreateBuilder("Reporting", []).Build();

        Assert.Null(app.Services.GetService<OpenTelemetry.Trace.TracerProvider>());
    }

    [Fact]
    public void SharedWork_GoesOnWithTheFirstTrace_AndIsLinkedToTheOthers()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = s => s.Name == "Platform",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
        };
        ActivitySource.AddActivityListener(listener);
        static ActivityContext Caller() => new(
            ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);
        var (first, second) = (Caller(), Caller());

        using var activity = PlatformTelemetry.StartShared("shared", ActivityKind.Internal, [default, first, second, second]);

        Assert.Equal(first.TraceId, activity!.TraceId);
        Assert.Equal(second.TraceId, Assert.Single(activity.Links).Context.TraceId);
    }
}
