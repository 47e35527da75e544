using Grpc.Core;
using Grpc.Net.Client;
using Platform.Tests.Echo;

namespace Platform.Tests.Grpc;

public sealed class UnaryTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private EchoHost host = null!;

    public async Task InitializeAsync() => host = await EchoHost.StartAsync();

    public Task DisposeAsync() => host.DisposeAsync().AsTask();

    [Fact]
    public async Task Say_AnswersTextTrailersAndStatus()
    {
        using var call = host.Client().SayAsync(new EchoRequest { Text = "cải cách" });

        Assert.Equal("cải cách", (await call).Text);
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
        Assert.Equal("end", call.GetTrailers().GetValue("x-trailer"));
        Assert.StartsWith("ipv4:127.0.0.1:", (await call.ResponseAsync).Seen["peer"], StringComparison.Ordinal);
    }

    [Fact]
    public void Say_Blocking_Answers() => Assert.Equal("x", host.Client().Say(new EchoRequest { Text = "x" }).Text);

    [Fact]
    public async Task Metadata_TextAndBinary_ArriveOnBothSides()
    {
        var headers = new Metadata { { "X-Text", "value" }, { "x-bytes-bin", [0, 1, 254] } };
        using var call = host.Client().SayAsync(new EchoRequest { Behaviour = "headers" }, headers);

        var reply = await call;
        var early = await call.ResponseHeadersAsync;

        Assert.Equal("value", reply.Seen["x-text"]);
        Assert.Equal("0001FE", reply.Seen["x-bytes-bin"]);
        Assert.Equal("yes", early.GetValue("x-early"));
        Assert.Equal([9, 8], early.GetValueBytes("x-early-bin"));
    }

    [Theory]
    [InlineData(StatusCode.NotFound, "plain")]
    [InlineData(StatusCode.FailedPrecondition, "Báo cáo đã nộp: 100% \n xong")]
    public async Task RpcException_ArrivesWithDetailAndTrailers(StatusCode code, string detail)
    {
        var failure = await FailAsync(new EchoRequest { Behaviour = "fail", Status = (int)code, Detail = detail });

        Assert.Equal(code, failure.StatusCode);
        Assert.Equal(detail, failure.Status.Detail);
        Assert.Equal([1, 2, 255], failure.Trailers.GetValueBytes("why-bin"));
        Assert.Equal("end", failure.Trailers.GetValue("x-trailer"));
    }

    [Fact]
    public async Task OtherException_IsUnknown_WithoutItsText()
    {
        var failure = await FailAsync(new EchoRequest { Behaviour = "throw" });

        Assert.Equal(StatusCode.Unknown, failure.StatusCode);
        Assert.Equal("Exception was thrown by handler.", failure.Status.Detail);
    }

    [Fact]
    public async Task OtherException_WithDetailedErrors_SaysItsText()
    {
        await using var detailed = await EchoHost.StartAsync(o => o.EnableDetailedErrors = true);
        var failure = await Assert.ThrowsAsync<RpcException>(async () => await detailed.Client().SayAsync(new EchoRequest { Behaviour = "throw" }));

        Assert.Contains("InvalidOperationException: secret of the house", failure.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NotOverriddenMethod_IsUnimplemented() =>
        Assert.Equal(StatusCode.Unimplemented, (await Assert.ThrowsAsync<RpcException>(async () => await host.Client().NotWrittenAsync(new EchoRequest()))).StatusCode);

    [Theory]
    [InlineData("platform.tests.v1.Echo", "Unheard", "Method is unimplemented.")]
    [InlineData("other.v1.Service", "Unheard", "Service is unimplemented.")]
    public async Task UnknownMethodOrService_IsUnimplemented(string service, string name, string detail)
    {
        var marshaller = Marshallers.StringMarshaller;
        var method = new Method<string, string>(MethodType.Unary, service, name, marshaller, marshaller);
        using var channel = GrpcChannel.ForAddress(host.Address);
        var failure = await Assert.ThrowsAsync<RpcException>(async () => await channel.CreateCallInvoker().AsyncUnaryCall(method, null, default, "x"));

        Assert.Equal(StatusCode.Unimplemented, failure.StatusCode);
        Assert.Equal(detail, failure.Status.Detail);
    }

    [Fact]
    public async Task Deadline_EndsBothSides()
    {
        var failure = await Assert.ThrowsAsync<RpcException>(async () => await host.Client().SayAsync(new EchoRequest { Behaviour = "hang" }, deadline: DateTime.UtcNow.AddMilliseconds(150)));

        Assert.Equal(StatusCode.DeadlineExceeded, failure.StatusCode);
        await host.Log.Cancelled.Task.WaitAsync(Patience);
    }

    [Fact]
    public async Task Deadline_InThePast_FailsWithoutACall() =>
        Assert.Equal(StatusCode.DeadlineExceeded, (await Assert.ThrowsAsync<RpcException>(async () => await host.Client().SayAsync(new EchoRequest(), deadline: DateTime.UtcNow.AddSeconds(-1)))).StatusCode);

    [Fact]
    public async Task Deadline_IsSeenByTheService() =>
        Assert.Equal("set", (await host.Client().SayAsync(new EchoRequest(), deadline: DateTime.UtcNow.AddMinutes(1))).Seen["deadline"]);

    [Fact]
    public async Task Cancellation_EndsBothSides()
    {
        using var cancel = new CancellationTokenSource();
        using var call = host.Client().SayAsync(new EchoRequest { Behaviour = "hang" }, cancellationToken: cancel.Token);
        cancel.CancelAfter(TimeSpan.FromMilliseconds(100));
        var failure = await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync);

        Assert.Equal(StatusCode.Cancelled, failure.StatusCode);
        await host.Log.Cancelled.Task.WaitAsync(Patience);
    }

    [Fact]
    public async Task NobodyListening_IsUnavailable()
    {
        using var channel = GrpcChannel.ForAddress("http://127.0.0.1:1");
        var failure = await Assert.ThrowsAsync<RpcException>(async () => await new global::Platform.Tests.Echo.Echo.EchoClient(channel).SayAsync(new EchoRequest()));

        Assert.Equal(StatusCode.Unavailable, failure.StatusCode);
    }

    [Fact]
    public async Task ClientStreaming_IsNotMirrored_AndSaysSo()
    {
        Assert.Throws<NotSupportedException>(() => host.Client().Upload());
        Assert.Throws<NotSupportedException>(() => host.Client().Chat());

        // A call of another peer gets UNIMPLEMENTED.
        var marshaller = Marshallers.StringMarshaller;
        var upload = new Method<string, string>(MethodType.Unary, "platform.tests.v1.Echo", "Upload", marshaller, marshaller);
        using var channel = GrpcChannel.ForAddress(host.Address);
        var failure = await Assert.ThrowsAsync<RpcException>(async () => await channel.CreateCallInvoker().AsyncUnaryCall(upload, null, default, "x"));
        Assert.Equal(StatusCode.Unimplemented, failure.StatusCode);
    }

    private async Task<RpcException> FailAsync(EchoRequest request) =>
        await Assert.ThrowsAsync<RpcException>(async () => await host.Client().SayAsync(request));
}
