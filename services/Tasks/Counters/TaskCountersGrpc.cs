using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.Contracts.Grpc.Tasks;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;
using Platform.Tasks.Storage;

namespace Platform.Tasks.Counters;

/// <summary>Counters of one unit and year, for the report form.</summary>
[Authorize]
public sealed class TaskCountersGrpc(TasksDb db, OrgUnitDirectory directory) : TaskCounters.TaskCountersBase
{
    public override async Task<TaskCountersReply> Get(GetTaskCountersRequest request, ServerCallContext context)
    {
        var caller = Caller.From(context.GetHttpContext().User);
        var units = await directory.GetAsync(context.CancellationToken);
        if (!units.ByCode.TryGetValue(request.OrgUnit, out var unit))
            throw new RpcException(new(StatusCode.NotFound, $"Unknown org unit {request.OrgUnit}"));
        if (!caller.Sees(unit))
            throw new RpcException(new(StatusCode.PermissionDenied, $"Org unit {request.OrgUnit} is out of scope"));
        var counts = await db.Tasks.AsNoTracking()
            .Where(t => t.OrgUnit == unit.Code && t.FromYear <= request.Year && request.Year <= t.ToYear && !t.Cancelled)
            .GroupBy(t => t.State).Select(g => new { State = g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.State, g => g.Count, context.CancellationToken);
        return new()
        {
            Total = counts.Values.Sum(),
            Done = counts.GetValueOrDefault(TaskStates.DoneOnTime),
            DoneLate = counts.GetValueOrDefault(TaskStates.DoneLate),
            InProgress = counts.GetValueOrDefault(TaskStates.InProgress),
            Overdue = counts.GetValueOrDefault(TaskStates.Overdue),
        };
    }
}
