using Platform.Contracts.Events;
using Platform.Contracts.Periods;
using Platform.Tasks.FromPlans;
using Platform.Tasks.Model;
using Platform.Tasks.Progress;
using static Platform.Tasks.Tests.Rows;

namespace Platform.Tasks.Tests;

/// <summary>States and progress without a host.</summary>
public sealed class TaskRulesTests
{
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
    // Thường xuyên: runs while the plan does; afterwards overdue only if nothing was ever reported.
    [InlineData("2025-12-31", 0, null, "continuous", false, TaskStates.NotStarted)]
    [InlineData("2025-12-31", 50, null, "continuous", false, TaskStates.InProgress)]
    [InlineData("2025-06-30", 0, null, "continuous", false, TaskStates.Overdue)]
    [InlineData("2025-06-30", 50, null, "continuous", false, TaskStates.InProgress)]
    [InlineData("2025-06-30", 100, "2025-06-30", "continuous", false, TaskStates.DoneOnTime)]
    [InlineData("2025-06-30", 100, "2025-07-01", "continuous", false, TaskStates.DoneLate)]
    public void StateOf_FollowsFromDueDateAndProgress(
        string? due, int percent, string? completed, string kind, bool cancelled, string expected) =>
        Assert.Equal(expected, TaskRules.StateOf(Row(due, percent, completed, kind, cancelled), Today));

