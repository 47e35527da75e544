using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Tests.Echo;

namespace Platform.Tests.Grpc;

/// <summary>Does what the request says.</summary>
public sealed class EchoService(CallLog log) : global::Platform.Tests.Echo.Echo.EchoBase
{
    public override async Task<EchoReply> Say(EchoRequest request, ServerCallContext context)
    {
        context.ResponseTrailers.Add("x-trailer", "end");
        switch (request.Behaviour)
        {
            case "fail":
                throw new RpcException(new Status((StatusCode)request.Status, request.Detail), new Metadata { { "why-bin", [1, 2, 255] } });
            case "throw":
                throw new InvalidOperationException("secret of the house");
            case "hang":
                try
                {
                    await Task.Delay(Timeout.Infinite, context.CancellationToken);
                }
                finally
                {
                    log.Cancelled.TrySetResult();
                }

                break;
            case "headers":
                await context.WriteResponseHeadersAsync(new Metadata { { "x-early", "yes" }, { "x-early-bin", [9, 8] } });
                break;
        }

        var reply = new EchoReply { Text = request.Text, Filler = ByteString.CopyFrom(new byte[request.Size]) };
        foreach (var entry in context.RequestHeaders)
        {
            reply.Seen[entry.Key] = entry.IsBinary ? Convert.ToHexString(entry.ValueBytes) : entry.Value;
        }

        reply.Seen["user"] = context.GetHttpContext().User.Identity?.Name ?? "";
        reply.Seen["deadline"] = context.Deadline == DateTime.MaxValue ? "none" : "set";
        reply.Seen["grpc-encoding"] = context.GetHttpContext().Request.Headers["grpc-encoding"].ToString();
        reply.Seen["peer"] = context.Peer;
        return reply;
    }

    [Authorize(Roles = "admin")]
    public override Task<EchoReply> Admin(EchoRequest request, ServerCallContext context) =>
        Task.FromResult(new EchoReply { Text = context.GetHttpContext().User.Identity!.Name });

    public override async Task Count(CountRequest request, IServerStreamWriter<CountReply> responseStream, ServerCallContext context)
    {
        for (var i = 1; i <= request.Upto; i++)
        {
            await responseStream.WriteAsync(new CountReply { Value = i }, context.CancellationToken);
        }

        if (request.Hang)
        {
            try
            {
                await Task.Delay(Timeout.Infinite, context.CancellationToken);
            }
            finally
            {
                log.Cancelled.TrySetResult();
            }
        }

        if (request.Status != 0)
        {
            throw new RpcException(new Status((StatusCode)request.Status, "after the messages"));
        }
    }
}

/// <summary>What the server saw, for the tests to look at.</summary>
public sealed class CallLog
{
    public TaskCompletionSource Cancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public System.Collections.Concurrent.ConcurrentQueue<string> Lines { get; } = new();
}
