using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Platform.Tests.Telemetry;

public sealed class AddOpenTelemetryTests
{
    [Fact]
    public async Task Spans_OfASubscribedSource_ReachTheExporter_WithTheResource()
    {
        using var source = new ActivitySource("subscribed." + Guid.NewGuid());
        using var other = new ActivitySource("other." + Guid.NewGuid());
        var exporter = new Spans();
        using (var host = Host(o => o.WithTracing(b => b.AddSource(source.Name).AddProcessor(new SimpleActivityExportProcessor(exporter)))))
        {
            await host.StartAsync();
            source.StartActivity("seen")?.Dispose();
            Assert.Null(other.StartActivity("not seen"));
            await host.StopAsync();
        }

        Assert.Equal(["seen"], exporter.Names);
        Assert.Contains(new KeyValuePair<string, object>("service.name", "reporting"), exporter.Resource!.Attributes);
    }

    [Fact]
    public async Task Metrics_AreFlushed_WhenTheHostEnds()
    {
        using var meter = new Meter("subscribed." + Guid.NewGuid());
        var counter = meter.CreateCounter<int>("reports");
        var exporter = new Metrics();
        using (var host = Host(o => o.WithMetrics(b => b.AddMeter(meter.Name).AddReader(new PeriodicExportingMetricReader(exporter, exportIntervalMilliseconds: int.MaxValue)))))
        {
            await host.StartAsync();
            counter.Add(3);
            await host.StopAsync();
        }

        Assert.Contains("reports", exporter.Names);
        Assert.Contains(new KeyValuePair<string, object>("service.name", "reporting"), exporter.Resource!.Attributes);
    }

    [Fact]
    public async Task CalledTwice_BuildsOneProvider()
    {
        using var source = new ActivitySource("twice." + Guid.NewGuid());
        var exporter = new Spans();
        using (var host = Host(o =>
        {
            o.WithTracing(b => b.AddSource(source.Name));
            o.Services.AddOpenTelemetry().WithTracing(b => b.AddProcessor(new SimpleActivityExportProcessor(exporter)));
        }))
        {
            await host.StartAsync();
            source.StartActivity("once")?.Dispose();
            await host.StopAsync();
        }

        Assert.Equal(["once"], exporter.Names);
    }

    private static IHost Host(Action<OpenTelemetryBuilder> configure)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        configure(builder.Services.AddOpenTelemetry().ConfigureResource(r => r.AddService("reporting")));
        return builder.Build();
    }

    private sealed class Spans : BaseExporter<Activity>
    {
        public ConcurrentQueue<string> Names { get; } = new();

        public Resource? Resource { get; private set; }

        public override ExportResult Export(in Batch<Activity> batch)
        {
            Resource = ParentProvider.GetResource();
            foreach (var activity in batch)
            {
                Names.Enqueue(activity.DisplayName);
            }

            return ExportResult.Success;
        }
    }

    private sealed class Metrics : BaseExporter<Metric>
    {
        public ConcurrentQueue<string> Names { get; } = new();

        public Resource? Resource { get; private set; }

        public override ExportResult Export(in Batch<Metric> batch)
        {
            Resource = ParentProvider.GetResource();
            foreach (var metric in batch)
            {
                Names.Enqueue(metric.Name);
            }

            return ExportResult.Success;
        }
    }
}
