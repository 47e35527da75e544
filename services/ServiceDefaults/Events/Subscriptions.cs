using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.Events;

namespace Platform.ServiceDefaults.Events;

/// <summary>Endpoints that Dapr delivers events to. Only the sidecar may call them: it shows the token in <c>APP_API_TOKEN</c>.</summary>
public static class Subscriptions
{
    /// <summary>
    /// Subscribes to a topic. The handler returns when the event is durably handled; an exception makes the broker deliver it again.
    /// </summary>
    public static void MapEvent<T>(this IEndpointRouteBuilder app, string topic, Func<T, IServiceProvider, CancellationToken, Task> handle)
    {
        app.MapPost($"/events/{topic}", async (T message, HttpContext http) =>
            {
                await handle(message, http.RequestServices, http.RequestAborted);
                return Results.Ok();
            })
            .WithTopic(Topics.PubSub, topic)
            .AddEndpointFilter(RequireAppToken)
            .AllowAnonymous()
            .ExcludeFromDescription();
    }

    private static async ValueTask<object?> RequireAppToken(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var expected = context.HttpContext.RequestServices.GetRequiredService<IConfiguration>()["APP_API_TOKEN"];
        var shown = context.HttpContext.Request.Headers["dapr-api-token"].ToString();
        if (string.IsNullOrEmpty(expected)
            || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(shown)))
        {
            return Results.Unauthorized();
        }
        return await next(context);
    }
}
