using System.Text;
using Platform.Contracts.Periods;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;

namespace Platform.Rollups.View;

/// <summary>The live picture, once or as a stream of server-sent events.</summary>
public static class RollupsEndpoint
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    public static void MapRollups(this WebApplication app)
    {
        app.For(Rights.ReadRollup, "unit").MapGet("/api/rollups/{unit}", async Task<Answer<RollupDocument>> (
            string unit, string? period, OrgUnitDirectory directory, RollupReader reader, CancellationToken stop) =>
            await (await FindAsync(unit, period, directory, stop)).ThenAsync<RollupDocument>(async found => await reader.ReadAsync(found, period!, stop)))
            .Revalidated<RollupDocument>(d => d.Version, d => d with { AsOf = default })
            .WithSummary("The live picture of a unit for one period");

        app.For(Rights.ReadRollup, "unit").MapGet("/api/rollups/{unit}/stream", StreamAsync)
            .Produces<RollupDocument>(contentType: "text/event-stream")
            .WithSummary("The same as server-sent events (event: rollup), at once and after every change");
    }

    private static async Task StreamAsync(
        string unit, string? period, HttpContext http, OrgUnitDirectory directory, LiveDocuments live,
        RevokedTokens revoked, IHostApplicationLifetime lifetime, CancellationToken aborted)
    {
        // A stream ends with the token that opened it: a browser opens it anew with the next one, a closed account has none.
        using var token = revoked.Watch(http.User);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(aborted, lifetime.ApplicationStopping, token.Ended);
        var stop = ends.Token;
        var found = await FindAsync(unit, period, directory, stop);
        if (found.Failure is { } failure)
        {
            await Problems.WriteAsync(http, failure);
            return;
        }
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-store";
        using var subscription = live.Subscribe(found.Value, period!);
        try
        {
            await http.Response.Body.WriteAsync(Reconnect, stop);
            while (!stop.IsCancellationRequested)
            {
                await WriteNextAsync(http.Response, subscription, stop);
                await http.Response.Body.FlushAsync(stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The reader left or may read no longer, or this service stops.
        }
    }

    private static async Task WriteNextAsync(HttpResponse response, LiveDocuments.Subscription subscription, CancellationToken stop)
    {
        using var heartbeat = CancellationTokenSource.CreateLinkedTokenSource(stop);
        heartbeat.CancelAfter(Heartbeat);
        try
        {
            var document = await subscription.Documents.ReadAsync(heartbeat.Token);
            await response.Body.WriteAsync(Prefix, stop);
            await response.Body.WriteAsync(document, stop);
            await response.Body.WriteAsync(Suffix, stop);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            await response.Body.WriteAsync(Alive, stop);
        }
    }

    // Milliseconds until the browser opens the stream again.
    private static readonly byte[] Reconnect = Encoding.UTF8.GetBytes("retry: 1000\n\n");
    private static readonly byte[] Prefix = Encoding.UTF8.GetBytes("event: rollup\ndata: ");
    private static readonly byte[] Suffix = Encoding.UTF8.GetBytes("\n\n");
    private static readonly byte[] Alive = Encoding.UTF8.GetBytes(": alive\n\n");

    private static async Task<Result<OrgUnitInfo>> FindAsync(string unit, string? period, OrgUnitDirectory directory, CancellationToken stop)
    {
        var found = (await directory.GetAsync(stop)).Find(unit);
        if (found.Failure is not null)
            return found;
        return PeriodCode.TryParse(period, out _) ? found : RequestErrors.NoSuchPeriod(period ?? "");
    }
}
