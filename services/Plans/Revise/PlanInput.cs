using Platform.PlanDocuments;

namespace Platform.Plans.Revise;

/// <summary>A plan as a person corrects it: the whole plan, as the view shows it. What is left out is empty afterwards.</summary>
/// <param name="Version">The version the changes are based on (or If-Match); another one now is refused.</param>
/// <param name="PeriodFrom">First day; taken from the period's code when absent.</param>
/// <param name="PeriodTo">Last day; taken from the period's code when absent.</param>
/// <param name="Resolved">Ids of the findings that are settled; the others are open. Absent changes none.</param>
public sealed record PlanInput(
    long? Version, string? Title, DecisionInput? Decision, IReadOnlyList<string?>? LegalBases, string? Period, DateOnly? PeriodFrom,
    DateOnly? PeriodTo,
    IReadOnlyList<TargetInput?>? Targets, IReadOnlyList<TaskInput?>? Tasks, IReadOnlyList<string?>? Resolved);

/// <param name="DateText">The date as the document writes it, when it is not whole.</param>
public sealed record DecisionInput(string? Number, DateOnly? Date, string? DateText, string? Place, string? Signer, string? SignerRole);

/// <param name="Id">Of the row it changes; absent for a new row.</param>
/// <param name="Comparator">none, atLeast, moreThan, equals, atMost, lessThan, reduceAtLeast, reduceBy, increaseAtLeast, increaseBy,
/// exceed.</param>
/// <param name="Measures">All measurable parts, the first of them repeated in comparator, value and unit; absent keeps the others.</param>
/// <param name="Indicator">Code of the indicator that measures it.</param>
/// <param name="Answers">Items handed down from above that it answers; absent keeps them.</param>
public sealed record TargetInput(
    Guid? Id, string? Number, string? Text, string? Comparator, decimal? Value, string? Unit, int? Area,
    IReadOnlyList<Measure?>? Measures, string? Indicator, IReadOnlyList<Guid>? Answers);

/// <param name="Id">Of the row it changes; absent for a new row.</param>
/// <param name="Area">1..7.</param>
/// <param name="Answers">Items handed down from above that it answers; absent keeps them.</param>
public sealed record TaskInput(
    Guid? Id, int? Area, string? AreaTitle, string? Number, string? SubNumber, string? GroupTitle, string? Content, string? LeadAgency,
    IReadOnlyList<string?>? Coordinators, string? LeaderInCharge, DeadlineInput? Deadline, IReadOnlyList<string?>? Products,
    IReadOnlyList<Guid>? Answers);

/// <summary>A deadline: read from its text by the grammar, or set by hand beside the text.</summary>
/// <param name="ByHand">true: kind, from, to and recurrence are taken as sent; else they follow from the text.</param>
/// <param name="Kind">none, byDate, window, recurring, continuous, onInstruction.</param>
/// <param name="Recurrence">week, month, quarter, halfYear, year; for recurring.</param>
public sealed record DeadlineInput(string? Text, bool? ByHand, string? Kind, DateOnly? From, DateOnly? To, string? Recurrence);
