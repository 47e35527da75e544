using Microsoft.AspNetCore.Http.Features;
using Platform.ServiceDefaults.Errors;

namespace Platform.Gateway.Limits;

/// <summary>Bounds request bodies before anything is forwarded: documents 20 MB, everything else 1 MB.</summary>
public static class BodyLimits
{
    public const long Largest = 21 * Megabyte;
    private const long Megabyte = 1024 * 1024;
    private const long Ordinary = Megabyte;

    // What a client is allowed to finish sending before it is told, so that it reads the answer and not a broken connection.
    private const long DrainAtMost = 100 * Megabyte;
    private static readonly TimeSpan DrainWithin = TimeSpan.FromSeconds(30);

    /// <summary>Plan documents and evidence files of tasks; the services hold the exact limits.</summary>
    private static bool TakesDocuments(PathString path) =>
        path.StartsWithSegments("/api/plans/import", StringComparison.OrdinalIgnoreCase)
        || (path.StartsWithSegments("/api/tasks", StringComparison.OrdinalIgnoreCase, out var rest) && rest.Value!.EndsWith("/evidence", StringComparison.OrdinalIgnoreCase));

    public static void UseBodyLimits(this WebApplication app) => app.Use(async (context, next) =>
    {
        var limit = TakesDocuments(context.Request.Path) ? Largest : Ordinary;
        var feature = context.Features.Get<IHttpMaxRequestBodySizeFeature>();
        if (context.Request.ContentLength > limit)
        {
            if (feature is { IsReadOnly: false })
                feature.MaxRequestBodySize = null;
            await DrainAsync(context);
            await Problems.WriteAsync(context, new(
                RequestErrors.TooLarge, $"Nội dung gửi lên {context.Request.ContentLength / Megabyte} MB, tối đa {limit / Megabyte} MB."));
            return;
        }
        if (feature is { IsReadOnly: false })
            feature.MaxRequestBodySize = limit;
        await next(context);
    });

    private static async Task DrainAsync(HttpContext context)
    {
        if (context.Request.ContentLength > DrainAtMost)
            return;
        using var within = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        within.CancelAfter(DrainWithin);
        try
        {
            await context.Request.Body.CopyToAsync(Stream.Null, within.Token);
        }
        catch (OperationCanceledException)
        {
            // Too slow or gone: answer anyway.
        }
    }
}
