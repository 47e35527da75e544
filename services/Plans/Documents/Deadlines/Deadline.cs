namespace Platform.PlanDocuments;

/// <summary>
/// ByDate: done by To. Window: between From and To. Recurring: every Recurrence, within From and To.
/// Continuous: all the time between From and To. OnInstruction: when a higher body says so.
/// Unknown: a text that is not understood as a time. None: no text.
/// </summary>
public enum DeadlineKind { None, Unknown, ByDate, Window, Recurring, Continuous, OnInstruction }

public enum RecurrenceUnit { Week, Month, Quarter, HalfYear, Year }

/// <summary>Every is the shortest cycle the text names, Also the longer ones ("hàng quý, 6 tháng, năm").</summary>
public sealed record Recurrence(RecurrenceUnit Every, IReadOnlyList<RecurrenceUnit> Also);

public enum DueMonth { EachMonth, LastMonthOfCycle, FirstMonthAfterCycle, Fixed }

/// <summary>The due day within each cycle: day Day of the month that Month names; MonthNumber (1..12) only for Fixed.</summary>
public sealed record DueRule(DueMonth Month, int Day, int? MonthNumber = null);

/// <summary>
/// A deadline as written and as understood. From and To are inclusive. Before: the text says "trước", To is the day it
/// names (offices read it as "on that day at the latest"). YearInferred: the text names no year, the plan's single year was taken.
/// Parts: the pieces of a compound text, when there is more than one.
/// </summary>
public sealed record Deadline(
    string Text,
    DeadlineKind Kind,
    DateOnly? From = null,
    DateOnly? To = null,
    Recurrence? Recurrence = null,
    DueRule? DueRule = null,
    bool Before = false,
    bool YearInferred = false)
{
    public IReadOnlyList<Deadline> Parts { get; init; } = [];

    /// <summary>"Trong 05 ngày làm việc kể từ ngày …": To is set when the text names the day it counts from.</summary>
    public DaysAfter? After { get; init; }

    public Certainty Certainty => Kind switch
    {
        DeadlineKind.Unknown or DeadlineKind.None => Certainty.Unsure,
        _ when YearInferred || Parts.Count > 1 || After is { Working: true, Start: not null } => Certainty.Inferred,
        _ => Certainty.Certain,
    };
}

/// <summary>
/// Certain: the text says so. Inferred: something was taken from the plan's period, from the calendar or from several times in one text.
/// Unsure: not understood.
/// </summary>
public enum Certainty { Certain, Inferred, Unsure }

/// <summary>Days, or working days, after an event. Event as written; Start when the text names its day.</summary>
public sealed record DaysAfter(int Days, bool Working, string Event, DateOnly? Start);
