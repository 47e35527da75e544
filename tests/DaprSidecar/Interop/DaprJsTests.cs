using System.Collections.Concurrent;
using Platform.Sidecar;

namespace Platform.Tests.Sidecar;

/// <summary>Another of Dapr's SDKs against the sidecar, as publisher (HTTP and gRPC) and as subscriber.</summary>
public sealed class DaprJsTests
{
    [InteropFact]
    public async Task JavaScriptSdk_PublishesAndSubscribes()
    {
        // The SDK wants to know the sidecar's port before it starts, and the sidecar the app's: one sidecar to publish to,
        // started again once the app says where it is.
        await using var rig = await Rig.StartAsync();
        using var node = DaprJs.Start($"{rig.Http.BaseAddress!.Port}", $"{new Uri(rig.GrpcEndpoint).Port}");
        var lines = new ConcurrentQueue<string>();
        node.OutputDataReceived += (_, e) => lines.Enqueue(e.Data ?? "");
        node.ErrorDataReceived += (_, e) => lines.Enqueue(e.Data ?? "");
        node.BeginOutputReadLine();
        node.BeginErrorReadLine();
        string Seen() => string.Join('\n', lines);
        try
        {
            await Eventually.TrueAsync(() => lines.Any(l => l.StartsWith("{\"port\"", StringComparison.Ordinal)), Seen);
            var appPort = lines.First(l => l.StartsWith("{\"port\"", StringComparison.Ordinal)).Split('"')[3];
            var (httpPort, grpcPort) = (rig.Http.BaseAddress!.Port, new Uri(rig.GrpcEndpoint).Port);
            await rig.StopAsync();
            await rig.RunAsync(new DaprSidecarOptions
            {
                DataFile = rig.DataFile,
                HttpPort = httpPort,
                GrpcPort = grpcPort,
                Apps = [new SubscriberApp("js", new Uri($"http://127.0.0.1:{appPort}"))],
                RetryBaseDelay = TimeSpan.FromMilliseconds(5),
                UnreachableDelay = TimeSpan.FromMilliseconds(20),
            });

            foreach (var protocol in new[] { "http", "grpc" })
            {
                await node.StandardInput.WriteLineAsync(protocol);
                await node.StandardInput.FlushAsync();
                await Eventually.TrueAsync(() => lines.Contains($$"""{"published":"{{protocol}}","failed":0}"""), Seen);
                await Eventually.TrueAsync(() => lines.Contains($$$"""{"received":{"via":"{{{protocol}}}"}}"""), Seen);
                await Eventually.TrueAsync(() => lines.Contains($$"""{"received":"{{protocol}} bulk 1"}"""), Seen);
                await Eventually.TrueAsync(() => lines.Contains($$$"""{"received":{"bulk":"{{{protocol}}} 2"}}"""), Seen);
            }

            await rig.Client.PublishEventAsync("pubsub", "reports", "again");
            await Eventually.TrueAsync(() => lines.Contains("""{"refused":"again"}""") && lines.Contains("""{"received":"again"}"""), Seen);
            await Eventually.TrueAsync(async () => await rig.BacklogAsync() == 0);
        }
        finally
        {
            node.StandardInput.Close();
            node.Kill();
            await node.WaitForExitAsync();
        }
    }
}
