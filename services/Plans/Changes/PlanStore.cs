using Microsoft.EntityFrameworkCore;
using Platform.Plans.Errors;
using Platform.Plans.Model;
using Platform.Plans.Storage;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Outbox;
using Platform.ServiceDefaults.Preconditions;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;
using Platform.ServiceDefaults.Units;

namespace Platform.Plans.Changes;

/// <summary>A plan with its unit and what the caller may do with it.</summary>
public sealed record FoundPlan(PlanRow Row, OrgUnitInfo Unit, PlanRights Rights);

/// <summary>
/// The one way a plan changes: read, decide by its state and the caller's rights, write with history and event in one transaction.
/// </summary>
public sealed class PlanStore(PlansDb db, Caller caller, OrgUnitDirectory directory, TimeProvider time, OutboxSignal signal)
{
    public PlansDb Db => db;

    public Caller Caller => caller;

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>A plan out of the caller's scope answers like one that does not exist. Issued plans from right above may be read.</summary>
    public async Task<Result<FoundPlan>> FindAsync(Guid id, CancellationToken stop)
    {
        var plan = await db.Plans.SingleOrDefaultAsync(p => p.Id == id, stop);
        var units = await directory.GetAsync(stop);
        if (plan is null || !units.ByCode.TryGetValue(plan.OrgUnit, out var unit) || !Reads(plan, unit, units))
            return new Failure(PlanErrors.NotFound, "Không có kế hoạch này.");
        return new FoundPlan(plan, unit, PlanRights.Of(caller, unit));
    }

    /// <summary>
    /// Takes one step, once per key: checks rights, state and the version the caller saw, runs <paramref name="change"/>, which alters the row,
    /// and writes.
    /// </summary>
    public Task<Result<PlanRow>> StepAsync(
        Guid id, PlanStep step, ChangeRequest request, Func<FoundPlan, string, Task<Result<PlanRow>>> change, CancellationToken stop) =>
        StepAsync(id, step, request, change, row => row.Id, known => KnownAsync(known, stop), stop);

    /// <param name="idOf">Of what the step leads to.</param>
    /// <param name="again">What it led to under the same key.</param>
    public async Task<Result<T>> StepAsync<T>(
        Guid id, PlanStep step, ChangeRequest request, Func<FoundPlan, string, Task<Result<T>>> change, Func<T, Guid> idOf,
        Func<Guid, Task<Result<T>>> again, CancellationToken stop)
    {
        var result = await db.WriteAsync(
            () => request.Key.OnceAsync(
                db, $"{step}", request.About(id), Now, () => WriteStepAsync(id, step, request.Seen, change, stop), to => idOf(to).ToString(),
                known => again(Guid.Parse(known)), stop),
            stop);
        signal.Set();
        return result;
    }

    private async Task<Result<T>> WriteStepAsync<T>(
        Guid id, PlanStep step, Precondition seen, Func<FoundPlan, string, Task<Result<T>>> change, CancellationToken stop)
    {
        var found = await FindAsync(id, stop);
        if (found.Failure is { } missing)
            return missing;
        var next = PlanWay.Decide(found.Value.Row.Standing, step, found.Value.Rights, Now);
        if (next.Failure is { } refused)
            return refused;
        if (!seen.Holds(found.Value.Row.Version))
            return Conflict(found.Value.Row.Version, seen);
        var changed = await change(found.Value, next.Value);
        if (changed.Failure is null)
            await db.SaveChangesAsync(stop);
        return changed;
    }

    /// <summary>What a key was used for before, as far as the caller may still see it.</summary>
    private async Task<Result<PlanRow>> KnownAsync(Guid id, CancellationToken stop) => (await FindAsync(id, stop)).Then<PlanRow>(file => file.Row);

    /// <summary>Stores a new plan, once per key.</summary>
    /// <param name="request">What was asked for, to tell a repeated request from another one.</param>
    /// <param name="refusal">Why it is not stored, unless it was already.</param>
    public Task<Result<PlanRow>> AddAsync(
        PlanRow row, string action, IdempotencyKey key, string useCase, string request, CancellationToken stop, Failure? refusal = null) =>
        db.WriteAsync(
            () => key.OnceAsync<PlanRow>(
                db, useCase, request, Now,
                async () =>
                {
                    if (refusal is not null)
                        return refusal;
                    Add(row, action);
                    await db.SaveChangesAsync(stop);
                    return row;
                },
                plan => plan.Id.ToString(),
                id => KnownAsync(Guid.Parse(id), stop),
                stop),
            stop);

    /// <summary>For use inside a change: a new row with its history.</summary>
    public void Add(PlanRow row, string action, string? message = null)
    {
        row.DecisionNumber = PlanContent.FromJson(row.Content).Decision.Number;
        db.Plans.Add(row);
        Note(row, action, message);
    }

    /// <summary>Marks the next version of a plan and notes the step.</summary>
    public void Touch(PlanRow row, string action, string? message = null)
    {
        row.Version++;
        row.UpdatedAt = Now;
        row.UpdatedBy = caller.UserName;
        Note(row, action, message);
    }

    /// <summary>The content of a plan changes; what is derived from it follows.</summary>
    public async Task SetContentAsync(PlanRow row, PlanContent content, CancellationToken stop)
    {
        row.Content = content.ToJson();
        row.DecisionNumber = content.Decision.Number;
        var answers = content.Links.ToHashSet();
        var stored = await db.Answers.Where(a => a.PlanId == row.Id).ToListAsync(stop);
        db.Answers.RemoveRange(stored.Where(a => !answers.Contains((a.RowId, a.ItemId))));
        db.Answers.AddRange(answers.Where(a => !stored.Exists(s => (s.RowId, s.ItemId) == a))
            .Select(a => new AnswerRow { PlanId = row.Id, RowId = a.Row, ItemId = a.Item, OrgUnit = row.OrgUnit }));
    }

    public static Failure Conflict(long current, Precondition given) => new(
        PlanErrors.Conflict, $"Kế hoạch đã được người khác sửa: bản hiện tại là {current}, bản gửi lên dựa trên {given}. Hãy tải lại.");

    private void Note(PlanRow row, string action, string? message) => db.History.Add(new()
    {
        PlanId = row.Id,
        Version = row.Version,
        Action = action,
        State = row.State,
        By = caller.UserName,
        At = Now,
        Message = message,
    });

    /// <summary>From below only what is issued can be seen.</summary>
    private bool Reads(PlanRow plan, OrgUnitInfo unit, OrgUnitSnapshot units) =>
        Rights.ReadPlans.Allows(
            caller, unit, plan.State is PlanStates.Issued or PlanStates.Closed ? units.ByCode.GetValueOrDefault(caller.Unit) : null);
}
