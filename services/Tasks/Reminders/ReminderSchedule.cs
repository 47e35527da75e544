using Platform.Contracts.Periods;

namespace Platform.Tasks.Reminders;

/// <summary>The step that a due date is at.</summary>
/// <param name="Key">The step and, of a repeated one, which time: what was sent under a key is not sent again.</param>
/// <param name="Days">Working days left (before), 0 (on), or working days past (after).</param>
public sealed record DueStep(string Key, ReminderStep Step, int Days);

/// <summary>
/// Which reminder a due date calls for on a day: the newest one alone, so that a pause of the sweep ends in no flood. Pure.
/// </summary>
public sealed class ReminderSchedule(IReadOnlyList<ReminderStep> steps, WorkingCalendar calendar, DateOnly today)
{
    private readonly Dictionary<(DateOnly, string, bool), DueStep?> _known = [];

    /// <param name="unitKind">Kind of the unit that has the task.</param>
    /// <param name="weekly">A task due each week is not announced further ahead than the day before.</param>
    /// <returns>Null when nothing is to be said yet.</returns>
    public DueStep? For(DateOnly due, string unitKind, bool weekly)
    {
        if (!_known.TryGetValue((due, unitKind, weekly), out var step))
            _known[(due, unitKind, weekly)] = step = Find(
                due, [.. steps.Where(s => s.UnitKinds is null || s.UnitKinds.Contains(unitKind))], weekly);
        return step;
    }

    private DueStep? Find(DateOnly due, List<ReminderStep> own, bool weekly)
    {
        if (today > due)
        {
            var past = calendar.Between(due, today);
            return own.Where(s => s.When == ReminderRules.After && s.WorkingDays <= past)
                .Select(s => (Step: s, Times: s.RepeatEvery is { } every ? (past - s.WorkingDays) / every : 0))
                .OrderByDescending(s => s.Step.WorkingDays + (s.Times * (s.Step.RepeatEvery ?? 0)))
                .ThenByDescending(s => s.Step.WorkingDays)
                .Select(
                    s => new DueStep(
                        s.Step.RepeatEvery is null ? $"after-{s.Step.WorkingDays}" : $"after-{s.Step.WorkingDays}#{s.Times}", s.Step, past))
                .FirstOrDefault();
        }
        // A due date on a day off is announced as today's on the last working day before it.
        var left = calendar.Between(today, due);
        if (left == 0 && own.Find(s => s.When == ReminderRules.On) is { } on)
            return new("on", on, 0);
        return own.Where(s => s.When == ReminderRules.Before && left <= s.WorkingDays && !(weekly && s.WorkingDays > 1))
            .OrderBy(s => s.WorkingDays).Select(s => new DueStep($"before-{s.WorkingDays}", s, left)).FirstOrDefault();
    }
}
