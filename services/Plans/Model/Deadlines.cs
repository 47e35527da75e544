using System.Text.Json;
using Platform.PlanDocuments;

namespace Platform.Plans.Model;

/// <summary>Deadlines as a plan keeps them.</summary>
public static class Deadlines
{
    public static DeadlineView Read(string? text, PlanPeriod? period) => Of(DeadlineParser.Parse(text, period), period);

    public static DeadlineView Of(Deadline deadline, PlanPeriod? period) => new(
        deadline.Text, deadline.Kind, deadline.From, deadline.To, Name(deadline.Recurrence?.Every), DueDates.Of(deadline, period))
    {
        Certainty = deadline.Certainty,
        DueRule = deadline.DueRule,
        After = deadline.After,
    };

    public static DeadlineView ByHand(
        string text, DeadlineKind kind, DateOnly? from, DateOnly? to, RecurrenceUnit? every, PlanPeriod? period)
    {
        var deadline = new Deadline(text, kind, from, to, every is { } unit ? new(unit, []) : null);
        return Of(deadline, period) with { ByHand = true, Certainty = Certainty.Certain };
    }

    private static string? Name(RecurrenceUnit? unit) => unit is { } u ? JsonNamingPolicy.CamelCase.ConvertName(u.ToString()) : null;
}
