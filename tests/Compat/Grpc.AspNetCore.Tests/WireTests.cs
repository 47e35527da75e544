using System.Net;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Platform.Tests.Echo;

namespace Platform.Tests.Grpc;

public sealed class WireTests
{
    [Fact]
    public async Task Gzip_BothWays_KeepsTheMessage()
    {
        await using var host = await EchoHost.StartAsync(o => o.ResponseCompressionAlgorithm = "gzip");
        using var call = host.Client().SayAsync(
            new EchoRequest { Text = new string('a', 100_000), Size = 300_000 },
            new Metadata { { "grpc-internal-encoding-request", "gzip" } });

        var reply = await call;

        Assert.Equal(100_000, reply.Text.Length);
        Assert.Equal(300_000, reply.Filler.Length);
        Assert.Equal("gzip", reply.Seen["grpc-encoding"]);
    }

    [Fact]
    public async Task Gzip_IsOnTheWire_AsFlaggedFrame()
    {
        await using var host = await EchoHost.StartAsync(o => o.ResponseCompressionAlgorithm = "gzip");
        using var response = await PostAsync(host, new EchoRequest { Size = 100_000 }, request => request.Headers.Add("grpc-accept-encoding", "identity,gzip"));
        var body = await response.Content.ReadAsByteArrayAsync();

        Assert.Equal("gzip", response.Headers.GetValues("grpc-encoding").Single());
        Assert.Equal(1, body[0]);
        Assert.InRange(body.Length, 10, 5_000);
        Assert.Equal("0", response.TrailingHeaders.GetValues("grpc-status").Single());
    }

    [Fact]
    public async Task Gzip_NotAccepted_AnswersPlain()
    {
        await using var host = await EchoHost.StartAsync(o => o.ResponseCompressionAlgorithm = "gzip");
        using var response = await PostAsync(host, new EchoRequest { Size = 10 });

        Assert.Equal(0, (await response.Content.ReadAsByteArrayAsync())[0]);
        Assert.False(response.Headers.Contains("grpc-encoding"));
    }

    [Fact]
    public async Task UnknownEncoding_IsUnimplemented_AndNamesTheKnownOnes()
    {
        await using var host = await EchoHost.StartAsync();
        using var response = await PostAsync(host, new EchoRequest(), request => request.Headers.Add("grpc-encoding", "snappy"));

        Assert.Equal("12", response.Headers.GetValues("grpc-status").Single());
        Assert.Equal("identity,gzip", response.Headers.GetValues("grpc-accept-encoding").Single());
    }

