using System.Text.Json;
using Platform.Contracts.Events;
using Platform.Contracts.Periods;
using Platform.ServiceDefaults.Text;
using Platform.ServiceDefaults.Units;
using Platform.Tasks.Model;

namespace Platform.Tasks.FromPlans;

/// <summary>
/// What a plan makes of the tasks known of it: new rows, changed ones, cancelled ones. Progress, evidence, extensions of due dates
/// that stay, and occurrences begun are kept. Pure; alters known rows in place.
/// </summary>
public static class MergePlan
{
    /// <param name="Province">The upper unit of the plan's unit.</param>
    public sealed record Surroundings(string Province, WorkingCalendar Calendar, IReadOnlyList<OfficeInfo> Offices, DateTimeOffset Now);

    /// <param name="Children">Sub-tasks that are not cancelled, by parent.</param>
    public sealed record Known(
        IReadOnlyDictionary<Guid, TaskRow> Tasks, ILookup<Guid, OccurrenceRow> Occurrences, ILookup<Guid, TaskRow> Children)
    {
        public static readonly Known Nothing = new(
            new Dictionary<Guid, TaskRow>(), Array.Empty<OccurrenceRow>().ToLookup(o => o.TaskId),
            Array.Empty<TaskRow>().ToLookup(t => t.Id));
    }

    public static IEnumerable<(TaskRow Task, List<OccurrenceRow> Occurrences)> Merge(PlanStateV1 plan, Known known, Surroundings around)
    {
        var position = 0;
        foreach (var planned in plan.Tasks)
        {
            var row = known.Tasks.GetValueOrDefault(planned.TaskId) ?? New(planned, plan, around);
            row.Position = position++;
            var occurrences = Fill(row, planned, plan, [.. known.Occurrences[row.Id]], around.Calendar);
            Touch(row, occurrences, known, around.Now);
            yield return (row, occurrences);
        }
        var kept = plan.Tasks.Select(t => t.TaskId).ToHashSet();
        foreach (var gone in known.Tasks.Values.Where(r => !r.Cancelled && !kept.Contains(r.Id)))
        {
            gone.Cancelled = true;
            List<OccurrenceRow> occurrences = [.. known.Occurrences[gone.Id]];
            Touch(gone, occurrences, known, around.Now);
            yield return (gone, occurrences);
        }
    }

    private static TaskRow New(PlannedTaskV1 planned, PlanStateV1 plan, Surroundings around) => new()
    {
        Id = planned.TaskId,
        OrgUnit = plan.OrgUnit,
        Province = around.Province,
        PlanId = plan.PlanId,
        Number = "",
        Content = "",
        Coordinators = "[]",
        Products = "[]",
        DeadlineText = "",
        DeadlineKind = DeadlineKinds.None,
        DueDates = "[]",
        State = TaskStates.NotStarted,
        AssigneeOffice = OfficeGuess.Of(planned.LeadAgency, around.Offices),
    };

    private static List<OccurrenceRow> Fill(
        TaskRow row, PlannedTaskV1 planned, PlanStateV1 plan, List<OccurrenceRow> occurrences, WorkingCalendar calendar)
    {
        var becomesSeries = planned.Deadline.Kind == DeadlineKinds.Recurring && row.DeadlineKind != DeadlineKinds.Recurring;
        row.Area = planned.Area;
        row.Number = planned.Number;
        row.Content = planned.Content;
        row.LeadAgency = planned.LeadAgency;
        row.Coordinators = JsonSerializer.Serialize(planned.Coordinators, PlatformJson.Options);
        row.Products = JsonSerializer.Serialize(planned.Products, PlatformJson.Options);
        row.DeadlineText = planned.Deadline.Text;
        row.DeadlineKind = planned.Deadline.Kind;
        row.DeadlineFrom = planned.Deadline.From;
        row.DeadlineTo = planned.Deadline.To;
        row.Recurrence = planned.Deadline.Recurrence;
        DueDay.Write(row, planned.Deadline.DueDates, occurrences, calendar);
        // What was reported of the task before it became a series was reported of all of it.
        if (becomesSeries && row.Percent > 0)
            occurrences.ForEach(o => (o.Percent, o.CompletedOn) = (row.Percent, row.CompletedOn));
        row.FromYear = plan.From.Year;
        row.ToYear = Math.Max(plan.To.Year, row.ExtendedTo?.Year ?? 0);
        // A task cancelled by hand stays so until it is reopened by hand.
        row.Cancelled = row.CancelReason is not null;
        row.SearchText = NewTask.SearchTextOf(row);
        return occurrences;
    }

    private static void Touch(TaskRow row, List<OccurrenceRow> occurrences, Known known, DateTimeOffset now)
    {
        TaskRules.Settle(row, occurrences, [.. known.Children[row.Id]], VietnamTime.DateOf(now));
        row.Version++;
        row.UpdatedAt = now;
    }
}
