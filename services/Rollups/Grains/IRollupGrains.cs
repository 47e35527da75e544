using Platform.Rollups.Facts;

namespace Platform.Rollups.Grains;

/// <summary>One commune, ward or special zone; the key is its official code.</summary>
public interface ICommuneGrain : IGrainWithStringKey
{
    /// <summary>Returns once the fact is durable. Twice or late changes nothing.</summary>
    Task ApplyReport(ReportFact fact);

    Task ApplyIndicator(IndicatorFact fact);

    Task ApplyTask(TaskFact fact);

    Task<Picture> Get(string period);

    Task<long> GetVersion();
}

/// <summary>A city or province (key: two digits), or the nation (<c>VN</c>): the sum of its children.</summary>
public interface IRegionGrain : IGrainWithStringKey
{
    /// <summary>Takes new summaries of children; older ones than known are passed over.</summary>
    Task Merge([Immutable] List<ChildUpdate> updates);

    Task<Picture> Get(string period);

    Task<long> GetVersion();
}

/// <summary>What a grain shows of one period: its own sums and its children's.</summary>
[GenerateSerializer, Immutable]
public sealed class Picture
{
    [Id(0)] public long Version { get; init; }
    [Id(1)] public DateTimeOffset? ChangedAt { get; init; }
    [Id(2)] public ReportSummary Reports { get; init; } = ReportSummary.Empty;
    [Id(3)] public TaskSummary Tasks { get; init; } = TaskSummary.Empty;

    /// <summary>State of a commune's own report.</summary>
    [Id(4)] public string? State { get; init; }
    [Id(5)] public DateTimeOffset? SubmittedAt { get; init; }
    [Id(6)] public bool? OnTime { get; init; }

    /// <summary>Children that sent anything; the others are known from the unit list.</summary>
    [Id(7)] public Dictionary<string, ChildPicture> Children { get; init; } = [];
}

[GenerateSerializer, Immutable]
public sealed class ChildPicture
{
    [Id(0)] public ReportSummary Reports { get; init; } = ReportSummary.Empty;
    [Id(1)] public TaskSummary Tasks { get; init; } = TaskSummary.Empty;
    [Id(2)] public string? State { get; init; }
    [Id(3)] public DateTimeOffset? SubmittedAt { get; init; }
    [Id(4)] public bool? OnTime { get; init; }
}