    [Fact]
    public async Task Failure_BeforeAnyMessage_IsTrailersOnly_PercentEncoded()
    {
        await using var host = await EchoHost.StartAsync();
        using var response = await PostAsync(host, new EchoRequest { Behaviour = "fail", Status = 5, Detail = "xã 100%" });

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("5", response.Headers.GetValues("grpc-status").Single());
        Assert.Equal("x%C3%A3 100%25", response.Headers.GetValues("grpc-message").Single());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task TooLargeRequest_IsResourceExhausted(bool gzip)
    {
        await using var host = await EchoHost.StartAsync(o => o.MaxReceiveMessageSize = 1000);
        var headers = gzip ? new Metadata { { "grpc-internal-encoding-request", "gzip" } } : [];
        var failure = await Assert.ThrowsAsync<RpcException>(async () => await host.Client().SayAsync(new EchoRequest { Text = new string('a', 1001) }, headers));

        Assert.Equal(StatusCode.ResourceExhausted, failure.StatusCode);
    }

    [Fact]
    public async Task TooLargeAnswer_IsResourceExhausted_OnEitherSide()
    {
        await using var host = await EchoHost.StartAsync(o => o.MaxSendMessageSize = 2_000);
        var large = new EchoRequest { Size = 3_000 };

        var sent = await Assert.ThrowsAsync<RpcException>(async () => await host.Client().SayAsync(large));
        var received = await Assert.ThrowsAsync<RpcException>(async () => await host.Client(o => o.MaxReceiveMessageSize = 500).SayAsync(new EchoRequest { Size = 1000 }));
        var unsent = await Assert.ThrowsAsync<RpcException>(async () => await host.Client(o => o.MaxSendMessageSize = 10).SayAsync(new EchoRequest { Text = "more than ten bytes" }));

        Assert.Equal(StatusCode.ResourceExhausted, sent.StatusCode);
        Assert.Equal(StatusCode.ResourceExhausted, received.StatusCode);
        Assert.Equal(StatusCode.ResourceExhausted, unsent.StatusCode);
    }

    [Fact]
    public async Task LargeMessages_UpToTheLimit_GoThrough()
    {
        await using var host = await EchoHost.StartAsync(o => o.MaxReceiveMessageSize = null);
        var reply = await host.Client(o => o.MaxReceiveMessageSize = null).SayAsync(new EchoRequest { Text = new string('b', 9_000_000), Size = 9_000_000 });

        Assert.Equal(9_000_000, reply.Filler.Length);
    }

    [Fact]
    public async Task NoGrpc_IsRefused_OtherPagesStayAsTheyAre()
    {
        await using var host = await EchoHost.StartAsync();
        using var client = Http();
        using var wrongType = await client.PostAsync($"{host.Address}/platform.tests.v1.Echo/Say", new StringContent("{}", Encoding.UTF8, "application/json"));
        using var page = await client.GetAsync($"{host.Address}/plain/page");
        using var none = await client.PostAsync($"{host.Address}/no/page", new StringContent("x"));

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, wrongType.StatusCode);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task Http1_IsRefused()
    {
        await using var host = await EchoHost.StartAsync(protocols: HttpProtocols.Http1);
        using var client = new HttpClient();
        using var response = await client.PostAsync($"{host.Address}/platform.tests.v1.Echo/Say", new ByteArrayContent([0, 0, 0, 0, 0]) { Headers = { ContentType = new("application/grpc") } });

        Assert.Equal(HttpStatusCode.UpgradeRequired, response.StatusCode);
    }

    [Theory]
    [InlineData(400, StatusCode.Internal)]
    [InlineData(404, StatusCode.Unimplemented)]
    [InlineData(429, StatusCode.Unavailable)]
    [InlineData(503, StatusCode.Unavailable)]
    [InlineData(500, StatusCode.Unknown)]
    public async Task HttpStatus_BecomesGrpcStatus(int http, StatusCode expected)
    {
        await using var host = await EchoHost.StartAsync(endpoint: e => e.Add(b => b.RequestDelegate = context =>
        {
            context.Response.StatusCode = http;
            return Task.CompletedTask;
        }));
        var failure = await Assert.ThrowsAsync<RpcException>(async () => await host.Client().SayAsync(new EchoRequest()));

        Assert.Equal(expected, failure.StatusCode);
    }

    [Fact]
    public async Task BrokenFrames_AreInternal_NotACrash()
    {
        await using var host = await EchoHost.StartAsync();
        foreach (byte[] body in new byte[][] { [], [0, 0, 0], [0, 0, 0, 0, 9, 1], [7, 0, 0, 0, 0], [0, 0, 0, 0, 1, 0xFF], [1, 0, 0, 0, 1, 5] })
        {
            using var response = await PostBytesAsync(host, body);
            var status = response.Headers.TryGetValues("grpc-status", out var early) ? early : response.TrailingHeaders.GetValues("grpc-status");
            Assert.Equal("13", status.Single());
        }
    }

    private static HttpClient Http() => new() { DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };

    private static Task<HttpResponseMessage> PostAsync(EchoHost host, EchoRequest message, Action<HttpRequestMessage>? configure = null)
    {
        var bytes = message.ToByteArray();
        return PostBytesAsync(host, [0, 0, 0, (byte)(bytes.Length >> 8), (byte)bytes.Length, .. bytes], configure);
    }

    private static async Task<HttpResponseMessage> PostBytesAsync(EchoHost host, byte[] frame, Action<HttpRequestMessage>? configure = null)
    {
        using var client = Http();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{host.Address}/platform.tests.v1.Echo/Say")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(frame) { Headers = { ContentType = new("application/grpc") } },
        };
        configure?.Invoke(request);
        return await client.SendAsync(request);
    }
}
