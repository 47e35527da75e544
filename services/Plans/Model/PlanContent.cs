using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.PlanDocuments;
using Platform.ServiceDefaults.Text;

namespace Platform.Plans.Model;

/// <summary>
/// What a plan says, as stored. <see cref="Findings"/> are those of the reading; what follows from the content itself is checked anew each
/// time.
/// </summary>
public sealed record PlanContent(
    PlanDecision Decision,
    IReadOnlyList<string> LegalBases,
    IReadOnlyList<TargetView> Targets,
    IReadOnlyList<TaskView> Tasks,
    IReadOnlyList<FindingView> Findings)
{
    public static readonly PlanContent Empty = new(new(null, null, null, null, null, null), [], [], [], []);

    /// <summary>Findings that a person has looked at, by their id.</summary>
    public IReadOnlyDictionary<string, Resolution> Resolutions { get; init; } = new Dictionary<string, Resolution>();

    /// <summary>Which rows answer which items from above.</summary>
    [JsonIgnore]
    public IEnumerable<(Guid Row, Guid Item)> Links => Targets.SelectMany(t => t.Answers.Select(item => (t.Id, item)))
        .Concat(Tasks.SelectMany(t => t.Answers.Select(item => (t.Id, item))));

    public string ToJson() => JsonSerializer.Serialize(this, PlatformJson.Options);

    public static PlanContent FromJson(string json) => JsonSerializer.Deserialize<PlanContent>(json, PlatformJson.Options)!;

    /// <summary>The content with ids in every row and finding: plans stored before rows could be edited have none.</summary>
    public PlanContent WithIds(Guid plan)
    {
        var targets = Targets.Select((t, i) => t.Id == Guid.Empty ? t with { Id = IdOf(plan, i) } : t).ToList();
        var content = this with { Targets = targets };
        return content with { Findings = [.. Findings.Select(f => f.Id.Length > 0 ? f : FindingKeys.Anchor(f, content))] };
    }

    /// <summary>The same for the same place in the same plan, whenever it is asked.</summary>
    private static Guid IdOf(Guid plan, int index) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{plan:N} target {index}")).AsSpan(0, 16));
}

/// <summary>Who said of a finding that it is settled, and when.</summary>
public sealed record Resolution(string By, DateTimeOffset At);

/// <param name="Comparator">none, atLeast, moreThan, equals, atMost, lessThan, reduceAtLeast, reduceBy, increaseAtLeast, increaseBy,
/// exceed.</param>
/// <param name="Measures">All measurable parts of the target; the first is repeated in Comparator, Value and Unit.</param>
/// <param name="SourceLines">Where it stands in the document; null for a row made by hand.</param>
public sealed record TargetView(
    string? Number, string Text, Comparator Comparator, decimal? Value, string? Unit, int? Area, IReadOnlyList<Measure> Measures,
    LineSpan? SourceLines)
{
    public Guid Id { get; init; }

    /// <summary>Code of the indicator that measures it, as proposed by a person.</summary>
    public string? Indicator { get; init; }

    /// <summary>0 to 1: how sure the reading of this row is; 1 once a person has edited it.</summary>
    public decimal Confidence { get; init; } = 1;

    /// <summary>Whether a person has changed or made this row.</summary>
    public bool Edited { get; init; }

    /// <summary>Items of a plan from above that this row answers.</summary>
    public IReadOnlyList<Guid> Answers { get; init; } = [];
}

/// <param name="Id">Stays the same from the draft to the task book and over amendments.</param>
/// <param name="Area">1..7; null when the heading was not understood.</param>
/// <param name="SourceLines">Where it stands in the document; null for a row made by hand.</param>
/// <param name="Confidence">0 to 1: how sure the reading of this row is; 1 once a person has edited it.</param>
public sealed record TaskView(
    Guid Id, int? Area, string? AreaTitle, string? Number, string? SubNumber, string Content, string? LeadAgency,
    IReadOnlyList<string> Coordinators, string? LeaderInCharge, DeadlineView Deadline, IReadOnlyList<string> Products,
    LineSpan? SourceLines, decimal Confidence)
{
    /// <summary>Name of the group of rows it stands in, when the annex has such rows.</summary>
    public string? GroupTitle { get; init; }

    /// <summary>Whether a person has changed or made this row.</summary>
    public bool Edited { get; init; }

    /// <summary>Items of a plan from above that this row answers.</summary>
    public IReadOnlyList<Guid> Answers { get; init; } = [];
}

/// <param name="Kind">none, unknown, byDate, window, recurring, continuous, onInstruction.</param>
/// <param name="Recurrence">week, month, quarter, halfYear, year; only for recurring.</param>
public sealed record DeadlineView(
    string Text, DeadlineKind Kind, DateOnly? From, DateOnly? To, string? Recurrence, IReadOnlyList<DateOnly> DueDates)
{
    /// <summary>Set by a person instead of read from the text.</summary>
    public bool ByHand { get; init; }

    /// <summary>
    /// certain: the text says so; inferred: something was taken from the plan (the year) or the calendar; unsure: a person must look.
    /// </summary>
    public Certainty Certainty { get; init; }

    /// <summary>The day within each cycle ("ngày 20 hằng tháng"); only for recurring.</summary>
    public DueRule? DueRule { get; init; }

    /// <summary>Days after an event ("trong 05 ngày làm việc kể từ ngày …").</summary>
    public DaysAfter? After { get; init; }
}

/// <summary>Something to look at. Reading findings come from the document, the others from the content as it stands.</summary>
/// <param name="Severity">info, warning, error.</param>
/// <param name="Line">Line of the document, when it speaks of one.</param>
/// <param name="Field">Path of the field in this plan: <c>tasks[3].deadline</c>.</param>
public sealed record FindingView(string Code, Severity Severity, string Message, int? Line, string? Field)
{
    /// <summary>Stays the same while what it speaks of stays.</summary>
    public string Id { get; init; } = "";

    /// <summary>The target or task it speaks of.</summary>
    public Guid? Row { get; init; }

    /// <summary>The field of the row or of the plan: <c>deadline</c>, <c>decision.number</c>.</summary>
    public string? Part { get; init; }

    /// <summary>Who said that it is settled; null while it is open.</summary>
    public string? ResolvedBy { get; init; }

    public DateTimeOffset? ResolvedAt { get; init; }
}
