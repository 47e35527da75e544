using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Storage;

namespace Platform.ServiceDefaults.Hosting;

/// <summary>What no operation answered itself: exceptions, unknown addresses, unreadable requests.</summary>
public static partial class ProblemPages
{
    /// <summary>Unreadable input, unknown addresses and bugs all leave as problem details with a stable code.</summary>
    public static void UseProblems(this WebApplication app)
    {
        app.UseExceptionHandler(handler => handler.Run(HandleAsync));
        app.UseStatusCodePages(pages => Problems.ByStatus(pages.HttpContext.Response.StatusCode) is { } failure
            ? Problems.WriteAsync(pages.HttpContext, failure)
            : Task.CompletedTask);
        app.UseKnownCharsets();
    }

    /// <summary>
    /// A body of a type that the operation does not take: routing answers it by an endpoint of its own, which has declared no right and would be told
    /// as a missing sign-in.
    /// </summary>
    public static void UseMediaTypes(this WebApplication app) => app.Use((http, next) =>
        http.GetEndpoint()?.DisplayName?.StartsWith("415 ", StringComparison.Ordinal) == true
            ? Problems.WriteAsync(http, Problems.ByStatus(415)!)
            : next(http));

    private static Task HandleAsync(HttpContext context)
    {
        var error = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        if (error is OperationCanceledException && context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = 499;
            return Task.CompletedTask;
        }
        if (error is not null)
            context.RequestServices.GetService<StorageSpace>()?.Notice(error);
        if (Problems.Of(error) is { } failure)
            return Problems.WriteAsync(context, failure);
        if (error is not null)
            Log.Unhandled(context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Platform.Errors"), error, context.Request.Path);
        return Problems.WriteAsync(context, new(RequestErrors.Unexpected, "Hệ thống gặp lỗi ngoài dự kiến; sự việc đã được ghi lại."));
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Unhandled error at {Path}")]
        public static partial void Unhandled(ILogger logger, Exception error, string path);
    }
}
