using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Platform.ServiceDefaults.GrpcHealth;

/// <summary>
/// <c>grpc.health.v1.Health</c> over the registered health checks. The empty service name stands for the whole
/// service; any other name for the checks with that tag.
/// </summary>
public sealed class HealthServiceImpl(HealthCheckService checks, TimeProvider time) : Health.HealthBase
{
    private static readonly TimeSpan WatchInterval = TimeSpan.FromSeconds(5);

    public override async Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context)
    {
        var status = await AskAsync(request.Service, context.CancellationToken);
        return status == HealthCheckResponse.Types.ServingStatus.ServiceUnknown
            ? throw new RpcException(new Status(StatusCode.NotFound, $"No health check is tagged '{request.Service}'."))
            : new HealthCheckResponse { Status = status };
    }

    /// <summary>The status now and after each change, until the caller goes away.</summary>
    public override async Task Watch(HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        HealthCheckResponse.Types.ServingStatus? last = null;
        using var timer = new PeriodicTimer(WatchInterval, time);
        do
        {
            var status = await AskAsync(request.Service, context.CancellationToken);
            if (status != last)
            {
                await responseStream.WriteAsync(new HealthCheckResponse { Status = status }, context.CancellationToken);
                last = status;
            }
        }
        while (await timer.WaitForNextTickAsync(context.CancellationToken));
    }

    private async Task<HealthCheckResponse.Types.ServingStatus> AskAsync(string service, CancellationToken cancellationToken)
    {
        var report = await checks.CheckHealthAsync(check => service.Length == 0 || check.Tags.Contains(service), cancellationToken);
        if (service.Length > 0 && report.Entries.Count == 0)
        {
            return HealthCheckResponse.Types.ServingStatus.ServiceUnknown;
        }

        return report.Status == HealthStatus.Unhealthy
            ? HealthCheckResponse.Types.ServingStatus.NotServing
            : HealthCheckResponse.Types.ServingStatus.Serving;
    }
}
