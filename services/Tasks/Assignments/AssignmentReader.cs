using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.Contracts.Periods;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Text;
using Platform.ServiceDefaults.Units;
using Platform.Tasks.Errors;
using Platform.Tasks.Model;
using Platform.Tasks.Storage;

namespace Platform.Tasks.Assignments;

/// <summary>
/// Assignments in the caller's scope, with the states of their tasks as of today. One out of it answers like one that does not exist.
/// </summary>
public sealed class AssignmentReader(TasksDb db, Caller caller, OrgUnitDirectory directory, TimeProvider time)
{
    public DateOnly Today => VietnamTime.DateOf(time.GetUtcNow());

    /// <param name="assignments">The assignments, tracked when they are to be changed.</param>
    public async Task<Result<AssignmentRow>> FindAsync(IQueryable<AssignmentRow> assignments, Guid id, Right right, CancellationToken stop)
    {
        var units = await directory.GetAsync(stop);
        return await assignments.SingleOrDefaultAsync(a => a.Id == id, stop) is { } row && right.Allows(caller, units.ByCode[row.Scope])
            ? row
            : new Failure(TaskErrors.NoAssignment, "Không có việc giao này.");
    }

    public async Task<AssignmentDetail> DetailAsync(AssignmentRow row, CancellationToken stop)
    {
        var units = (await directory.GetAsync(stop)).ByCode;
        var tasks = await db.Tasks.AsNoTracking().Where(t => t.AssignmentId == row.Id && t.ParentId == null).OrderBy(t => t.OrgUnit)
            .ToListAsync(stop);
        return new((await ViewsAsync([row], stop))[0], tasks.ConvertAll(t => new AssignedUnitView(
            t.Id, t.OrgUnit, units.GetValueOrDefault(t.OrgUnit)?.FullName ?? t.OrgUnit, units.GetValueOrDefault(t.OrgUnit)?.Block,
            TaskRules.StateOf(t, Today), t.Percent, t.DueOn, t.CompletedOn, t.Confirmation, t.ExtensionPending, t.EvidenceCount)));
    }

    public async Task<List<AssignmentView>> ViewsAsync(List<AssignmentRow> rows, CancellationToken stop)
    {
        var (ids, today) = (rows.ConvertAll(r => (Guid?)r.Id), Today);
        var counts = await db.Tasks.AsNoTracking().Where(t => ids.Contains(t.AssignmentId) && t.ParentId == null)
            .GroupBy(t => new { t.AssignmentId, State = t.OverdueAfter < today ? TaskStates.Overdue : t.State })
            .Select(g => new { g.Key.AssignmentId, g.Key.State, Count = g.Count() }).ToListAsync(stop);
        return rows.ConvertAll(r => new AssignmentView(
            r.Id, r.Scope, r.Content, r.Document, r.Area, JsonSerializer.Deserialize<List<string>>(r.Products, PlatformJson.Options)!,
            r.DeadlineText,
            DueDay.Read(r.DueDates), r.Recurrence, r.Office, r.NeedsConfirmation, r.Units, r.CancelReason, r.Reminders, r.CreatedBy,
            r.CreatedAt,
            counts.Where(c => c.AssignmentId == r.Id).ToDictionary(c => c.State, c => c.Count)));
    }
}
