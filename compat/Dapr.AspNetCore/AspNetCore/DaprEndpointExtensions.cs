using System.Text.Json;
using System.Text.Json.Serialization;
using Dapr;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Subscribes endpoints.</summary>
public static class DaprEndpointConventionBuilderExtensions
{
    public static T WithTopic<T>(this T builder, string pubsubName, string name)
        where T : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithMetadata(new TopicAttribute(pubsubName, name));
    }

    public static T WithTopic<T>(this T builder, TopicOptions topicOptions)
        where T : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(topicOptions);
        return builder.WithMetadata(new TopicAttribute(topicOptions.PubsubName!, topicOptions.Name!, topicOptions.DeadLetterTopic, enableRawPayload: false));
    }
}

/// <summary>Tells the sidecar the subscriptions.</summary>
public static class DaprEndpointRouteBuilderExtensions
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary><c>GET /dapr/subscribe</c>: topic, pubsubName, route and deadLetterTopic of every endpoint with a topic (docs.dapr.io, programmatic subscriptions).</summary>
    public static IEndpointConventionBuilder MapSubscribeHandler(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        return endpoints.MapGet("dapr/subscribe", context =>
        {
            var subscriptions = context.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints
                .OfType<RouteEndpoint>()
                .SelectMany(e => e.Metadata.GetOrderedMetadata<ITopicMetadata>(), (e, topic) => new Subscription(
                    topic.Name, topic.PubsubName, Route(e.RoutePattern), (topic as IDeadLetterTopicMetadata)?.DeadLetterTopic))
                .DistinctBy(s => (s.PubsubName, s.Topic))
                .OrderBy(s => (s.PubsubName, s.Topic));
            return context.Response.WriteAsync(JsonSerializer.Serialize(subscriptions, Json));
        });
    }

    private static string Route(RoutePattern pattern) => string.Join(
        '/',
        pattern.PathSegments.Select(s => string.Concat(s.Parts.Cast<RoutePatternLiteralPart>().Select(p => p.Content))));

    private sealed record Subscription(string Topic, string PubsubName, string Route, string? DeadLetterTopic);
}
