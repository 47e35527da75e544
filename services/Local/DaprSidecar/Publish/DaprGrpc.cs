using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Platform.Sidecar.Protocol;

namespace Platform.Sidecar.Publish;

/// <summary>The publishing calls of Dapr's gRPC API: what the genuine SDK uses.</summary>
internal sealed class DaprGrpc(Publisher publisher, DaprSidecarOptions options) : Protocol.Dapr.DaprBase
{
    public override async Task<Empty> PublishEvent(PublishEventRequest request, ServerCallContext context)
    {
        Check(request.PubsubName, request.Topic);
        var data = new PublishedData(request.PubsubName, request.Topic, request.Data.Memory, request.DataContentType, request.Metadata.AsReadOnly(), TraceParent(context));
        var results = await publisher.PublishAsync([data]);
        return results[0] is { } error ? throw new RpcException(new Status(StatusCode.InvalidArgument, error.Message)) : new Empty();
    }

    public override async Task<BulkPublishResponse> BulkPublishEvent(BulkPublishRequest request, ServerCallContext context)
    {
        Check(request.PubsubName, request.Topic);
        if (request.Entries.Any(e => e.EntryId.Length == 0) || request.Entries.DistinctBy(e => e.EntryId).Count() != request.Entries.Count)
        {
            throw new RpcException(new Status(StatusCode.InvalidArgument, "entryId is duplicated or not present for an entry"));
        }

        var results = await publisher.PublishAsync([.. request.Entries.Select(e => new PublishedData(
            request.PubsubName, request.Topic, e.Event.Memory, e.ContentType, PublishEndpoints.Merge(request.Metadata.AsReadOnly(), e.Metadata), TraceParent(context)))]);
        var response = new BulkPublishResponse();
        response.FailedEntries.AddRange(request.Entries.Zip(results)
            .Where(r => r.Second is not null)
            .Select(r => new BulkPublishResponseFailedEntry { EntryId = r.First.EntryId, Error = r.Second!.Message }));
        return response;
    }

    public override Task<BulkPublishResponse> BulkPublishEventAlpha1(BulkPublishRequest request, ServerCallContext context) => BulkPublishEvent(request, context);

    public override Task<GetMetadataResponse> GetMetadata(GetMetadataRequest request, ServerCallContext context)
    {
        var response = new GetMetadataResponse { Id = options.AppId, RuntimeVersion = DaprSidecar.RuntimeVersion };
        response.RegisteredComponents.AddRange(options.PubSubNames.Select(name => new RegisteredComponents { Name = name, Type = DaprSidecar.ComponentType, Version = "v1" }));
        return Task.FromResult(response);
    }

    private static string? TraceParent(ServerCallContext context) => context.RequestHeaders.GetValue("traceparent");

    private void Check(string pubsub, string topic)
    {
        if (publisher.Check(pubsub, topic) is { } unknown)
        {
            throw new RpcException(new Status(topic.Length == 0 ? StatusCode.InvalidArgument : StatusCode.NotFound, unknown.Message));
        }
    }
}
