using Platform.Contracts.Events;
using Platform.Contracts.Periods;
using Platform.Tasks.Assign;
using Platform.Tasks.Progress;
using Platform.Tasks.Storage;

namespace Platform.Tasks.Tests;

/// <summary>Decisions without a host.</summary>
public sealed class TaskRulesTests
{
    private static readonly DateOnly Today = new(2025, 9, 15);
    private static readonly DateTimeOffset Now = VietnamTime.StartOf(Today).AddHours(9);

    private static TaskRow Row(string? due = "2025-09-30", int percent = 0, string? completed = null, string kind = "byDate", bool cancelled = false) => new()
    {
        Id = Guid.NewGuid(),
        OrgUnit = "11593",
        PlanId = Guid.NewGuid(),
        Number = "1",
        Content = "c",
        Coordinators = "[]",
        Products = "[]",
        DeadlineText = "",
        DeadlineKind = kind,
        DueDates = "[]",
        LastDueOn = due is null ? null : DateOnly.Parse(due),
        Percent = percent,
        CompletedOn = completed is null ? null : DateOnly.Parse(completed),
        Cancelled = cancelled,
        State = TaskStates.NotStarted,
        Version = 1,
    };

    [Theory]
    [InlineData("2025-09-30", 0, null, "byDate", false, TaskStates.NotStarted)]
    [InlineData("2025-09-30", 10, null, "byDate", false, TaskStates.InProgress)]
    [InlineData("2025-09-15", 0, null, "byDate", false, TaskStates.NotStarted)]
    [InlineData("2025-09-14", 0, null, "byDate", false, TaskStates.Overdue)]
    [InlineData("2025-09-14", 99, null, "byDate", false, TaskStates.Overdue)]
    [InlineData("2025-09-14", 100, "2025-09-14", "byDate", false, TaskStates.DoneOnTime)]
    [InlineData("2025-09-14", 100, "2025-09-15", "byDate", false, TaskStates.DoneLate)]
    [InlineData(null, 100, "2025-09-15", "none", false, TaskStates.DoneOnTime)]
    [InlineData(null, 0, null, "none", false, TaskStates.NotStarted)]
    [InlineData(null, 0, null, "onInstruction", false, TaskStates.Waiting)]
    [InlineData(null, 5, null, "onInstruction", false, TaskStates.InProgress)]
    [InlineData("2025-09-14", 100, "2025-09-14", "byDate", true, TaskStates.Cancelled)]
    public void StateOf_FollowsFromDueDateAndProgress(string? due, int percent, string? completed, string kind, bool cancelled, string expected) =>
        Assert.Equal(expected, TaskRules.StateOf(Row(due, percent, completed, kind, cancelled), Today));

    [Theory]
    [InlineData("2025-09-30", 50, null, TaskStates.InProgress, null)]
    [InlineData("2025-09-30", 0, null, TaskStates.NotStarted, null)]
    [InlineData("2025-09-30", 100, null, TaskStates.DoneOnTime, "2025-09-15")]
    [InlineData("2025-09-30", 100, "2025-09-01", TaskStates.DoneOnTime, "2025-09-01")]
    [InlineData("2025-09-01", 100, "2025-09-01", TaskStates.DoneOnTime, "2025-09-01")]
    [InlineData("2025-09-01", 100, null, TaskStates.DoneLate, "2025-09-15")]
    [InlineData("2025-09-01", 50, null, TaskStates.Overdue, null)]
    public void Progress_Right_SetsStateAndDay(string due, int percent, string? on, string state, string? completed)
    {
        var row = Row(due, percent: 20);
        var step = ProgressEndpoint.Decide(row, new(percent, "x", on is null ? null : DateOnly.Parse(on)), "u", Now).Value;
        Assert.Equal((state, percent, 2L), (row.State, row.Percent, row.Version));
        Assert.Equal(completed is null ? null : DateOnly.Parse(completed), row.CompletedOn);
        Assert.Equal((20, percent, state, "u"), (step.PercentBefore, step.Percent, step.State, step.By));
    }

