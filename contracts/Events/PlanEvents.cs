namespace Platform.Contracts.Events;

/// <summary>The whole state of an issued plan; the highest <see cref="Version"/> per <see cref="PlanId"/> wins.</summary>
/// <param name="Period">Plan period code: <c>2025-H2</c>, <c>2025</c>, <c>2026-2030</c>.</param>
/// <param name="From">First day of the plan period.</param>
/// <param name="To">Last day of the plan period.</param>
public abstract record PlanStateV1(
    Guid EventId,
    Guid PlanId,
    string OrgUnit,
    string Period,
    DateOnly From,
    DateOnly To,
    long Version,
    string Title,
    DateTimeOffset OccurredAt,
    IReadOnlyList<PlannedTaskV1> Tasks);

public sealed record PlanIssuedV1(
    Guid EventId, Guid PlanId, string OrgUnit, string Period, DateOnly From, DateOnly To, long Version,
    string Title, DateTimeOffset OccurredAt, IReadOnlyList<PlannedTaskV1> Tasks)
    : PlanStateV1(EventId, PlanId, OrgUnit, Period, From, To, Version, Title, OccurredAt, Tasks);

public sealed record PlanAmendedV1(
    Guid EventId, Guid PlanId, string OrgUnit, string Period, DateOnly From, DateOnly To, long Version,
    string Title, DateTimeOffset OccurredAt, IReadOnlyList<PlannedTaskV1> Tasks)
    : PlanStateV1(EventId, PlanId, OrgUnit, Period, From, To, Version, Title, OccurredAt, Tasks);

/// <summary>One row of a plan's annex (danh mục nhiệm vụ).</summary>
/// <param name="TaskId">Stays the same over amendments of the plan.</param>
/// <param name="Area">1..7, the seven areas of reform; 0 when not told.</param>
public sealed record PlannedTaskV1(
    Guid TaskId,
    int Area,
    string Number,
    string Content,
    string? LeadAgency,
    IReadOnlyList<string> Coordinators,
    TaskDeadlineV1 Deadline,
    IReadOnlyList<string> Products);

/// <summary>A deadline as written and as understood.</summary>
/// <param name="Kind">byDate, window, recurring, continuous, onInstruction, unknown, none.</param>
/// <param name="From">First day (inclusive).</param>
/// <param name="To">Last day (inclusive).</param>
/// <param name="Recurrence">week, month, quarter, halfYear, year; only for recurring.</param>
/// <param name="DueDates">Every due date that follows, in order: one for byDate, window and continuous, one per cycle for recurring, none when it is not known.</param>
public sealed record TaskDeadlineV1(string Text, string Kind, DateOnly? From, DateOnly? To, string? Recurrence, IReadOnlyList<DateOnly> DueDates);
