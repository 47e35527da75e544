namespace Dapr;

/// <summary>Endpoint metadata: a subscription.</summary>
public interface ITopicMetadata
{
    string Name { get; }

    string PubsubName { get; }
}

/// <summary>Endpoint metadata: where messages go that cannot be delivered.</summary>
public interface IDeadLetterTopicMetadata
{
    string? DeadLetterTopic { get; }
}

/// <summary>Subscribes the endpoint to a topic.</summary>
[AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
public class TopicAttribute : Attribute, ITopicMetadata, IDeadLetterTopicMetadata
{
    public TopicAttribute(string pubsubName, string name, string[]? ownedMetadatas = null, string? metadataSeparator = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(pubsubName);
        ArgumentException.ThrowIfNullOrEmpty(name);
        NotMirrored(ownedMetadatas is not null || metadataSeparator is not null, "Topic metadata");
        PubsubName = pubsubName;
        Name = name;
    }

    public TopicAttribute(string pubsubName, string name, string? deadLetterTopic, bool enableRawPayload, string[]? ownedMetadatas = null, string? metadataSeparator = null)
        : this(pubsubName, name, ownedMetadatas, metadataSeparator)
    {
        NotMirrored(enableRawPayload, "Raw payloads");
        DeadLetterTopic = deadLetterTopic;
    }

    public string Name { get; set; }

    public string PubsubName { get; set; }

    public string? DeadLetterTopic { get; set; }

    private static void NotMirrored(bool used, string what)
    {
        if (used)
        {
            throw new NotSupportedException($"{what} are not mirrored by this stand-in for Dapr.AspNetCore.");
        }
    }
}

/// <summary>A subscription with its options.</summary>
public class TopicOptions
{
    public string? Name { get; set; }

    public string? PubsubName { get; set; }

    public string? DeadLetterTopic { get; set; }
}