    [Fact]
    public void StateOf_OverAllCombinations_IsOneOfTheClosedSet_AndDoneOnlyWhenDone()
    {
        string[] closed = [.. Lists.TaskSelection.KnownStates];
        string[] confirmations = [Confirmations.None, Confirmations.Pending, Confirmations.Confirmed, Confirmations.Rejected];
        foreach (var cancelled in (bool[])[false, true])
            foreach (var due in (string?[])[null, "2025-09-01", "2025-09-15", "2025-10-01"])
                foreach (var completed in (string?[])[null, "2025-08-01", "2025-09-15"])
                    foreach (var percent in (int[])[0, 1, 99, 100])
                        foreach (var waiting in (string?[])[null, "CV 12"])
                            foreach (var confirmation in confirmations)
                                foreach (var kind in (string[])["none", "byDate", "window", "continuous", "onInstruction", "unknown"])
                                {
                                    var row = Row(due, percent, completed, kind, cancelled);
                                    (row.WaitingFor, row.Confirmation) = (waiting, confirmation);
                                    TaskRules.Settle(row, [], [], Today);
                                    Assert.Contains(row.State, closed);
                                    Assert.Equal(cancelled, row.State == TaskStates.Cancelled);
                                    if (row.State is TaskStates.DoneOnTime or TaskStates.DoneLate)
                                        Assert.True(row.CompletedOn is not null && confirmation != Confirmations.Pending);
                                    if (row.State == TaskStates.Overdue)
                                        Assert.True(row.CompletedOn is null && row.LastDueOn < Today && waiting is null);
                                    // The state shown is the one that the lists' condition derives from stored columns, on this day and on
                                    // any later one.
                                    foreach (var later in (int[])[0, 1, 30])
                                    {
                                        var day = Today.AddDays(later);
                                        var listed = row.OverdueAfter < day ? TaskStates.Overdue : row.State;
                                        Assert.Equal(TaskRules.StateOf(row, day), listed);
                                    }
                                }
    }

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
        var c = Case(Row(due, percent: 20));
        var step = ReportProgress.Decide(c, new(percent, "x", Day(on))).Value.Reported!;
        var row = c.Settled();
        Assert.Equal((state, percent), (row.State, row.Percent));
        Assert.Equal(Day(completed), row.CompletedOn);
        Assert.Equal((20, percent, "11593-officer"), (step.PercentBefore, step.Percent, step.By));
    }

    [Theory]
    [InlineData(-1, null, "TSK-1001")]
    [InlineData(101, null, "TSK-1001")]
    [InlineData(null, null, "TSK-1001")]
    [InlineData(100, "2025-09-16", "TSK-1003")]
    [InlineData(100, "0001-01-01", "TSK-1003")]
    [InlineData(50, "2025-09-01", "TSK-1003")]
    public void Progress_Wrong_ChangesNothing(int? percent, string? on, string code)
    {
        var c = Case(Row(percent: 20));
        var failure = ReportProgress.Decide(c, new(percent, null, Day(on))).Failure!;
        Assert.Equal(("REQ-0006", code), (failure.Error.Code, Assert.Single(failure.Errors!).Code));
        Assert.Equal((20, (DateTimeOffset?)null), (c.Task.Percent, c.Task.ReportedAt));
    }

    [Fact]
    public void Progress_OfAllMistakesAtOnce_TellsAll()
    {
        var failure = ReportProgress.Decide(Case(Row()), new(
            500, new string('x', 4_001), Today.AddDays(1),
            [null, new("a", null, null), new("", 1, null), new("ok", 1, new string('x', 51))], Today)).Failure!;
        Assert.Equal(
            ["percent", "comment", "completedOn", "occurrence", "figures[0]", "figures[1]", "figures[2]", "figures[3]"],
            failure.Errors!.Select(e => e.Field));
    }

    [Fact]
    public void Progress_BelowHundred_ReopensADoneTask()
    {
        var c = Case(Row());
        Assert.Null(ReportProgress.Decide(c, new(100, null, null)).Failure);
        Assert.Equal(TaskStates.DoneOnTime, c.Settled().State);
        Assert.Null(ReportProgress.Decide(c, new(80, null, null)).Failure);
        Assert.Equal((TaskStates.InProgress, null), (c.Settled().State, c.Task.CompletedOn));
    }

    [Fact]
    public void Progress_OfASeries_IsThatOfItsOccurrences()
    {
        List<OccurrenceRow> occurrences = [Occurrence("2025-06-30"), Occurrence("2025-09-30"), Occurrence("2025-12-31")];
        var row = Row(kind: "recurring");
        var c = Case(row, occurrences: occurrences);
        Assert.Equal((TaskStates.Overdue, Day("2025-06-30")), (c.Settled().State, row.DueOn));

        Assert.Null(ReportProgress.Decide(c, new(100, null, Day("2025-06-30"), Occurrence: new(2025, 6, 30))).Failure);
        Assert.Equal(
            (TaskStates.InProgress, 33, 1, 3, Day("2025-09-30")), (c.Settled().State, row.Percent, row.PartsDone, row.Parts, row.DueOn));
        // Without a named occurrence: all that are still open.
        Assert.Null(ReportProgress.Decide(c, new(40, null, null)).Failure);
        Assert.Equal((60, "100 40 40"), (c.Settled().Percent, string.Join(' ', occurrences.Select(o => o.Percent))));
        Assert.Null(ReportProgress.Decide(c, new(100, null, null)).Failure);
        Assert.Equal((TaskStates.DoneOnTime, Today), (c.Settled().State, row.CompletedOn));
        // Nothing open any more: the last one.
        Assert.Null(ReportProgress.Decide(c, new(10, null, null)).Failure);
        Assert.Equal((TaskStates.InProgress, 70), (c.Settled().State, row.Percent));
        Assert.Equal(
            "TSK-1012", Assert.Single(ReportProgress.Decide(c, new(10, null, null, Occurrence: new(2025, 1, 1))).Failure!.Errors!).Code);
    }

    [Fact]
    public void Series_WithOneLateOccurrence_IsDoneLate()
    {
        var row = Row(kind: "recurring");
        TaskRules.Settle(row, [Occurrence("2025-06-30", 100, "2025-07-03"), Occurrence("2025-09-30", 100, "2025-09-01")], [], Today);
        Assert.Equal((TaskStates.DoneLate, 3, 100), (row.State, row.DelayDays, row.Percent));
    }

    [Theory]
    [InlineData("2025-09-15", "2025-09-30")]
    [InlineData("2025-09-30", "2025-09-30")]
    [InlineData("2025-10-01", "2025-12-31")]
    [InlineData("2026-03-01", "2025-12-31")]
    public void NextDue_IsTheFirstNotPast_ElseTheLast(string today, string expected)
    {
        Assert.Equal(
            DateOnly.Parse(expected), TaskRules.NextDue([new(2025, 6, 30), new(2025, 9, 30), new(2025, 12, 31)], DateOnly.Parse(today)));
        Assert.Null(TaskRules.NextDue([], DateOnly.Parse(today)));
    }

    [Theory]
    [InlineData("2025-08-31", "2025-09-03")] // a Sunday before two days of National Day
    [InlineData("2025-09-20", "2025-09-22")]
    [InlineData("2025-09-19", "2025-09-19")]
    public void DueDay_OnADayOff_MovesBehindIt_AndTheWrittenOneStays(string written, string counts)
    {
        var calendar = new WorkingCalendar(new HashSet<DateOnly> { new(2025, 9, 1), new(2025, 9, 2) }, new HashSet<DateOnly>());
        var row = Row(due: null);
        DueDay.Write(row, [DateOnly.Parse(written)], [], calendar);
        Assert.Equal(Day(counts), row.LastDueOn);
        Assert.Contains(written, row.DueDates);
    }

    private static readonly MergePlan.Surroundings Around = new(
        "31", WorkingCalendar.Plain, [new("VHXH", "Phòng Văn hóa - Xã hội"), new("VP", "Văn phòng HĐND và UBND")], Now);

    private static MergePlan.Known KnownOf(IEnumerable<(TaskRow Task, List<OccurrenceRow> Occurrences)> merged) => new(
        merged.ToDictionary(m => m.Task.Id, m => m.Task), merged.SelectMany(m => m.Occurrences).ToLookup(o => o.TaskId),
        Array.Empty<TaskRow>().ToLookup(t => t.Id));

    [Fact]
    public void Merge_OfAnAmendedPlan_KeepsProgressAndCancelsWhatIsGone()
    {
        var plan = Plans.Plan("11593", 1, Plans.Task("a"), Plans.Task("b"));
        var merged = MergePlan.Merge(plan, MergePlan.Known.Nothing, Around).ToList();
        merged[0].Task.Percent = 40;
        var amended = plan with { Version = 2, Tasks = [Plans.Task("c"), plan.Tasks[0] with { Content = "new" }] };

        var changes = MergePlan.Merge(amended, KnownOf(merged), Around).ToList();
        Assert.Equal(3, changes.Count);
        var kept = changes[1].Task;
        Assert.Equal(("new", 40, TaskStates.InProgress, 1, 2L), (kept.Content, kept.Percent, kept.State, kept.Position, kept.Version));
        Assert.Equal((plan.Tasks[1].TaskId, TaskStates.Cancelled), (changes[2].Task.Id, changes[2].Task.State));

        // A row that comes back into the plan is no longer cancelled; one cancelled by hand stays so.
        merged[0].Task.CancelReason = "Trùng";
        var back = MergePlan.Merge(plan with { Version = 3 }, KnownOf(changes), Around).ToList();
        Assert.Equal(TaskStates.NotStarted, back.Single(r => r.Task.Id == plan.Tasks[1].TaskId).Task.State);
        Assert.Equal(TaskStates.Cancelled, back.Single(r => r.Task.Id == changes[0].Task.Id).Task.State);
        Assert.Equal(TaskStates.Cancelled, back.Single(r => r.Task.Id == kept.Id).Task.State);
    }

    [Fact]
    public void Merge_OfAnAmendedSeries_KeepsWhatIsDoneAndExtended()
    {
        var quarterly = Plans.Task(
            "q") with
        { Deadline = new("Hàng quý", "recurring", null, null, "quarter", [new(2025, 9, 15), new(2025, 12, 15)]) };
        var plan = Plans.Plan("11593", 1, quarterly);
        var merged = MergePlan.Merge(plan, MergePlan.Known.Nothing, Around).ToList();
        var occurrences = merged[0].Occurrences;
        Assert.Equal([new DateOnly(2025, 9, 15), new DateOnly(2025, 12, 15)], occurrences.Select(o => o.DueOn));
        (occurrences[0].Percent, occurrences[0].CompletedOn) = (100, new(2025, 9, 10));
        occurrences[1].ExtendedTo = new(2025, 12, 22);

        var amended =
            plan with
            {
                Version = 2,
                Tasks = [
                quarterly with { Deadline = quarterly.Deadline with { DueDates = [new(2025, 10, 15), new(2025, 12, 15)] } }]
            };
        var after = MergePlan.Merge(amended, KnownOf(merged), Around).Single();
        Assert.Equal(
            ["2025-09-15 2025-09-10", "2025-10-15 ", "2025-12-22 "],
            after.Occurrences.Select(o => $"{o.DueOn:yyyy-MM-dd} {o.CompletedOn:yyyy-MM-dd}"));
        Assert.Equal((33, TaskStates.InProgress), (after.Task.Percent, after.Task.State));
    }

    [Theory]
    [InlineData("Phòng Văn hóa - Xã hội", "VHXH")]
    [InlineData("PHONG VAN HOA – XA HOI", "VHXH")]
    [InlineData("Phòng VHXH chủ trì", "VHXH")]
    [InlineData("Văn phòng HĐND&UBND", "VP")]
    [InlineData("Văn phòng HĐND và UBND; Phòng Văn hóa - Xã hội", null)]
    [InlineData("Các phòng, đơn vị thuộc phường", null)]
    [InlineData("Phòng Kinh tế", null)]
    [InlineData("Văn phòng", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void OfficeGuess_IsNobodyUnlessItIsClear(string? lead, string? office) =>
        Assert.Equal(office, OfficeGuess.Of(lead, Around.Offices));

    [Theory]
    [InlineData("Rà soát, đơn giản hóa TTHC (Quý II/2025)", " ra soat don gian hoa tthc quy ii 2025")]
    [InlineData("  Đường Hoà\u0000 BÌNH ", " duong hoa binh")]
    [InlineData("", "")]
    public void Fold_LeavesWordsWithoutDiacritics(string text, string folded) => Assert.Equal(folded, SearchWords.TextOf(text));

    [Fact]
    public void Fold_OfHalfASurrogatePair_DoesNotFail() => Assert.Equal([" a b"], [SearchWords.TextOf("a \ud83d b")]);
}
