using Platform.Contracts.Events;
using Platform.Contracts.Periods;
using Platform.Reporting.Model.Periods;

namespace Platform.Reporting.Reminders;

/// <param name="Code">Part of the notice's id: every unit hears each step once.</param>
/// <param name="ToDepartment">Whether the Department is given the list of those who have not sent.</param>
public sealed record ReminderStep(string Code, string Urgency, bool ToDepartment);

/// <summary>
/// When units that have not sent are reminded: five and one working days before the deadline, on its day, and on the working day after; an
/// office that has not handed in its part from two working days before. Pure.
/// </summary>
public static class ReminderSteps
{
    public const int LongestLate = 5;
    private const int Early = 5;
    private const int EarlyForOffices = 2;

    /// <summary>The step that today belongs to; null for none. A sweep that missed days says only what is true now.</summary>
    public static ReminderStep? On(DateOnly today, PeriodRow period, WorkingCalendar days) => On(today, period.CommuneDue, Early, days);

    /// <summary>The step of an office's own deadline.</summary>
    public static ReminderStep? ForOffice(DateOnly today, DateOnly due, WorkingCalendar days) => On(today, due, EarlyForOffices, days);

    private static ReminderStep? On(DateOnly today, DateOnly due, int early, WorkingCalendar days)
    {
        if (today > days.Add(due, LongestLate) || today < days.Add(due, -early))
            return null;
        if (today > due)
            return today >= days.Add(due, 1) ? new("late", NoticeUrgency.Urgent, true) : null;
        if (today == due)
            return new("due", NoticeUrgency.Urgent, false);
        return today >= days.Add(due, -1) ? new("before-1", NoticeUrgency.Warning, false)
            : new($"before-{early}", NoticeUrgency.Info, false);
    }
}
