using System.Text.Json;
using Platform.Contracts.Events;
using Platform.Plans.Model;

namespace Platform.Plans.Way;

/// <summary>What other services hear of an issued plan.</summary>
public static class PlanEvents
{
    public static PlanIssuedV1 Issued(PlanRow plan) => new(
        Guid.NewGuid(), plan.Id, plan.OrgUnit, plan.Period!, plan.From!.Value, plan.To!.Value, plan.Version, plan.Title,
        plan.IssuedAt!.Value, Tasks(plan));

    public static PlanAmendedV1 Amended(PlanRow plan) => new(
        Guid.NewGuid(), plan.Id, plan.OrgUnit, plan.Period!, plan.From!.Value, plan.To!.Value, plan.Version, plan.Title,
        plan.IssuedAt!.Value, Tasks(plan));

    private static List<PlannedTaskV1> Tasks(PlanRow plan) =>
        [.. PlanContent.FromJson(plan.Content).Tasks.Select(t => new PlannedTaskV1(
            t.Id, t.Area ?? 0, Number(t), t.Content, t.LeadAgency, t.Coordinators,
            Deadline(t.Deadline), t.Products))];

    private static TaskDeadlineV1 Deadline(DeadlineView d) =>
        new(d.Text, JsonNamingPolicy.CamelCase.ConvertName($"{d.Kind}"), d.From, d.To, d.Recurrence, d.DueDates);

    private static string Number(TaskView task) => task.SubNumber is { } sub ? $"{task.Number}.{sub}" : task.Number ?? "";
}
