namespace Platform.Contracts.Events;

/// <summary>
/// The whole state of one report after a change. Handling it twice or late changes nothing:
/// a receiver keeps the highest <see cref="Version"/> per (<see cref="OrgUnit"/>, <see cref="Period"/>).
/// </summary>
/// <param name="EventId">Unique per change.</param>
/// <param name="OrgUnit">Official unit code.</param>
/// <param name="Period">Reporting period code, e.g. <c>2025-Q3</c>.</param>
/// <param name="Version">Grows by at least one with every change of this report; shared by the three report topics.</param>
/// <param name="State">One of <see cref="ReportStates"/>.</param>
/// <param name="Submission">Number of the latest submission, from 1; 0 when never submitted.</param>
/// <param name="OccurredAt">When the change was written (UTC).</param>
/// <param name="SubmittedAt">When the latest submission was received (UTC).</param>
/// <param name="OnTime">Whether the first submission came before the commune deadline.</param>
/// <param name="Values">Indicator values derived from the latest submission; empty while none counts (returned, reopened).</param>
public abstract record ReportStateV1(
    Guid EventId,
    string OrgUnit,
    string Period,
    long Version,
    string State,
    int Submission,
    DateTimeOffset OccurredAt,
    DateTimeOffset? SubmittedAt,
    bool? OnTime,
    IReadOnlyList<IndicatorValueV1> Values);

/// <summary>A unit's leader submitted (or resubmitted) the report: its values count, provisionally.</summary>
public sealed record ReportSubmittedV1(
    Guid EventId, string OrgUnit, string Period, long Version, string State, int Submission,
    DateTimeOffset OccurredAt, DateTimeOffset? SubmittedAt, bool? OnTime, IReadOnlyList<IndicatorValueV1> Values)
    : ReportStateV1(EventId, OrgUnit, Period, Version, State, Submission, OccurredAt, SubmittedAt, OnTime, Values);

/// <summary>The Department returned or reopened the report: its values no longer count.</summary>
public sealed record ReportReturnedV1(
    Guid EventId, string OrgUnit, string Period, long Version, string State, int Submission,
    DateTimeOffset OccurredAt, DateTimeOffset? SubmittedAt, bool? OnTime, IReadOnlyList<IndicatorValueV1> Values)
    : ReportStateV1(EventId, OrgUnit, Period, Version, State, Submission, OccurredAt, SubmittedAt, OnTime, Values);

/// <summary>The Department accepted the report: its values are confirmed.</summary>
public sealed record ReportAcceptedV1(
    Guid EventId, string OrgUnit, string Period, long Version, string State, int Submission,
    DateTimeOffset OccurredAt, DateTimeOffset? SubmittedAt, bool? OnTime, IReadOnlyList<IndicatorValueV1> Values)
    : ReportStateV1(EventId, OrgUnit, Period, Version, State, Submission, OccurredAt, SubmittedAt, OnTime, Values);

/// <summary>
/// Who has to send in a reporting period that opened: the denominator of completeness and timeliness. Holds the whole state; the highest
/// <paramref name="Version"/> per <paramref name="Period"/> wins. Units are only ever added.
/// </summary>
/// <param name="Units">Official codes; null for every commune, ward and special zone.</param>
public sealed record ReportPeriodOpenedV1(Guid EventId, string Period, long Version, IReadOnlyList<string>? Units, DateTimeOffset OccurredAt);

/// <summary>
/// Indicators of the reporting itself, over the units that have to send: those whose report stands as sent (submitted or accepted), and
/// those who first sent it by the commune deadline. A returned or reopened report counts again once it is sent again.
/// </summary>
public static class ReportingIndicators
{
    public const string Completeness = "BC-DAYDU";
    public const string Timeliness = "BC-DUNGHAN";
}

/// <summary>States a report can be in, as they stand on the wire.</summary>
public static class ReportStates
{
    public const string Draft = "draft";
    public const string Submitted = "submitted";
    public const string Returned = "returned";
    public const string Accepted = "accepted";
    public const string Reopened = "reopened";
}

/// <summary>
/// One measured value. A ratio travels as numerator and denominator and is aggregated as sums of both;
/// a count has no denominator.
/// </summary>
public sealed record IndicatorValueV1(string Indicator, decimal Numerator, decimal? Denominator);
