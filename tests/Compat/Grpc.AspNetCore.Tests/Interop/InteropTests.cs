using System.Text.Json;
using Grpc.Core;
using Grpc.Net.Client;
using Platform.Tests.Echo;

namespace Platform.Tests.Grpc;

/// <summary>Both sides against another implementation, so that we do not only agree with ourselves.</summary>
public sealed class InteropTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [InteropFact]
    public async Task GrpcJsClient_TalksToOurServer()
    {
        await using var host = await EchoHost.StartAsync(o => o.ResponseCompressionAlgorithm = "gzip");
        using var node = GrpcJs.Start("client.js", new Uri(host.Address).Authority);
        var output = await node.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        var cases = output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)
            .ToDictionary(e => e.GetProperty("name").GetString()!);

        Assert.True(cases.Count == 6, $"six cases expected; got: {output} {await node.StandardError.ReadToEndAsync()}");
        Assert.Equal("cải cách", cases["say"].GetProperty("text").GetString());
        Assert.Equal("value", cases["say"].GetProperty("seen").GetProperty("x-text").GetString());
        Assert.Equal("0001FE", cases["say"].GetProperty("seen").GetProperty("x-bytes-bin").GetString());
        Assert.Equal("end", cases["say"].GetProperty("trailer").GetString());
        Assert.Equal(60000, cases["gzip"].GetProperty("size").GetInt32());
        Assert.Equal("gzip", cases["gzip"].GetProperty("seen").GetProperty("grpc-encoding").GetString());
        Assert.Equal(9, cases["fail"].GetProperty("code").GetInt32());
        Assert.Equal("Đã nộp 100%", cases["fail"].GetProperty("details").GetString());
        Assert.Equal("0102ff", cases["fail"].GetProperty("why")[0].GetString());
        Assert.Equal(4, cases["deadline"].GetProperty("code").GetInt32());
        Assert.Equal(Enumerable.Range(1, 100), cases["count"].GetProperty("values").EnumerateArray().Select(v => v.GetInt32()));
        Assert.Equal(10, cases["aborted"].GetProperty("code").GetInt32());
        // grpc-js reports the error at once, also ahead of messages it has not handed out yet: only the status is certain.
        Assert.Equal("after the messages", cases["aborted"].GetProperty("details").GetString());
    }

    [InteropFact]
    public async Task OurClient_TalksToGrpcJsServer()
    {
        using var node = GrpcJs.Start("server.js");
        try
        {
            var line = await node.StandardOutput.ReadLineAsync().WaitAsync(Patience);
            Assert.True(line?.StartsWith("port ", StringComparison.Ordinal), $"the server did not start: {line} {(node.HasExited ? await node.StandardError.ReadToEndAsync() : "")}");
            using var channel = GrpcChannel.ForAddress($"http://127.0.0.1:{line![5..]}");
            var client = new global::Platform.Tests.Echo.Echo.EchoClient(channel);

            await SayAsync(client);
            await FailAsync(client);
            await CountAsync(client);
        }
        finally
        {
            node.StandardInput.Close();
            await node.WaitForExitAsync().WaitAsync(Patience);
        }
    }

    private static async Task SayAsync(global::Platform.Tests.Echo.Echo.EchoClient client)
    {
        var headers = new Metadata { { "x-text", "value" }, { "x-bytes-bin", [0, 1, 254] }, { "grpc-internal-encoding-request", "gzip" } };
        using var call = client.SayAsync(new EchoRequest { Text = "cải cách", Size = 60_000 }, headers, DateTime.UtcNow.AddMinutes(1));
        var reply = await call;

        Assert.Equal("cải cách", reply.Text);
        Assert.Equal(60_000, reply.Filler.Length);
        Assert.Equal("value", reply.Seen["x-text"]);
        Assert.Equal("0001fe", reply.Seen["x-bytes-bin"]);
        Assert.Equal("set", reply.Seen["deadline"]);
        Assert.Equal("yes", (await call.ResponseHeadersAsync).GetValue("x-early"));
        Assert.Equal("end", call.GetTrailers().GetValue("x-trailer"));
    }

    private static async Task FailAsync(global::Platform.Tests.Echo.Echo.EchoClient client)
    {
        var failed = await Assert.ThrowsAsync<RpcException>(async () => await client.SayAsync(new EchoRequest { Behaviour = "fail", Status = 9, Detail = "Đã nộp 100%" }));
        Assert.Equal((StatusCode.FailedPrecondition, "Đã nộp 100%"), (failed.StatusCode, failed.Status.Detail));
        Assert.Equal([1, 2, 255], failed.Trailers.GetValueBytes("why-bin"));

        var late = await Assert.ThrowsAsync<RpcException>(async () => await client.SayAsync(new EchoRequest { Behaviour = "hang" }, deadline: DateTime.UtcNow.AddMilliseconds(200)));
        Assert.Equal(StatusCode.DeadlineExceeded, late.StatusCode);

        var missing = await Assert.ThrowsAsync<RpcException>(async () => await client.NotWrittenAsync(new EchoRequest()));
        Assert.Equal(StatusCode.Unimplemented, missing.StatusCode);
    }

    private static async Task CountAsync(global::Platform.Tests.Echo.Echo.EchoClient client)
    {
        using var all = client.Count(new CountRequest { Upto = 100 });
        var seen = new List<int>();
        await foreach (var reply in all.ResponseStream.ReadAllAsync())
        {
            seen.Add(reply.Value);
        }

        Assert.Equal(Enumerable.Range(1, 100), seen);
        using var broken = client.Count(new CountRequest { Upto = 2, Status = 10 });
        var aborted = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            await foreach (var _ in broken.ResponseStream.ReadAllAsync())
            {
            }
        });
        Assert.Equal(StatusCode.Aborted, aborted.StatusCode);
    }
}
