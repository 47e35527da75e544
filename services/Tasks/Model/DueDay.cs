using System.Text.Json;
using Platform.Contracts.Periods;
using Platform.ServiceDefaults.Text;

namespace Platform.Tasks.Model;

/// <summary>
/// From written due dates to those that count: a day off moves to the next working day, an extension replaces both. Pure.
/// </summary>
public static class DueDay
{
    /// <summary>Sets the written due dates of a task, keeping what is done, begun or extended of its occurrences.</summary>
    /// <param name="occurrences">Altered in place: what is new is added, what is neither written any more nor begun goes.</param>
    public static void Write(TaskRow task, IReadOnlyList<DateOnly> written, List<OccurrenceRow> occurrences, WorkingCalendar calendar)
    {
        var before = Read(task.DueDates);
        task.DueDates = JsonSerializer.Serialize(written, PlatformJson.Options);
        if (before.Count > 0 && !before.SequenceEqual(written))
            task.ExtendedTo = null;
        if (task.DeadlineKind == DeadlineKinds.Recurring)
        {
            occurrences.RemoveAll(o => !written.Contains(o.WrittenOn) && o is { Percent: 0, CompletedOn: null });
            occurrences.AddRange(
                written.Distinct().Where(d => occurrences.TrueForAll(o => o.WrittenOn != d))
                    .Select(d => new OccurrenceRow { TaskId = task.Id, WrittenOn = d }));
            occurrences.Sort((a, b) => a.WrittenOn.CompareTo(b.WrittenOn));
        }
        else
        {
            occurrences.Clear();
        }
        Apply(task, occurrences, calendar);
    }

    /// <summary>The due dates that count, by today's calendar.</summary>
    public static void Apply(TaskRow task, List<OccurrenceRow> occurrences, WorkingCalendar calendar)
    {
        foreach (var occurrence in occurrences)
            occurrence.DueOn = occurrence.ExtendedTo ?? calendar.OnOrAfter(occurrence.WrittenOn);
        var written = Read(task.DueDates);
        task.LastDueOn = occurrences.Count > 0 ? occurrences.Max(o => o.DueOn)
            : task.ExtendedTo ?? (written.Count > 0 ? calendar.OnOrAfter(written[^1]) : null);
    }

    public static List<DateOnly> Read(string dueDates) => JsonSerializer.Deserialize<List<DateOnly>>(dueDates, PlatformJson.Options)!;
}
