using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.Plans.Storage;
using Platform.Plans.View;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Outbox;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;
using Platform.ServiceDefaults.Units;

namespace Platform.Plans.Issue;

/// <summary>Issues a draft: its tasks go to the task book. Issuing again answers the same plan; a draft can be discarded instead.</summary>
public static class IssueEndpoint
{
    public static void MapIssue(this WebApplication app)
    {
        app.MapPost("/api/plans/{id:guid}/issue", IssueAsync).Produces<PlanView>().WithSummary("Issues a draft plan");
        app.MapDelete("/api/plans/{id:guid}", DiscardAsync).Produces(204).WithSummary("Discards a draft plan");
    }

    private static async Task<IResult> IssueAsync(
        Guid id, Caller caller, OrgUnitDirectory directory, PlansDb db, TimeProvider time, OutboxSignal signal, CancellationToken stop)
    {
        var result = await db.WriteAsync<Result<PlanRow>>(
            async () =>
            {
                var plan = await WritableAsync(id, caller, directory, db, stop);
                if (plan.Failure is not null || plan.Value.State == PlanStates.Issued)
                    return plan;
                if (Obstacles(plan.Value) is { Count: > 0 } errors)
                    return new Failure(PlanErrors.NotIssuable, $"Còn {errors.Count} chỗ phải hoàn thiện trước khi ban hành.", errors);
                var row = plan.Value;
                row.State = PlanStates.Issued;
                row.IssuedAt = time.GetUtcNow();
                row.IssuedBy = caller.UserName;
                row.Version++;
                db.Outbox.Add(OutboxMessage.For(Topics.PlanIssued, Event(row), time.GetUtcNow()));
                await db.SaveChangesAsync(stop);
                return row;
            },
            stop);
        signal.Set();
        return result.ToHttp(plan => Results.Ok(PlanView.Of(plan)));
    }

    private static async Task<IResult> DiscardAsync(Guid id, Caller caller, OrgUnitDirectory directory, PlansDb db, CancellationToken stop)
    {
        var result = await db.WriteAsync<Result<PlanRow>>(
            async () =>
            {
                var plan = await WritableAsync(id, caller, directory, db, stop);
                if (plan.Failure is not null)
                    return plan;
                if (plan.Value.State != PlanStates.Draft)
                    return new Failure(PlanErrors.WrongState, "Kế hoạch đã ban hành, không xóa được.");
                db.Plans.Remove(plan.Value);
                await db.SaveChangesAsync(stop);
                return plan;
            },
            stop);
        return result.ToHttp(_ => Results.NoContent());
    }

    private static async Task<Result<PlanRow>> WritableAsync(Guid id, Caller caller, OrgUnitDirectory directory, PlansDb db, CancellationToken stop)
    {
        var plan = await PlanAccess.FindAsync(id, caller, directory, db, stop);
        if (plan.Failure is not null)
            return plan;
        var unit = (await directory.GetAsync(stop)).ByCode[plan.Value.OrgUnit];
        return caller.WritesFor(unit) ? plan : RequestErrors.NotAllowed("ban hành hoặc xóa kế hoạch của đơn vị này");
    }

    private static List<FieldError> Obstacles(PlanRow plan)
    {
        var errors = new List<FieldError>();
        if (plan.From is null || plan.To is null)
            errors.Add(new("period", "PLN-1001", "Chưa xác định được thời kỳ của kế hoạch."));
        var content = PlanContent.FromJson(plan.Content);
        if (content.Tasks.Count == 0 && content.Targets.Count == 0)
            errors.Add(new("tasks", "PLN-1002", "Kế hoạch chưa có chỉ tiêu hay nhiệm vụ nào."));
        return errors;
    }

    private static PlanIssuedV1 Event(PlanRow plan) => new(
        Guid.NewGuid(), plan.Id, plan.OrgUnit, plan.Period!, plan.From!.Value, plan.To!.Value, plan.Version, plan.Title, plan.IssuedAt!.Value,
        [.. PlanContent.FromJson(plan.Content).Tasks.Select(t => new PlannedTaskV1(
            t.Id, t.Area ?? 0, Number(t), t.Content, t.LeadAgency, t.Coordinators,
            new(t.Deadline.Text, JsonNamingPolicy.CamelCase.ConvertName(t.Deadline.Kind.ToString()), t.Deadline.From, t.Deadline.To, t.Deadline.Recurrence, t.Deadline.DueDates),
            t.Products))]);

    private static string Number(TaskView task) => task.SubNumber is { } sub ? $"{task.Number}.{sub}" : task.Number ?? "";
}
