using System.Text.Json;
using Platform.Contracts.Periods;
using Platform.ServiceDefaults.Hosting;
using Platform.Tasks.Storage;

namespace Platform.Tasks.View;

/// <summary>A task as the API shows it.</summary>
/// <param name="DueDate">The due date that counts next: the first not past, else the last; null when the deadline names none.</param>
/// <param name="State">notStarted, inProgress, doneOnTime, doneLate, overdue, waiting (for the upper level), cancelled.</param>
/// <param name="Percent">0 to 100.</param>
public sealed record TaskView(
    Guid Id, string OrgUnit, Guid PlanId, int Area, string Number, string Content, string? LeadAgency, IReadOnlyList<string> Coordinators,
    TaskDeadlineView Deadline, DateOnly? DueDate, IReadOnlyList<string> Products, string State, int Percent, DateOnly? CompletedOn,
    long Version, DateTimeOffset UpdatedAt)
{
    public static TaskView Of(TaskRow t, DateTimeOffset now)
    {
        var today = VietnamTime.DateOf(now);
        var due = JsonSerializer.Deserialize<List<DateOnly>>(t.DueDates, PlatformHost.Json)!;
        return new(
            t.Id, t.OrgUnit, t.PlanId, t.Area, t.Number, t.Content, t.LeadAgency, Names(t.Coordinators),
            new(t.DeadlineText, t.DeadlineKind, t.DeadlineFrom, t.DeadlineTo, t.Recurrence, due), TaskRules.NextDue(due, today),
            Names(t.Products), TaskRules.StateOf(t, today), t.Percent, t.CompletedOn, t.Version, t.UpdatedAt);
    }

    private static List<string> Names(string json) => JsonSerializer.Deserialize<List<string>>(json, PlatformHost.Json)!;
}

public sealed record TaskDeadlineView(string Text, string Kind, DateOnly? From, DateOnly? To, string? Recurrence, IReadOnlyList<DateOnly> DueDates);

/// <param name="Total">All tasks that fit the filter.</param>
public sealed record TaskPage(int Total, int Page, int PageSize, IReadOnlyList<TaskView> Items);

/// <summary>One step of a task's history.</summary>
public sealed record ProgressView(int PercentBefore, int Percent, string StateBefore, string State, string? Comment, string By, DateTimeOffset At);

public sealed record TaskDetail(TaskView Task, IReadOnlyList<ProgressView> History);
