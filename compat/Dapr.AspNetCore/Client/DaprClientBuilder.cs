using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Dapr.Client;

/// <summary>Makes clients. Defaults come from DAPR_HTTP_ENDPOINT (or DAPR_HTTP_PORT, 3500), DAPR_GRPC_ENDPOINT (or DAPR_GRPC_PORT, 50001) and DAPR_API_TOKEN.</summary>
public sealed class DaprClientBuilder
{
    private string httpEndpoint;
    private string grpcEndpoint;
    private string? apiToken;
    private JsonSerializerOptions json = new(JsonSerializerDefaults.Web);
    private TimeSpan timeout;

    public DaprClientBuilder()
        : this(null)
    {
    }

    internal DaprClientBuilder(IConfiguration? configuration)
    {
        httpEndpoint = Setting(configuration, "DAPR_HTTP_ENDPOINT") ?? $"http://127.0.0.1:{Setting(configuration, "DAPR_HTTP_PORT") ?? "3500"}";
        grpcEndpoint = Setting(configuration, "DAPR_GRPC_ENDPOINT") ?? $"http://127.0.0.1:{Setting(configuration, "DAPR_GRPC_PORT") ?? "50001"}";
        apiToken = Setting(configuration, "DAPR_API_TOKEN");
    }

    public DaprClientBuilder UseHttpEndpoint(string httpEndpoint)
    {
        ArgumentException.ThrowIfNullOrEmpty(httpEndpoint);
        this.httpEndpoint = httpEndpoint;
        return this;
    }

    /// <summary>Where the genuine client publishes; this one only checks it.</summary>
    public DaprClientBuilder UseGrpcEndpoint(string grpcEndpoint)
    {
        ArgumentException.ThrowIfNullOrEmpty(grpcEndpoint);
        this.grpcEndpoint = grpcEndpoint;
        return this;
    }

    /// <summary>Sent as <c>dapr-api-token</c>; empty or null: none.</summary>
    public DaprClientBuilder UseDaprApiToken(string apiToken)
    {
        this.apiToken = apiToken;
        return this;
    }

    public DaprClientBuilder UseJsonSerializationOptions(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        json = options;
        return this;
    }

    public DaprClientBuilder UseTimeout(TimeSpan timeout)
    {
        this.timeout = timeout;
        return this;
    }

    /// <exception cref="InvalidOperationException">An endpoint is neither http nor https.</exception>
    public DaprClient Build()
    {
        Check(grpcEndpoint, "gRPC");
        var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(10) })
        {
            BaseAddress = Check(httpEndpoint, "HTTP"),
        };
        if (timeout > TimeSpan.Zero)
        {
            http.Timeout = timeout;
        }

        if (!string.IsNullOrEmpty(apiToken))
        {
            http.DefaultRequestHeaders.TryAddWithoutValidation("dapr-api-token", apiToken);
        }

        return new HttpDaprClient(http, json);
    }

    internal static string? Setting(IConfiguration? configuration, string name) =>
        new[] { configuration?[name], Environment.GetEnvironmentVariable(name) }.FirstOrDefault(value => !string.IsNullOrEmpty(value));

    private static Uri Check(string endpoint, string kind)
    {
        var uri = new Uri(endpoint);
        return uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps
            ? uri
            : throw new InvalidOperationException($"The {kind} endpoint must use http or https.");
    }
}
