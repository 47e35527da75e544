using System.Net.Http.Json;
using Dapr.Client;
using Microsoft.AspNetCore.Builder;
using Platform.Sidecar;

namespace Platform.Tests.Sidecar;

/// <summary>A sidecar with a folder of its own; can be stopped and started again from the same file.</summary>
internal sealed class Rig : IAsyncDisposable
{
    private WebApplication? sidecar;
    private DaprClient? client;
    private HttpClient? http;

    public string Folder { get; } = Directory.CreateTempSubdirectory("sidecar-").FullName;

    public string DataFile => Path.Combine(Folder, "sidecar.db");

    public DaprClient Client => client!;

    public HttpClient Http => http!;

    public string GrpcEndpoint => DaprSidecar.GrpcEndpoint(sidecar!);

    public static async Task<Rig> StartAsync(params Subscriber[] subscribers)
    {
        var rig = new Rig();
        await rig.RunAsync(Apps(subscribers));
        return rig;
    }

    public static SubscriberApp[] Apps(params Subscriber[] subscribers) =>
        [.. subscribers.Select((s, i) => new SubscriberApp($"app{i}", s.Address, Subscriber.Token))];

    public DaprSidecarOptions Options(SubscriberApp[] apps, TimeProvider? time = null, int maxAttempts = 3, string? token = null, string? file = null) => new()
    {
        DataFile = file ?? DataFile,
        Apps = apps,
        ApiToken = token,
        MaxAttempts = maxAttempts,
        Time = time ?? TimeProvider.System,
        RetryBaseDelay = time is null ? TimeSpan.FromMilliseconds(5) : TimeSpan.FromSeconds(10),
        UnreachableDelay = TimeSpan.FromMilliseconds(20),
    };

    public Task RunAsync(SubscriberApp[] apps) => RunAsync(Options(apps));

    public async Task RunAsync(DaprSidecarOptions options)
    {
        sidecar = DaprSidecar.Create(options);
        await sidecar.StartAsync();
        http = new HttpClient { BaseAddress = new Uri(DaprSidecar.HttpEndpoint(sidecar)) };
        var builder = new DaprClientBuilder().UseHttpEndpoint(DaprSidecar.HttpEndpoint(sidecar)).UseGrpcEndpoint(GrpcEndpoint);
        client = (options.ApiToken is { } token ? builder.UseDaprApiToken(token) : builder).Build();
        if (options.ApiToken is { } own)
        {
            http.DefaultRequestHeaders.Add("dapr-api-token", own);
        }
    }

    public async Task StopAsync()
    {
        client?.Dispose();
        http?.Dispose();
        if (sidecar is not null)
        {
            using var now = new CancellationTokenSource(0);
            await sidecar.StopAsync(now.Token);
            await sidecar.DisposeAsync();
            sidecar = null;
        }
    }

    public async Task<long> BacklogAsync() => (await Http.GetFromJsonAsync<List<State>>("/v1.0-local/subscriptions"))!.Sum(s => s.Backlog);

    public async Task<int> SubscriptionsAsync() => (await Http.GetFromJsonAsync<List<State>>("/v1.0-local/subscriptions"))!.Count;

    public async Task<List<Dead>> DeadLettersAsync() => (await Http.GetFromJsonAsync<List<Dead>>("/v1.0-local/deadletters"))!;

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(Folder, recursive: true);
    }

    internal sealed record State(string AppId, string Topic, long Backlog);

    internal sealed record Dead(long Id, string AppId, string Topic, string Reason, int Attempts, string Event);
}
