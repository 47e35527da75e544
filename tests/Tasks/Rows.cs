using Platform.Contracts.Events;
using Platform.Contracts.Periods;
using Platform.Contracts.Units;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;
using Platform.Tasks.Model;

namespace Platform.Tasks.Tests;

/// <summary>Rows and cases for decisions without a host. Today is Monday, 15 September 2025.</summary>
internal static class Rows
{
    public static readonly DateOnly Today = new(2025, 9, 15);
    public static readonly DateTimeOffset Now = VietnamTime.StartOf(Today).AddHours(9);
    public static readonly OrgUnitInfo Unit = new("11593", "An Phong", "Phường An Phong", OrgUnitKinds.Ward, "31", "phuong");

    public static readonly Caller Officer = new("11593-officer", "11593", new HashSet<string> { Roles.CommuneOfficer });
    public static readonly Caller Leader = new("11593-leader", "11593", new HashSet<string> { Roles.CommuneLeader });
    public static readonly Caller City = new("city-admin", "31", new HashSet<string> { Roles.CityAdmin });

    public static TaskRow Row(
        string? due = "2025-09-30", int percent = 0, string? completed = null, string kind = "byDate", bool cancelled = false,
        string origin = TaskOrigins.Plan)
    {
        var row = new TaskRow
        {
            Id = Guid.NewGuid(),
            OrgUnit = Unit.Code,
            Province = "31",
            Origin = origin,
            PlanId = Guid.NewGuid(),
            Number = "1",
            Content = "c",
            Coordinators = "[]",
            Products = "[]",
            DeadlineText = "",
            DeadlineKind = kind,
            DueDates = due is null ? "[]" : $"[\"{due}\"]",
            LastDueOn = Day(due),
            Percent = percent,
            CompletedOn = Day(completed),
            Cancelled = cancelled,
            State = TaskStates.NotStarted,
            Version = 1,
        };
        TaskRules.Settle(row, [], [], Today);
        return row;
    }

    public static OccurrenceRow Occurrence(string due, int percent = 0, string? completed = null) =>
        new()
        {
            TaskId = Guid.Empty,
            WrittenOn = DateOnly.Parse(due),
            DueOn = DateOnly.Parse(due),
            Percent = percent,
            CompletedOn = Day(
            completed)
        };

    public static TaskCase Case(TaskRow row, Caller? caller = null, List<OccurrenceRow>? occurrences = null, ExtensionRow? asked = null) =>
        new(row, occurrences ?? [], [], asked, Unit, caller ?? Officer, WorkingCalendar.Plain, Now);

    /// <summary>What every write does after a decision.</summary>
    public static TaskRow Settled(this TaskCase c)
    {
        DueDay.Apply(c.Task, c.Occurrences, c.Calendar);
        TaskRules.Settle(c.Task, c.Occurrences, c.Children, c.Today);
        return c.Task;
    }

    public static DateOnly? Day(string? day) => day is null ? null : DateOnly.Parse(day);
}
