using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Platform.Tests.Dapr;

/// <summary>Notes what it is sent and answers as told.</summary>
internal sealed class FakeSidecar : IAsyncDisposable
{
    private readonly WebApplication app;

    private FakeSidecar(WebApplication app) => this.app = app;

    public string Address => app.Urls.First();

    public ConcurrentQueue<Seen> Requests { get; } = new();

    public Func<HttpContext, Task> Answer { get; set; } = context =>
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    };

    public static async Task<FakeSidecar> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var sidecar = new FakeSidecar(builder.Build());
        sidecar.app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            sidecar.Requests.Enqueue(new Seen(
                context.Request.Method,
                context.Request.Path + context.Request.QueryString.Value,
                context.Request.ContentType,
                context.Request.Headers["dapr-api-token"].ToString(),
                await reader.ReadToEndAsync()));
            await sidecar.Answer(context);
        });
        await sidecar.app.StartAsync();
        return sidecar;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    internal sealed record Seen(string Method, string Path, string? ContentType, string Token, string Body);
}
