using Microsoft.EntityFrameworkCore;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;
using Platform.Tasks.Errors;
using Platform.Tasks.Model;
using Platform.Tasks.Storage;

namespace Platform.Tasks.Changes;

/// <summary>A task with its unit and what the caller is to it.</summary>
public sealed record FoundTask(TaskRow Row, OrgUnitInfo Unit, TaskRights Rights);

/// <summary>What lies in the caller's scope. A task out of it answers like one that does not exist.</summary>
public sealed class TaskAccess(TasksDb db, OrgUnitDirectory directory, Caller caller)
{
    public Task<Result<FoundTask>> FindAsync(Guid id, CancellationToken stop) => FindAsync(db.Tasks.AsNoTracking(), id, stop);

    /// <param name="tasks">The tasks, tracked when they are to be changed.</param>
    public async Task<Result<FoundTask>> FindAsync(IQueryable<TaskRow> tasks, Guid id, CancellationToken stop)
    {
        var units = await directory.GetAsync(stop);
        return await tasks.SingleOrDefaultAsync(t => t.Id == id, stop) is { } task && units.ByCode.TryGetValue(task.OrgUnit, out var unit)
            && Rights.ReadUnit.Allows(caller, unit)
            ? new FoundTask(task, unit, TaskRights.Of(caller, unit, task))
            : new Failure(TaskErrors.NotFound, "Không có nhiệm vụ này.");
    }

    /// <summary>The unit asked about, the caller's own when none is named.</summary>
    public async Task<Result<OrgUnitInfo>> UnitAsync(string? code, CancellationToken stop) =>
        (await directory.GetAsync(stop)).Find(code ?? caller.Unit)
        .Then<OrgUnitInfo>(unit => Rights.ReadUnit.Allows(caller, unit) ? unit : RequestErrors.OutOfScope(unit.Code));
}
