using System.Security.Claims;
using System.Text.Encodings.Web;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Platform.Tests.Grpc;

/// <summary>The echo service on a free loopback port, HTTP/2 without TLS, with bearer tokens of the form "name" or "name:role".</summary>
public sealed class EchoHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly List<IDisposable> channels = [];

    private EchoHost(WebApplication app) => this.app = app;

    public string Address => app.Urls.First();

    public CallLog Log => app.Services.GetRequiredService<CallLog>();

    public static async Task<EchoHost> StartAsync(Action<GrpcServiceOptions>? options = null, Action<GrpcServiceEndpointConventionBuilder>? endpoint = null, HttpProtocols protocols = HttpProtocols.Http2, Action<IServiceCollection>? services = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = protocols));
        builder.Services.AddSingleton<CallLog>();
        builder.Services.AddAuthentication("test").AddScheme<AuthenticationSchemeOptions, BearerName>("test", _ => { });
        builder.Services.AddAuthorization();
        builder.Services.AddGrpc(options ?? (_ => { }));
        services?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        var mapped = app.MapGrpcService<EchoService>();
        endpoint?.Invoke(mapped);
        app.MapGet("/plain/page", () => "page");
        await app.StartAsync();
        return new EchoHost(app);
    }

    public global::Platform.Tests.Echo.Echo.EchoClient Client(Action<GrpcChannelOptions>? configure = null)
    {
        var options = new GrpcChannelOptions { UnsafeUseInsecureChannelCallCredentials = true };
        configure?.Invoke(options);
        var channel = GrpcChannel.ForAddress(Address, options);
        channels.Add(channel);
        return new global::Platform.Tests.Echo.Echo.EchoClient(channel);
    }

    public async ValueTask DisposeAsync()
    {
        channels.ForEach(c => c.Dispose());
        using var now = new CancellationTokenSource(0);
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }

    private sealed class BearerName(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            var parts = Request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal).Split(':');
            if (parts[0].Length == 0)
            {
                return Task.FromResult(AuthenticateResult.NoResult());
            }

            var claims = parts.Skip(1).Select(r => new Claim(ClaimTypes.Role, r)).Append(new Claim(ClaimTypes.Name, parts[0]));
            return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(claims, "test")), "test")));
        }
    }
}

/// <summary>Notes that it ran, and with which argument.</summary>
public sealed class Noting(CallLog log, string name) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        log.Lines.Enqueue($"{name} in {context.Method}");
        var response = await continuation(request, context);
        log.Lines.Enqueue($"{name} out");
        return response;
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        log.Lines.Enqueue($"{name} stream");
        await continuation(request, responseStream, context);
        log.Lines.Enqueue($"{name} stream out");
    }
}
