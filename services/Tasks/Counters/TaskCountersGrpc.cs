using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.Contracts.Grpc.Tasks;
using Platform.Contracts.Periods;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;
using Platform.Tasks.Model;
using Platform.Tasks.Storage;

namespace Platform.Tasks.Counters;

/// <summary>Counters of one unit and year, for the report form.</summary>
[Authorize]
public sealed class TaskCountersGrpc(TasksDb db, OrgUnitDirectory directory, TimeProvider time) : TaskCounters.TaskCountersBase
{
    public override async Task<TaskCountersReply> Get(GetTaskCountersRequest request, ServerCallContext context)
    {
        var caller = Caller.From(context.GetHttpContext().User);
        var units = await directory.GetAsync(context.CancellationToken);
        if (!units.ByCode.TryGetValue(request.OrgUnit, out var unit))
            throw new RpcException(new(StatusCode.NotFound, $"Unknown org unit {request.OrgUnit}"));
        if (!Rights.ReadUnit.Allows(caller, unit))
            throw new RpcException(new(StatusCode.PermissionDenied, $"Org unit {request.OrgUnit} is out of scope"));
        var today = VietnamTime.DateOf(time.GetUtcNow());
        // The state as of today, whether or not the sweep has come by since midnight; sub-tasks are counted in their parents.
        var counts = await db.Tasks.AsNoTracking()
            .Where(t => t.OrgUnit == unit.Code && t.FromYear <= request.Year && request.Year <= t.ToYear)
            .Where(t => !t.Cancelled && t.ParentId == null)
            .GroupBy(t => t.OverdueAfter < today ? TaskStates.Overdue : t.State)
            .Select(g => new
            {
                State = g.Key,
                Count = g.Count(),
                Assigned = g.Count(t => t.Origin == TaskOrigins.Assignment),
                Delay = g.Sum(t => t.DelayDays),
            })
            .ToDictionaryAsync(g => g.State, context.CancellationToken);
        int Of(string state) => counts.GetValueOrDefault(state)?.Count ?? 0;
        return new()
        {
            Total = counts.Values.Sum(c => c.Count),
            Done = Of(TaskStates.DoneOnTime),
            DoneLate = Of(TaskStates.DoneLate),
            InProgress = Of(TaskStates.InProgress),
            Overdue = Of(TaskStates.Overdue),
            Waiting = Of(TaskStates.Waiting),
            DelayDays = counts.GetValueOrDefault(TaskStates.DoneLate)?.Delay ?? 0,
            Assigned = counts.Values.Sum(c => c.Assigned),
            AssignedOnTime = counts.GetValueOrDefault(TaskStates.DoneOnTime)?.Assigned ?? 0,
        };
    }
}
