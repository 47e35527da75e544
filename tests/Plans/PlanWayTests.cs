using Platform.Plans.Model;

namespace Platform.Plans.Tests;

/// <summary>Every step from every state, for whoever prepares, whoever decides and whoever only reads.</summary>
public sealed class PlanWayTests
{
    private static readonly DateTimeOffset Now = new(2025, 7, 10, 8, 0, 0, TimeSpan.FromHours(7));
    private static readonly PlanRights Officer = new(Writes: true, Decides: false);
    private static readonly PlanRights Leader = new(Writes: true, Decides: true);
    private static readonly PlanRights Reader = new(Writes: false, Decides: false);
    private static readonly string[] States = ["draft", "submitted", "returned", "approved", "issued", "closed", "merged"];

    /// <summary>What a step leads to from each state that allows it.</summary>
    public static TheoryData<PlanStep, string, bool> Steps => new()
    {
        { PlanStep.Edit, "draft>draft returned>returned", false },
        { PlanStep.Submit, "draft>submitted returned>submitted", false },
        { PlanStep.Recall, "submitted>draft", false },
        { PlanStep.Return, "submitted>returned approved>returned", true },
        { PlanStep.Approve, "submitted>approved", true },
        { PlanStep.Issue, "draft>issued approved>issued", true },
        { PlanStep.Amend, "issued>issued", false },
        { PlanStep.Close, "issued>closed", true },
        { PlanStep.Reopen, "closed>issued", true },
        { PlanStep.Discard, "draft>draft returned>returned", false },
        { PlanStep.Answer, "draft>draft submitted>submitted returned>returned approved>approved issued>issued", false },
    };

    [Theory]
    [MemberData(nameof(Steps))]
    public void Step_FromEveryState_IsAsTheTableSays(PlanStep step, string table, bool needsDecider)
    {
        var allowed = table.Split(' ').Select(t => t.Split('>')).ToDictionary(t => t[0], t => t[1]);
        foreach (var state in States)
        {
            var plan = new PlanStanding(state, false, false, state == "closed" ? Now.AddDays(-1) : null);
            var byLeader = PlanWay.Decide(plan, step, Leader, Now);
            Assert.Equal(allowed.GetValueOrDefault(state) ?? "PLN-0005", byLeader.Failure?.Error.Code ?? byLeader.Value);
            Assert.Equal("AUTH-0002", PlanWay.Decide(plan, step, Reader, Now).Failure?.Error.Code);
            var shortWay = step == PlanStep.Issue && state == "draft";
            var byOfficer = PlanWay.Decide(plan, step, Officer, Now);
            if (needsDecider && !shortWay)
                Assert.Equal("AUTH-0002", byOfficer.Failure?.Error.Code);
            else
                Assert.Equal(byLeader.Failure?.Error, byOfficer.Failure?.Error);
        }
    }

    [Fact]
    public void Amendment_IsIssuedByWhoDecides_AndMerges()
    {
        var draft = new PlanStanding(PlanStates.Draft, true, false, null);
        Assert.Equal("AUTH-0002", PlanWay.Decide(draft, PlanStep.Issue, Officer, Now).Failure?.Error.Code);
        Assert.Equal(PlanStates.Merged, PlanWay.Decide(draft, PlanStep.Issue, Leader, Now).Value);
    }

    [Theory]
    [InlineData(PlanStep.Amend)]
    [InlineData(PlanStep.Close)]
    public void PlanWithAnOpenAmendment_TakesNoSecondAndIsNotClosed(PlanStep step) =>
        Assert.Equal("PLN-0012", PlanWay.Decide(new(PlanStates.Issued, false, true, null), step, Leader, Now).Failure?.Error.Code);

    [Theory]
    [InlineData(90, null)]
    [InlineData(91, "PLN-0011")]
    public void Reopen_IsPossibleForNinetyDays(int days, string? refused) =>
        Assert.Equal(
            refused,
            PlanWay.Decide(new(PlanStates.Closed, false, false, Now.AddDays(-days)), PlanStep.Reopen, Leader, Now).Failure?.Error.Code);
}
