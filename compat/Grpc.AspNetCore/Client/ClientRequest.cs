using System.Net;
using System.Net.Http.Headers;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Compression;
using Microsoft.Extensions.Logging;

namespace Grpc.Wire;

/// <summary>The HTTP request of a call.</summary>
internal static partial class ClientRequest
{
    public static async Task<HttpRequestMessage> CreateAsync<TRequest, TResponse>(GrpcChannel channel, Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest message, CancellationToken cancellationToken)
        where TRequest : class
        where TResponse : class
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(channel.Address, method.FullName))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Headers.Host = host;
        request.Headers.TryAddWithoutValidation("te", "trailers");
        request.Headers.TryAddWithoutValidation("user-agent", "grpc-dotnet/2.80.0");
        request.Headers.TryAddWithoutValidation(Headers.AcceptEncoding, channel.AcceptEncoding);
        var compression = AddMetadata(channel, request, options.Headers ?? Metadata.Empty);
        await AddCredentialsAsync(channel, method, options, request, cancellationToken).ConfigureAwait(false);
        if (options.Deadline is { } deadline && deadline != DateTime.MaxValue)
        {
            request.Headers.TryAddWithoutValidation(Headers.Timeout, Headers.EncodeTimeout(deadline - DateTime.UtcNow));
        }

        var frame = FrameBuffer.Serialize(method.RequestMarshaller, message, channel.Options.MaxSendMessageSize, compression, null);
        request.Content = new ReadOnlyMemoryContent(frame) { Headers = { ContentType = new MediaTypeHeaderValue(Headers.ContentType) } };
        return request;
    }

    private static ICompressionProvider? AddMetadata(GrpcChannel channel, HttpRequestMessage request, Metadata metadata)
    {
        ICompressionProvider? compression = null;
        foreach (var entry in metadata)
        {
            if (entry.Key == Headers.RequestEncoding)
            {
                compression = entry.Value == "identity" ? null : channel.Compressions.TryGetValue(entry.Value, out var found)
                    ? found
                    : throw new InvalidOperationException($"Could not find compression provider for '{entry.Value}'.");
                request.Headers.TryAddWithoutValidation(Headers.Encoding, entry.Value);
                continue;
            }

            if (!request.Headers.TryAddWithoutValidation(entry.Key, Headers.Write(entry)))
            {
                throw new InvalidOperationException($"Error adding request header '{entry.Key}'.");
            }
        }

        return compression;
    }

    private static async Task AddCredentialsAsync(GrpcChannel channel, IMethod method, CallOptions options, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        CallCredentials?[] all = [channel.Options.Credentials?.CallCredentials, options.Credentials];
        var interceptors = all.OfType<CallCredentials.InterceptorCredentials>().SelectMany(c => c.Interceptors).ToList();
        if (interceptors.Count == 0)
        {
            return;
        }

        if (!channel.IsSecure && !channel.Options.UnsafeUseInsecureChannelCallCredentials)
        {
            CredentialsNotUsed(channel.Logger, method.FullName);
            return;
        }

        var metadata = new Metadata();
        var context = new AuthInterceptorContext(new Uri(channel.Address, method.ServiceName).ToString(), method.Name, cancellationToken);
        foreach (var interceptor in interceptors)
        {
            await interceptor(context, metadata).ConfigureAwait(false);
        }

        AddMetadata(channel, request, metadata);
    }

    [LoggerMessage(LogLevel.Warning, "The configured CallCredentials were not used for {Method}: the call does not use TLS and UnsafeUseInsecureChannelCallCredentials is not set.", EventName = "CallCredentialsNotUsed")]
    private static partial void CredentialsNotUsed(ILogger logger, string method);
}
