using Platform.Contracts.Events;
using Platform.Plans.Cascade;
using Platform.Plans.Changes;
using Platform.Plans.Errors;
using Platform.Plans.Model;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Preconditions;
using Platform.ServiceDefaults.Storage;

namespace Platform.Plans.Way;

/// <summary>
/// Issues a draft or an approved plan: its tasks go to the task book. Issuing again answers the same plan. An issued amendment becomes
/// the content of the plan it amends, as its next edition; rows that stayed keep their ids.
/// </summary>
public static class IssuePlan
{
    public static async Task<Result<PlanRow>> RunAsync(PlanStore store, Guid id, ChangeRequest request, CancellationToken stop)
    {
        var now = await store.FindAsync(id, stop);
        if (now is { Failure: null, Value: { Row: { IsSettled: true, State: not PlanStates.Closed } settled, Rights.Writes: true } })
            return settled.AmendsId is { } amended ? (await store.FindAsync(amended, stop)).Value.Row : settled;
        store.Db.ChangeTracker.Clear();
        var issued = await store.StepAsync(id, PlanStep.Issue, request, (file, next) => IssueAsync(store, file.Row, next, stop), stop);
        // Pressed twice at once: the second finds it issued, which an officer could not do a second time.
        var lost = issued.Failure?.Error == PlanErrors.WrongState || issued.Failure?.Error == RequestErrors.Forbidden;
        return lost
            && await store.FindAsync(id, stop) is { Failure: null, Value: { Rights.Writes: true, Row: { State: PlanStates.Issued } row } }
                ? row
                : issued;
    }

    public static List<FieldError> Obstacles(PlanRow plan)
    {
        var errors = new List<FieldError>();
        if (plan.Period is null || plan.From is null || plan.To is null)
            errors.Add(new("period", "PLN-1001", "Chưa xác định được thời kỳ của kế hoạch."));
        var content = PlanContent.FromJson(plan.Content);
        if (content.Tasks.Count == 0 && content.Targets.Count == 0)
            errors.Add(new("tasks", "PLN-1002", "Kế hoạch chưa có chỉ tiêu hay nhiệm vụ nào."));
        return errors;
    }

    private static async Task<Result<PlanRow>> IssueAsync(PlanStore store, PlanRow plan, string next, CancellationToken stop)
    {
        if (Obstacles(plan) is { Count: > 0 } errors)
            return new Failure(PlanErrors.NotIssuable, $"Còn {errors.Count} chỗ phải hoàn thiện trước khi ban hành.", errors);
        plan.State = next;
        plan.ReturnedWith = null;
        if (plan.AmendsId is not { } amends)
            return await TakeEffectAsync(store, plan, "issue", stop);
        var row = (await store.Db.Plans.FindAsync([amends], stop))!;
        (row.Title, row.Period, row.From, row.To) = (plan.Title, plan.Period, plan.From, plan.To);
        await store.SetContentAsync(row, PlanContent.FromJson(plan.Content).WithIds(plan.Id), stop);
        store.Db.Answers.RemoveRange(store.Db.Answers.Where(a => a.PlanId == plan.Id));
        row.AmendmentId = null;
        plan.Version++;
        return await TakeEffectAsync(store, row, "amend-issue", stop);
    }

    private static async Task<Result<PlanRow>> TakeEffectAsync(PlanStore store, PlanRow plan, string action, CancellationToken stop)
    {
        plan.IssuedAt = store.Now;
        plan.IssuedBy = store.Caller.UserName;
        plan.Edition++;
        store.Touch(plan, action);
        store.Db.Versions.Add(new()
        {
            PlanId = plan.Id,
            Number = plan.Edition,
            Title = plan.Title,
            Period = plan.Period,
            From = plan.From,
            To = plan.To,
            Content = plan.Content,
            At = store.Now,
            By = store.Caller.UserName,
        });
        if (plan.Edition == 1)
            store.Db.Outbox.Add(OutboxMessage.For(Topics.PlanIssued, PlanEvents.Issued(plan), store.Now));
        else
            store.Db.Outbox.Add(OutboxMessage.For(Topics.PlanAmended, PlanEvents.Amended(plan), store.Now));
        await CascadedItems.FollowAsync(store.Db, plan, store.Now, stop);
        return plan;
    }
}