    [Theory]
    [InlineData(-1, null, "TSK-1001")]
    [InlineData(101, null, "TSK-1001")]
    [InlineData(null, null, "TSK-1001")]
    [InlineData(100, "2025-09-16", "TSK-1003")]
    [InlineData(50, "2025-09-01", "TSK-1003")]
    public void Progress_Wrong_ChangesNothing(int? percent, string? on, string code)
    {
        var row = Row(percent: 20);
        var failure = ProgressEndpoint.Decide(row, new(percent, null, on is null ? null : DateOnly.Parse(on)), "u", Now).Failure!;
        Assert.Equal(("REQ-0006", code), (failure.Error.Code, Assert.Single(failure.Errors!).Code));
        Assert.Equal((20, 1L), (row.Percent, row.Version));
    }

    [Fact]
    public void Progress_OfAllMistakesAtOnce_TellsAll()
    {
        var failure = ProgressEndpoint.Decide(Row(), new(500, new string('x', 4_001), Today.AddDays(1)), "u", Now).Failure!;
        Assert.Equal(["TSK-1001", "TSK-1002", "TSK-1003"], failure.Errors!.Select(e => e.Code));
        Assert.Equal("TSK-0002", ProgressEndpoint.Decide(Row(cancelled: true), new(50, null, null), "u", Now).Failure!.Error.Code);
    }

    [Fact]
    public void Progress_BelowHundred_ReopensADoneTask()
    {
        var row = Row();
        ProgressEndpoint.Decide(row, new(100, null, null), "u", Now);
        ProgressEndpoint.Decide(row, new(80, null, null), "u", Now);
        Assert.Equal((TaskStates.InProgress, null), (row.State, row.CompletedOn));
    }

    [Theory]
    [InlineData("2025-09-15", "2025-09-30")]
    [InlineData("2025-09-30", "2025-09-30")]
    [InlineData("2025-10-01", "2025-12-31")]
    [InlineData("2026-03-01", "2025-12-31")]
    public void NextDue_IsTheFirstNotPast_ElseTheLast(string today, string expected)
    {
        Assert.Equal(DateOnly.Parse(expected), TaskRules.NextDue([new(2025, 6, 30), new(2025, 9, 30), new(2025, 12, 31)], DateOnly.Parse(today)));
        Assert.Null(TaskRules.NextDue([], DateOnly.Parse(today)));
    }

    [Fact]
    public void Merge_OfAnAmendedPlan_KeepsProgressAndCancelsWhatIsGone()
    {
        var plan = Plans.Plan("11593", 1, Plans.Task("a"), Plans.Task("b"));
        var rows = TakePlan.Merge(plan, new Dictionary<Guid, TaskRow>(), Now).ToDictionary(r => r.Id);
        rows[plan.Tasks[0].TaskId].Percent = 40;
        var amended = plan with { Version = 2, Tasks = [Plans.Task("c"), plan.Tasks[0] with { Content = "new" }] };

        var changes = TakePlan.Merge(amended, rows, Now).ToList();
        Assert.Equal(3, changes.Count);
        Assert.Equal(("new", 40, TaskStates.InProgress, 1, 2L), changes[1] is var kept ? (kept.Content, kept.Percent, kept.State, kept.Position, kept.Version) : default);
        Assert.Equal((plan.Tasks[1].TaskId, TaskStates.Cancelled), (changes[2].Id, changes[2].State));

        // A row that comes back into the plan is no longer cancelled.
        var back = TakePlan.Merge(plan with { Version = 3 }, changes.ToDictionary(r => r.Id), Now).ToList();
        Assert.Equal(TaskStates.NotStarted, back.Single(r => r.Id == plan.Tasks[1].TaskId).State);
        Assert.Equal(TaskStates.Cancelled, back.Single(r => r.Id == changes[0].Id).State);
    }
}
