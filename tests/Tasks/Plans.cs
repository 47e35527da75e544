using Platform.Contracts.Events;

namespace Platform.Tasks.Tests;

/// <summary>Plans as they come in by event.</summary>
internal static class Plans
{
    public static PlannedTaskV1 Task(string content, string? due = "2025-12-31", int area = 1) => new(
        Guid.NewGuid(), area, "1", content, "Phòng VHXH", ["Văn phòng"],
        new("Trước 31/12/2025", due is null ? "none" : "byDate", null, due is null ? null : DateOnly.Parse(due), null,
            due is null ? [] : [DateOnly.Parse(due)]), ["Báo cáo"]);

    public static PlanIssuedV1 Plan(string unit, long version, params PlannedTaskV1[] tasks) => new(
        Guid.NewGuid(), Guid.NewGuid(), unit, "2025-H2", new(2025, 7, 1), new(2025, 12, 31), version, "Kế hoạch", DateTimeOffset.UnixEpoch,
        tasks);

    public static PlanAmendedV1 Amended(PlanIssuedV1 plan, long version, params PlannedTaskV1[] tasks) => new(
        Guid.NewGuid(), plan.PlanId, plan.OrgUnit, plan.Period, plan.From, plan.To, version, plan.Title, plan.OccurredAt, tasks);
}
