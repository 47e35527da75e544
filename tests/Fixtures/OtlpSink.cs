using System.Collections.Concurrent;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platform.Fixtures.Otlp;

namespace Platform.Fixtures;

/// <summary>A span as it was exported.</summary>
public sealed record SeenSpan(string Trace, string Id, string Parent, string Service, string Scope, string Name, ulong From, ulong To);

/// <summary>Takes what is exported over OTLP, both ways the specification knows: gRPC, and protobuf over HTTP at each signal's own path.</summary>
public sealed class OtlpSink : IAsyncDisposable
{
    private WebApplication _app = null!;

    private OtlpSink()
    {
    }

    public string Endpoint => _app.Urls.Single();

    public ConcurrentQueue<SeenSpan> Spans { get; } = new();

    public ConcurrentQueue<string> Metrics { get; } = new();

    public ConcurrentQueue<string> Logs { get; } = new();

    /// <param name="protocol"><c>grpc</c> or <c>http/protobuf</c>, as in OTEL_EXPORTER_OTLP_PROTOCOL.</param>
    public static async Task<OtlpSink> StartAsync(string protocol)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(k =>
            k.ConfigureEndpointDefaults(e => e.Protocols = protocol == "grpc" ? HttpProtocols.Http2 : HttpProtocols.Http1));
        builder.Services.AddGrpc(o => o.MaxReceiveMessageSize = null);
        var sink = new OtlpSink();
        builder.Services.AddSingleton(sink);
        var app = sink._app = builder.Build();
        app.MapGrpcService<TraceTaker>();
        app.MapGrpcService<MetricsTaker>();
        app.MapGrpcService<LogsTaker>();
        app.MapPost("/v1/traces", async (HttpRequest r) => { sink.Take(await ReadAsync(r, TraceRequest.Parser)); });
        app.MapPost("/v1/metrics", async (HttpRequest r) => { sink.Take(await ReadAsync(r, MetricsRequest.Parser)); });
        app.MapPost("/v1/logs", async (HttpRequest r) => { sink.Take(await ReadAsync(r, LogsRequest.Parser)); });
        await app.StartAsync();
        return sink;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task<T> ReadAsync<T>(HttpRequest request, MessageParser<T> parser) where T : IMessage<T>
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        return parser.ParseFrom(body.ToArray());
    }

    private Accepted Take(TraceRequest request)
    {
        foreach (var resource in request.ResourceSpans)
        {
            var service = resource.Resource.Attributes.FirstOrDefault(a => a.Key == "service.name")?.Value.StringValue ?? "";
            foreach (var (scope, span) in resource.ScopeSpans.SelectMany(s => s.Spans.Select(span => (s.Scope.Name, span))))
            {
                Spans.Enqueue(new(
                    Hex(span.TraceId), Hex(span.SpanId), Hex(span.ParentSpanId), service, scope, span.Name, span.StartTimeUnixNano, span.EndTimeUnixNano));
            }
        }
        return new();
    }

    private Accepted Take(MetricsRequest request)
    {
        foreach (var metric in request.ResourceMetrics.SelectMany(r => r.ScopeMetrics).SelectMany(s => s.Metrics))
            Metrics.Enqueue(metric.Name);
        return new();
    }

    private Accepted Take(LogsRequest request)
    {
        foreach (var record in request.ResourceLogs.SelectMany(r => r.ScopeLogs).SelectMany(s => s.LogRecords))
            Logs.Enqueue(record.Body.StringValue);
        return new();
    }

    private static string Hex(ByteString bytes) => Convert.ToHexStringLower(bytes.Span);

    private sealed class TraceTaker(OtlpSink sink) : TraceService.TraceServiceBase
    {
        public override Task<Accepted> Export(TraceRequest request, ServerCallContext context) => Task.FromResult(sink.Take(request));
    }

    private sealed class MetricsTaker(OtlpSink sink) : MetricsService.MetricsServiceBase
    {
        public override Task<Accepted> Export(MetricsRequest request, ServerCallContext context) => Task.FromResult(sink.Take(request));
    }

    private sealed class LogsTaker(OtlpSink sink) : LogsService.LogsServiceBase
    {
        public override Task<Accepted> Export(LogsRequest request, ServerCallContext context) => Task.FromResult(sink.Take(request));
    }
}
