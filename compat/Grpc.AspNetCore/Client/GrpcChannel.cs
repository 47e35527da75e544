using System.IO.Compression;
using Grpc.Core;
using Grpc.Net.Compression;
using Grpc.Wire;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Grpc.Net.Client;

/// <summary>Connections to one address; HTTP/2 only, without TLS (prior knowledge) for http addresses. Safe for concurrent use.</summary>
public sealed class GrpcChannel : ChannelBase, IDisposable
{
    private readonly bool ownsInvoker;

    private GrpcChannel(Uri address, GrpcChannelOptions options)
        : base(address.Authority)
    {
        Check(address, options);
        Address = address;
        Options = options;
        Logger = (options.LoggerFactory ?? NullLoggerFactory.Instance).CreateLogger("Grpc.Net.Client.Internal.GrpcCall");
        Compressions = (options.CompressionProviders ?? [new GzipCompressionProvider(CompressionLevel.Fastest)])
            .ToDictionary(p => p.EncodingName, StringComparer.Ordinal);
        AcceptEncoding = string.Join(',', Compressions.Keys.Prepend("identity"));
        ownsInvoker = options.DisposeHttpClient || (options.HttpClient is null && options.HttpHandler is null);
        Invoker = options.HttpClient as HttpMessageInvoker ?? new HttpMessageInvoker(
            options.HttpHandler ?? new SocketsHttpHandler { EnableMultipleHttp2Connections = true, AllowAutoRedirect = false, UseCookies = false, UseProxy = false },
            disposeHandler: ownsInvoker);
    }

    internal Uri Address { get; }

    internal GrpcChannelOptions Options { get; }

    internal HttpMessageInvoker Invoker { get; }

    internal ILogger Logger { get; }

    internal IReadOnlyDictionary<string, ICompressionProvider> Compressions { get; }

    internal string AcceptEncoding { get; }

    internal bool IsSecure => Address.Scheme == Uri.UriSchemeHttps;

    internal bool Disposed { get; private set; }

    public static GrpcChannel ForAddress(string address) => ForAddress(address, new GrpcChannelOptions());

    public static GrpcChannel ForAddress(string address, GrpcChannelOptions channelOptions) => ForAddress(new Uri(address), channelOptions);

    public static GrpcChannel ForAddress(Uri address) => ForAddress(address, new GrpcChannelOptions());

    /// <exception cref="InvalidOperationException">Credentials and scheme disagree.</exception>
    public static GrpcChannel ForAddress(Uri address, GrpcChannelOptions channelOptions)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(channelOptions);
        return new GrpcChannel(address, channelOptions);
    }

    public override CallInvoker CreateCallInvoker()
    {
        ObjectDisposedException.ThrowIf(Disposed, this);
        return new HttpCallInvoker(this);
    }

    public void Dispose()
    {
        if (!Disposed)
        {
            Disposed = true;
            if (ownsInvoker)
            {
                Invoker.Dispose();
            }
        }
    }

    protected override Task ShutdownAsyncCore()
    {
        Dispose();
        return Task.CompletedTask;
    }

    private static void Check(Uri address, GrpcChannelOptions options)
    {
        if (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps)
        {
            throw new ArgumentException($"No address resolver configured for the scheme '{address.Scheme}'.", nameof(address));
        }

        if (options.HttpClient is not null && options.HttpHandler is not null)
        {
            throw new ArgumentException("HttpClient and HttpHandler have been configured. Only one HTTP caller can be specified.", nameof(options));
        }

        if (options.Credentials is { } credentials && credentials.Secure != (address.Scheme == Uri.UriSchemeHttps))
        {
            throw new InvalidOperationException($"Channel is configured with {(credentials.Secure ? "secure" : "insecure")} channel credentials and can't use a HttpClient with a '{address.Scheme}' scheme.");
        }
    }
}
