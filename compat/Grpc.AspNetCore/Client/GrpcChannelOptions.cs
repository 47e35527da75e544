using Grpc.Core;
using Grpc.Net.Compression;
using Microsoft.Extensions.Logging;

namespace Grpc.Net.Client;

/// <summary>Options of a channel (sizes in bytes).</summary>
public sealed class GrpcChannelOptions
{
    /// <summary>Must agree with the address: insecure or null for http, secure or null for https.</summary>
    public ChannelCredentials? Credentials { get; set; }

    public int? MaxSendMessageSize { get; set; }

    /// <summary>4 MiB unless set; null lifts the limit.</summary>
    public int? MaxReceiveMessageSize { get; set; } = 4 * 1024 * 1024;

    public IList<ICompressionProvider>? CompressionProviders { get; set; }

    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>Either this or <see cref="HttpHandler"/>.</summary>
    public HttpClient? HttpClient { get; set; }

    public HttpMessageHandler? HttpHandler { get; set; }

    /// <summary>Dispose the given client or handler with the channel.</summary>
    public bool DisposeHttpClient { get; set; }

    /// <summary>A cancelled call, or one past its deadline, throws <see cref="OperationCanceledException"/> instead of <see cref="RpcException"/>.</summary>
    public bool ThrowOperationCanceledOnCancellation { get; set; }

    /// <summary>Sends call credentials over http too. For loopback and trusted networks only; otherwise they are left out.</summary>
    public bool UnsafeUseInsecureChannelCallCredentials { get; set; }

    public IServiceProvider? ServiceProvider { get; set; }
}
