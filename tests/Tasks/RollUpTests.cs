using Platform.Contracts.Events;
using Platform.Tasks.Rules;
using Platform.Tasks.Storage;
using static Platform.Tasks.Tests.Rows;

namespace Platform.Tasks.Tests;

/// <summary>The rule by which parts make a whole, over generated parts.</summary>
public sealed class RollUpTests
{
    private const int Cases = 2_000;

    private static List<TaskPart> Parts(Random random) => [.. Enumerable.Range(0, random.Next(1, 9)).Select(_ =>
    {
        var due = random.Next(4) == 0 ? (DateOnly?)null : Today.AddDays(random.Next(-40, 40));
        var done = random.Next(3) == 0 ? Today.AddDays(-random.Next(40)) : (DateOnly?)null;
        return new TaskPart(random.Next(1, 11), done is null ? random.Next(0, 101) : 100, due, done, done is null && random.Next(5) == 0);
    })];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 5)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Whole_OfAnyParts_KeepsTheRules(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < Cases; i++)
        {
            var parts = Parts(random);
            var whole = RollUp.Of(parts);
            // Between the least and the most done part; 100 exactly when all are done.
            Assert.InRange(whole.Percent, Math.Min(99, parts.Min(p => p.Percent)), parts.Max(p => p.Percent));
            Assert.Equal(parts.TrueForAll(p => p.CompletedOn is not null), whole.Percent == 100);
            Assert.Equal(whole.Percent == 100, whole.CompletedOn is not null);
            Assert.Equal((parts.Count, parts.Count(p => p.CompletedOn is not null)), (whole.Parts, whole.Done));
            // Overdue exactly when a part is.
            Assert.Equal(
                parts.Exists(p => p is { CompletedOn: null, Held: false } && p.DueOn < Today), whole.OverdueAfter < Today);
            // Late exactly when a part was.
            Assert.Equal(parts.Exists(p => p.CompletedOn > p.DueOn), whole.DelayDays > 0);
            // The order does not matter.
            var shuffled = parts.ToArray();
            random.Shuffle(shuffled);
            Assert.Equal(whole, RollUp.Of(shuffled));
            // Weights count by their ratio.
            Assert.Equal(whole, RollUp.Of(parts.ConvertAll(p => p with { Weight = p.Weight * 7 })));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Whole_AfterMoreProgressOfAPart_IsNeverBehind(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < Cases; i++)
        {
            var parts = Parts(random);
            var before = RollUp.Of(parts);
            var at = random.Next(parts.Count);
            if (parts[at].CompletedOn is not null)
                continue;
            parts[at] = parts[at] with { Percent = random.Next(parts[at].Percent, 101) };
            Assert.True(RollUp.Of(parts).Percent >= before.Percent);
            parts[at] = parts[at] with { Percent = 100, CompletedOn = Today, Held = false };
            var after = RollUp.Of(parts);
            Assert.True(after.Percent >= before.Percent && after.Done == before.Done + 1);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void SeriesAndParent_OfTheSameParts_AreInTheSameState(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < Cases; i++)
        {
            var parts = Parts(random).ConvertAll(p => p with { Weight = 1, DueOn = p.DueOn ?? Today, Held = false });
            var series = Row(due: null, kind: "recurring");
            TaskRules.Settle(series, parts.ConvertAll(p => new OccurrenceRow
            {
                TaskId = series.Id,
                WrittenOn = p.DueOn!.Value,
                DueOn = p.DueOn.Value,
                Percent = p.Percent,
                CompletedOn = p.CompletedOn,
            }), [], Today);
            var parent = Row(due: null);
            TaskRules.Settle(parent, [], parts.ConvertAll(p =>
            {
                var child = Row();
                (child.LastDueOn, child.Percent, child.CompletedOn) = (p.DueOn, p.Percent, p.CompletedOn);
                return child;
            }), Today);
            Assert.Equal(
                (series.State, series.Percent, series.CompletedOn, series.DueOn, series.OverdueAfter, series.DelayDays),
                (parent.State, parent.Percent, parent.CompletedOn, parent.DueOn, parent.OverdueAfter, parent.DelayDays));
        }
    }

    [Fact]
    public void Parent_WithAChildThatAwaitsConfirmation_IsNotDone()
    {
        var child = Row(percent: 100, completed: "2025-09-01");
        child.Confirmation = Confirmations.Pending;
        var parent = Row(due: "2025-09-10");
        TaskRules.Settle(parent, [], [child], Today);
        Assert.Equal((99, (DateOnly?)null, TaskStates.Overdue), (parent.Percent, parent.CompletedOn, parent.State));
        child.Confirmation = Confirmations.Confirmed;
        TaskRules.Settle(parent, [], [child], Today);
        Assert.Equal((100, TaskStates.DoneOnTime), (parent.Percent, parent.State));
    }
}
