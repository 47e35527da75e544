using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Platform.Contracts.Grpc.Identity;
using Platform.ServiceDefaults.Units;

namespace Platform.ServiceDefaults.Hosting;

/// <summary>Clients of the other services: address by configuration, a deadline on every call, the caller's token passed on.</summary>
public static class GrpcClients
{
    /// <param name="service">Name of the service, as in <c>Services:{service}:Grpc</c>.</param>
    public static void AddServiceClient<TClient>(this WebApplicationBuilder builder, string service) where TClient : ClientBase<TClient>
    {
        builder.Services.AddHttpContextAccessor();
        builder.Services.TryAddSingleton<CallDefaults>();
        builder.Services
            .AddGrpcClient<TClient>(o => o.Address = new(builder.Configuration[$"Services:{service}:Grpc"] ?? "http://127.0.0.1:5201"))
            .AddInterceptor<CallDefaults>();
    }

    public static void AddOrgUnits(this WebApplicationBuilder builder)
    {
        builder.AddServiceClient<OrgUnits.OrgUnitsClient>("Identity");
        builder.Services.AddSingleton<OrgUnitDirectory>();
    }

    /// <summary>The offices of a unit and the working-day calendar, both kept by Identity.</summary>
    public static void AddOfficesAndCalendar(this WebApplicationBuilder builder)
    {
        builder.AddServiceClient<Offices.OfficesClient>("Identity");
        builder.AddServiceClient<WorkCalendar.WorkCalendarClient>("Identity");
        builder.Services.AddSingleton<OfficeDirectory>();
        builder.Services.AddSingleton<WorkingDays>();
    }

    private sealed class CallDefaults(IHttpContextAccessor http) : Interceptor
    {
        private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
        {
            var options = context.Options;
            // gRPC measures deadlines by the system's clock, whatever the platform's says.
            if (options.Deadline is null)
                options = options.WithDeadline(TimeProvider.System.GetUtcNow().UtcDateTime + Deadline);
            if (http.HttpContext?.Request.Headers.Authorization.ToString() is { Length: > 0 } token)
            {
                var headers = new Metadata();
                foreach (var entry in options.Headers ?? [])
                    headers.Add(entry);
                headers.Add("authorization", token);
                options = options.WithHeaders(headers);
            }
            return continuation(request, new(context.Method, context.Host, options));
        }
    }
}
