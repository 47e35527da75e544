using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Platform.ServiceDefaults.Telemetry;

/// <summary>
/// Traces, metrics and logs by OpenTelemetry, exported over OTLP only when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set. The exporter's own settings
/// hold (<c>OTEL_EXPORTER_OTLP_PROTOCOL</c> grpc or http/protobuf, <c>_HEADERS</c>, <c>_TIMEOUT</c> …; OpenTelemetry specification, OTLP exporter).
/// </summary>
public static class PlatformTelemetry
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Set by a process that hosts several services: their spans and measurements are the process's, which observes them once.</summary>
    public const string SharedProcess = "Telemetry:SharedProcess";

    public static readonly ActivitySource Source = new("Platform");
    public static readonly Meter Meter = new("Platform");

    /// <summary>Seconds from a report's submission (event time) to its figures standing in a rollup.</summary>
    public static readonly Histogram<double> SubmitToRollup =
        Meter.CreateHistogram<double>("submit_to_rollup", "s", "From submission to the unit's rollup");

    /// <summary>Messages of the outbox given up after all attempts.</summary>
    public static readonly Counter<long> OutboxDead = Meter.CreateCounter<long>("outbox_dead", "{message}");

    public static void AddPlatformTelemetry(this WebApplicationBuilder builder, string service)
    {
        if (!IsOn(builder.Configuration))
            return;
        var telemetry = builder.Services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService(service, "platform")).UseOtlpExporter();
        if (!builder.Configuration.GetValue<bool>(SharedProcess))
            Observe(telemetry);
    }

    /// <summary>Observes a process that hosts several services; their logs are still each service's own.</summary>
    /// <returns>What to dispose of at the end; null when nothing is exported.</returns>
    public static IDisposable? ObserveProcess(string name) => IsOn(new ConfigurationBuilder().AddEnvironmentVariables().Build())
        ? OpenTelemetrySdk.Create(sdk => Observe(sdk.ConfigureResource(resource => resource.AddService(name, "platform")).UseOtlpExporter()))
        : null;

    /// <summary>
    /// Starts work that many callers wait for together (a batch): it goes on with the trace of the first and is linked to the others'.
    /// </summary>
    /// <param name="callers">Where each caller's trace stood; default for those without one.</param>
    public static Activity? StartShared(string name, ActivityKind kind, IEnumerable<ActivityContext> callers)
    {
        if (!Source.HasListeners())
            return null;
        var traced = callers.Where(c => c != default).Distinct().ToList();
        return Source.StartActivity(kind, traced.FirstOrDefault(), links: traced.Skip(1).Select(c => new ActivityLink(c)), name: name);
    }

    private static bool IsOn(IConfiguration configuration) => !string.IsNullOrEmpty(configuration[Endpoint]);

    private static void Observe(IOpenTelemetryBuilder telemetry) => telemetry
        .WithTracing(tracing => tracing
            .AddSource("Platform", "Platform.Sidecar", "Grpc.Net.Client", "ClickHouse.Driver", "Microsoft.Orleans.Application", "Microsoft.Orleans.Runtime")
            .AddAspNetCoreInstrumentation(http => http.Filter = IsAsked)
            .AddHttpClientInstrumentation()
            .AddEntityFrameworkCoreInstrumentation()
            .AddNpgsql())
        .WithMetrics(metrics => metrics
            .AddMeter("Platform", "Microsoft.Orleans")
            .AddAspNetCoreInstrumentation()
            .AddHttpClientInstrumentation()
            .AddNpgsqlInstrumentation()
            .AddRuntimeInstrumentation());

    /// <summary>Health checks come every few seconds and tell nobody anything.</summary>
    private static bool IsAsked(Microsoft.AspNetCore.Http.HttpContext http) => !http.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal);
}
