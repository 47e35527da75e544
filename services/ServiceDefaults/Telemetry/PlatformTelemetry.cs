using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Platform.ServiceDefaults.Telemetry;

/// <summary>Traces and metrics by OpenTelemetry; exported over OTLP only when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set.</summary>
public static class PlatformTelemetry
{
    public static readonly ActivitySource Source = new("Platform");
    public static readonly Meter Meter = new("Platform");

    /// <summary>Seconds from a report's submission (event time) to its figures standing in a rollup.</summary>
    public static readonly Histogram<double> SubmitToRollup =
        Meter.CreateHistogram<double>("submit_to_rollup", "s", "From submission to the unit's rollup");

    /// <summary>Messages of the outbox given up after all attempts.</summary>
    public static readonly Counter<long> OutboxDead = Meter.CreateCounter<long>("outbox_dead", "{message}");

    public static void AddPlatformTelemetry(this WebApplicationBuilder builder, string service)
    {
        if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is not { Length: > 0 } endpoint)
            return;
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(service, "platform"))
            .WithTracing(tracing => tracing
                // .NET emits these itself; the instrumentation packages would only enrich them.
                .AddSource("Platform", "Microsoft.AspNetCore", "System.Net.Http", "Npgsql")
                .AddOtlpExporter(otlp => otlp.Endpoint = new(endpoint)))
            .WithMetrics(metrics => metrics
                .AddMeter("Platform", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime")
                .AddOtlpExporter(otlp => otlp.Endpoint = new(endpoint)));
    }
}
