using Platform.Contracts.Events;
using Platform.Contracts.Periods;
using Platform.Reporting.Storage;

namespace Platform.Reporting.Reminders;

/// <param name="Code">Part of the notice's id: every unit hears each step once.</param>
/// <param name="ToDepartment">Whether the Department is given the list of those who have not sent.</param>
public sealed record ReminderStep(string Code, string Urgency, bool ToDepartment);

/// <summary>When units that have not sent are reminded: five and one working days before the deadline, on its day, and on the working day after. Pure.</summary>
public static class ReminderSteps
{
    private const int LongestLate = 5;

    /// <summary>The step that today belongs to; null for none. A sweep that missed days says only what is true now.</summary>
    public static ReminderStep? On(DateOnly today, PeriodRow period, WorkingCalendar days)
    {
        var due = period.CommuneDue;
        if (today > days.Add(due, LongestLate) || today < days.Add(due, -5))
            return null;
        if (today > due)
            return today >= days.Add(due, 1) ? new("late", NoticeUrgency.Urgent, true) : null;
        if (today == due)
            return new("due", NoticeUrgency.Urgent, false);
        return today >= days.Add(due, -1) ? new("before-1", NoticeUrgency.Warning, false) : new("before-5", NoticeUrgency.Info, false);
    }
}
