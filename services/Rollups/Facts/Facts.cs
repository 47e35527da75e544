using System.Text.Json.Serialization;

namespace Platform.Rollups.Facts;

/// <summary>The whole state of one report, as the commune's grain takes it.</summary>
[GenerateSerializer, Immutable]
public sealed class ReportFact
{
    [Id(0)] public string Period { get; init; } = "";
    [Id(1)] public long Version { get; init; }
    [Id(2)] public string State { get; init; } = "";
    [Id(3)] public DateTimeOffset? SubmittedAt { get; init; }
    [Id(4)] public bool? OnTime { get; init; }
    [Id(5)] public DateTimeOffset OccurredAt { get; init; }

    /// <summary>Indicator values that count; empty while none do.</summary>
    [Id(6)] public Dictionary<string, Amount> Values { get; init; } = [];
}

/// <summary>One value recorded outside the reports.</summary>
[GenerateSerializer, Immutable]
public sealed class IndicatorFact
{
    [Id(0)] public string Period { get; init; } = "";
    [Id(1)] public string Indicator { get; init; } = "";
    [Id(2)] public long Version { get; init; }
    [Id(3)] public Amount Amount { get; init; }
    [Id(4)] public bool Provisional { get; init; }
}

/// <summary>The whole state of one task.</summary>
[GenerateSerializer, Immutable]
public sealed class TaskFact
{
    [Id(0)] public Guid TaskId { get; init; }
    [Id(1)] public long Version { get; init; }
    [Id(2)] public string State { get; init; } = "";
    [Id(3)] public int FromYear { get; init; }
    [Id(4)] public int ToYear { get; init; }

    /// <summary>By how many days it was done late; 0 otherwise, and in facts stored before it was told.</summary>
    [Id(5)] public int DelayDays { get; init; }

    /// <summary>Assigned by the city, not planned by the commune.</summary>
    [Id(6)] public bool Assigned { get; init; }

    /// <summary>The years in which the task is counted.</summary>
    [JsonIgnore]
    public IEnumerable<int> Years => Enumerable.Range(FromYear, ToYear - FromYear + 1);
}

/// <summary>A ratio as numerator and denominator, or a count without denominator.</summary>
[GenerateSerializer, Immutable]
public readonly struct Amount
{
    public Amount(decimal numerator, decimal? denominator)
    {
        Numerator = numerator;
        Denominator = denominator;
    }

    [Id(0)] public decimal Numerator { get; init; }
    [Id(1)] public decimal? Denominator { get; init; }
}
