using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Platform.EmbeddedEngine;

/// <summary>
/// ClickHouse without a server: the engine as a library of this process, behind ClickHouse's HTTP interface on 127.0.0.1.
/// Clients speak to it as to a server. Run it as a host or as a hosted service of another.
/// </summary>
public sealed class EmbeddedClickHouse : IHost, IHostedService, IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly EmbeddedClickHouseOptions _options;
    private ChdbEngine? _engine;
    private bool _isDisposed;

    private EmbeddedClickHouse(EmbeddedClickHouseOptions options)
    {
        _options = options;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        options.ConfigureLogging?.Invoke(builder.Logging);
        builder.Services.AddRoutingCore();
        // The process's signals are for the host this one lives in, which stops it when its users have stopped.
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.MaxRequestBytes;
            // Parameters travel in the address; arrays of codes make it long.
            kestrel.Limits.MaxRequestLineSize = 1 << 20;
            kestrel.Limits.MaxRequestBufferSize = 2 << 20;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        _app = builder.Build();
        _app.MapGet("/ping", static context => context.Response.WriteAsync("Ok.\n"));
        _app.MapMethods("/", [HttpMethods.Get, HttpMethods.Post], HandleAsync);
    }

    /// <inheritdoc/>
    public IServiceProvider Services => _app.Services;

    /// <summary>The address, once started.</summary>
    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
        ?? throw new InvalidOperationException("The embedded ClickHouse is not started."));

    /// <summary>Connection string for ClickHouse.Driver, once started. Bodies are not compressed: they never leave the machine.</summary>
    public string ConnectionString =>
        $"Host={Address.Host};Port={Address.Port};Username=default;Password={_options.Password};Database=default;Compression=false;UseCustomDecimals=false";

    /// <summary>Sets it up; nothing is opened before <see cref="StartAsync"/>.</summary>
    public static EmbeddedClickHouse Create(EmbeddedClickHouseOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new EmbeddedClickHouse(options);
    }

    /// <summary>Opens the data and listens.</summary>
    /// <exception cref="EngineException">libchdb.so is missing, or the data directory is in use.</exception>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        _engine = await Task.Run(
            () =>
            {
                ChdbLibrary.Load(_options.LibraryPath);
                return new ChdbEngine(_options.DataDirectory, _options.MaxConcurrentQueries);
            },
            cancellationToken);
        await _app.StartAsync(cancellationToken);
    }

    /// <summary>Lets running requests end, then closes the data.</summary>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        await _app.StopAsync(cancellationToken);
        if (Interlocked.Exchange(ref _engine, null) is { } engine)
        {
            await Task.Run(engine.Dispose, CancellationToken.None);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            await StopAsync();
            await _app.DisposeAsync();
        }
    }

    private Task HandleAsync(HttpContext context) =>
        new QueryEndpoint(_engine ?? throw new InvalidOperationException("The embedded ClickHouse is stopping."), _options).HandleAsync(context);

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
