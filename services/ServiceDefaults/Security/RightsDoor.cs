using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Units;

namespace Platform.ServiceDefaults.Security;

/// <summary>What an operation declares: the right it asks for and, when its address names the unit, the route value that does.</summary>
public sealed record RequiredRight(Right Right, string? UnitFrom);

/// <summary>The city whose Department runs this platform (<c>Platform:City</c>): it keeps what all units share.</summary>
public static class PlatformCity
{
    public static string Of(IConfiguration configuration) => configuration["Platform:City"] ?? "31";
}

/// <summary>
/// Decides in front of every operation, before its body is read. Where the address names the unit the decision is final; where the unit is
/// known only after loading, the door asks whether the caller may do it to any unit, and the use case asks the same right about the unit.
/// </summary>
public sealed class RightsDoor(IConfiguration configuration, IServiceProvider services)
{
    private readonly string _city = PlatformCity.Of(configuration);

    public bool Opens(Right right, Caller caller) => right.AllowsSome(caller, _city);

    public async ValueTask<Failure?> RefusalAsync(HttpContext http, RequiredRight required)
    {
        var (right, caller) = (required.Right, Caller.From(http.User));
        if (required.UnitFrom is not { } name)
            return Opens(right, caller) ? null : RequestErrors.NotAllowed(right.Action);
        var units = await services.GetRequiredService<IOrgUnits>().GetAsync(http.RequestAborted);
        var unit = units.Find(http.GetRouteValue(name)?.ToString() ?? "");
        return unit.Failure ?? right.Refusal(caller, unit.Value, units.ByCode.GetValueOrDefault(caller.Unit));
    }
}

/// <summary>Declaring rights, and holding every operation to having declared one.</summary>
public static class RightsMapping
{
    /// <summary>Operations mapped on what this returns ask for the right: <c>app.For(Rights.WriteReports, "unit").MapPut(…)</c>.</summary>
    /// <param name="unitFrom">Route value that names the unit.</param>
    public static IEndpointRouteBuilder For(this IEndpointRouteBuilder app, Right right, string? unitFrom = null)
    {
        var group = app.MapGroup("");
        if (right == Rights.Anyone)
            group.AllowAnonymous();
        group.WithMetadata(new RequiredRight(right, unitFrom));
        return group;
    }

    /// <summary>The door, behind authentication. An operation without a declared right stays shut.</summary>
    public static void UseRights(this WebApplication app)
    {
        app.Services.GetRequiredService<RightsCheck>().Watch(app);
        app.Use(async (http, next) =>
        {
            if (http.GetEndpoint() is not RouteEndpoint endpoint || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
                await next(http);
            else if (endpoint.Metadata.GetMetadata<RequiredRight>() is not { } required)
                await Problems.WriteAsync(http, Problems.ByStatus(403)!);
            else if (await http.RequestServices.GetRequiredService<RightsDoor>().RefusalAsync(http, required) is { } refusal)
                await Problems.WriteAsync(http, refusal);
            else
                await next(http);
        });
    }
}

/// <summary>Stops a service from starting while one of its operations does not say who may call it.</summary>
public sealed class RightsCheck : IHostedLifecycleService
{
    private IEndpointRouteBuilder? _app;

    public void Watch(IEndpointRouteBuilder app) => _app = app;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        var undeclared = (_app?.DataSources ?? []).SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<RequiredRight>() is null && e.Metadata.GetMetadata<IAllowAnonymous>() is null)
            // What gRPC answers to unknown services and methods.
            .Where(e => e.DisplayName?.Contains("unimplemented", StringComparison.OrdinalIgnoreCase) != true)
            .Select(e => e.DisplayName ?? e.RoutePattern.RawText).ToList();
        return undeclared.Count == 0
            ? Task.CompletedTask
            : throw new InvalidOperationException($"Map these operations with app.For(Rights.…): {string.Join(", ", undeclared)}");
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
