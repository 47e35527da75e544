using CsCheck;
using Platform.Contracts.Events;
using Platform.Tasks.Model;
using static Platform.Tasks.Tests.Rows;

namespace Platform.Tasks.Tests;

/// <summary>The rule by which parts make a whole, over generated parts.</summary>
public sealed class RollUpTests
{
    private const int Cases = 10_000;

    private static readonly Gen<TaskPart> Part = Gen.Select(
        Gen.Int[1, 10], Gen.Int[0, 100], Gen.Int[-40, 39].Nullable(0.25), Gen.Int[0, 39].Nullable(0.67), Gen.Int[0, 4].Select(i => i == 0),
        (weight, percent, due, doneAgo, held) => new TaskPart(
            weight, doneAgo is null ? percent : 100, due is { } days ? Today.AddDays(days) : null,
            doneAgo is { } ago ? Today.AddDays(-ago) : null, doneAgo is null && held));

    private static readonly Gen<List<TaskPart>> Parts = Part.List[1, 8];

    [Fact]
    public void Whole_OfAnyParts_KeepsTheRules() => Gen.Select(Parts, Gen.Int).Sample(
        (parts, order) =>
        {
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
            new Random(order).Shuffle(shuffled);
            Assert.Equal(whole, RollUp.Of(shuffled));
            // Weights count by their ratio.
            Assert.Equal(whole, RollUp.Of(parts.ConvertAll(p => p with { Weight = p.Weight * 7 })));
        },
        iter: Cases);

    [Fact]
    public void Whole_AfterMoreProgressOfAPart_IsNeverBehind() => Gen.Select(Parts, Gen.Int[0, 7], Gen.Int[0, 100]).Sample(
        (generated, which, more) =>
        {
            // What was generated stays as it is, so that a failure can be shrunk.
            var parts = generated.ToList();
            var before = RollUp.Of(parts);
            var at = which % parts.Count;
            if (parts[at].CompletedOn is not null)
                return;
            parts[at] = parts[at] with { Percent = Math.Max(parts[at].Percent, more) };
            Assert.True(RollUp.Of(parts).Percent >= before.Percent);
            parts[at] = parts[at] with { Percent = 100, CompletedOn = Today, Held = false };
            var after = RollUp.Of(parts);
            Assert.True(after.Percent >= before.Percent && after.Done == before.Done + 1);
        },
        iter: Cases);

    [Fact]
    public void SeriesAndParent_OfTheSameParts_AreInTheSameState() => Parts.Sample(
        generated =>
        {
            var parts = generated.ConvertAll(p => p with { Weight = 1, DueOn = p.DueOn ?? Today, Held = false });
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
        },
        iter: Cases);

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
