using System.Text.Json;
using Platform.PlanDocuments;
using Platform.Plans.Storage;
using Platform.ServiceDefaults.Hosting;

namespace Platform.Plans.View;

/// <summary>What a plan says, as stored and as shown.</summary>
public sealed record PlanContent(
    PlanDecision Decision,
    IReadOnlyList<string> LegalBases,
    IReadOnlyList<TargetView> Targets,
    IReadOnlyList<TaskView> Tasks,
    IReadOnlyList<FindingView> Findings)
{
    public string ToJson() => JsonSerializer.Serialize(this, PlatformHost.Json);

    public static PlanContent FromJson(string json) => JsonSerializer.Deserialize<PlanContent>(json, PlatformHost.Json)!;
}

/// <param name="Comparator">none, atLeast, moreThan, equals, atMost, lessThan, reduceAtLeast, reduceBy, increaseAtLeast, increaseBy, exceed.</param>
/// <param name="Measures">All measurable parts of the target; the first is repeated in Comparator, Value and Unit.</param>
public sealed record TargetView(
    string? Number, string Text, Comparator Comparator, decimal? Value, string? Unit, int? Area, IReadOnlyList<Measure> Measures, LineSpan SourceLines);

/// <param name="Id">Stays the same from the draft to the task book.</param>
/// <param name="Area">1..7; null when the heading was not understood.</param>
/// <param name="Confidence">0 to 1: how sure the reading of this row is.</param>
public sealed record TaskView(
    Guid Id, int? Area, string? AreaTitle, string? Number, string? SubNumber, string Content, string? LeadAgency,
    IReadOnlyList<string> Coordinators, string? LeaderInCharge, DeadlineView Deadline, IReadOnlyList<string> Products,
    LineSpan SourceLines, decimal Confidence);

/// <param name="Kind">none, unknown, byDate, window, recurring, continuous, onInstruction.</param>
/// <param name="Recurrence">week, month, quarter, halfYear, year; only for recurring.</param>
public sealed record DeadlineView(string Text, DeadlineKind Kind, DateOnly? From, DateOnly? To, string? Recurrence, IReadOnlyList<DateOnly> DueDates);

/// <param name="Severity">info, warning, error.</param>
public sealed record FindingView(string Code, Severity Severity, string Message, int? Line, string? Field);

/// <summary>A plan as the API shows it.</summary>
/// <param name="Period">Code of the plan period: 2025-H2, 2025, 2026-2030; null when it was not found.</param>
public sealed record PlanView(
    Guid Id, string OrgUnit, string State, string Title, string? Period, DateOnly? PeriodFrom, DateOnly? PeriodTo,
    PlanDecision Decision, IReadOnlyList<string> LegalBases, IReadOnlyList<TargetView> Targets, IReadOnlyList<TaskView> Tasks,
    IReadOnlyList<FindingView> Findings, string FileName, long Version, DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset? IssuedAt)
{
    public static PlanView Of(PlanRow row)
    {
        var content = PlanContent.FromJson(row.Content);
        return new(
            row.Id, row.OrgUnit, row.State, row.Title, row.Period, row.From, row.To, content.Decision, content.LegalBases,
            content.Targets, content.Tasks, content.Findings, row.FileName, row.Version, row.CreatedAt, row.CreatedBy, row.IssuedAt);
    }
}
