using System.Text.Json;
using Platform.Contracts.Events;
using Platform.Contracts.Periods;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Outbox;
using Platform.ServiceDefaults.Preconditions;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;
using Platform.ServiceDefaults.Text;
using Platform.ServiceDefaults.Units;
using Platform.Tasks.Model;
using Platform.Tasks.Notices;
using Platform.Tasks.Storage;

namespace Platform.Tasks.Assignments;

/// <summary>Writes assignments with all their tasks in one transaction: a reader sees all of an assignment or nothing.</summary>
public sealed class AssignmentWriter(TasksDb db, Caller caller, WorkingDays workingDays, TimeProvider time, OutboxSignal signal)
{
    // What is held in memory at a time.
    private const int BatchSize = 500;

    /// <returns>The ids, in the order of the input; the same ones again for a repeated key.</returns>
    public async Task<Result<List<Guid>>> WriteAsync(IReadOnlyList<Decided> assignments, ChangeRequest request, CancellationToken stop)
    {
        var (now, calendar) = (time.GetUtcNow(), await workingDays.GetAsync(stop));
        var written = await db.WriteAsync(
            () => request.Key.OnceAsync<List<Guid>>(
                db, "assignments", request.About(Guid.Empty), now,
                async () =>
                {
                    var rows = assignments.Select(a => RowOf(a, caller, now)).ToList();
                    db.Assignments.AddRange(rows);
                    await db.SaveChangesAsync(stop);
                    foreach (var (assignment, row) in assignments.Zip(rows))
                        await WriteTasksAsync(assignment, row, calendar, now, stop);
                    return rows.ConvertAll(r => r.Id);
                },
                ids => JsonSerializer.Serialize(ids),
                known => Task.FromResult<Result<List<Guid>>>(JsonSerializer.Deserialize<List<Guid>>(known)!), stop),
            stop);
        signal.Set();
        return written;
    }

    private async Task WriteTasksAsync(
        Decided assignment, AssignmentRow row, WorkingCalendar calendar, DateTimeOffset now, CancellationToken stop)
    {
        var body = assignment.Document is { } document ? $"Theo văn bản {document}." : "";
        foreach (var units in assignment.Units.Chunk(BatchSize))
        {
            var made = units.Select(u => assignment.Task.For(u, TaskOrigins.Assignment, row.Id, calendar, now)).ToList();
            var tasks = made.ConvertAll(m => m.Task);
            await db.NumberAsync(tasks, stop);
            await db.InsertAllAsync(tasks, stop);
            await db.InsertAllAsync([.. made.SelectMany(m => m.Occurrences)], stop);
            await db.InsertAllAsync(tasks.ConvertAll(t => new HistoryRow
            {
                TaskId = t.Id,
                Version = t.Version,
                Action = "assigned-by-city",
                Comment = assignment.Document,
                Changes = "[]",
                By = caller.UserName,
                At = now,
            }), stop);
            await db.InsertAllAsync(tasks.ConvertAll(t => OutboxMessage.For(Topics.TaskChanged, TaskWriting.EventOf(t, now), now)), stop);
            await db.InsertAllAsync(tasks.ConvertAll(t => OutboxMessage.For(
                Topics.NoticeRaised, TaskNotices.ToWorkers(t, "assigned", "Thành phố giao việc", body, now), now)), stop);
        }
    }

    private static AssignmentRow RowOf(Decided assignment, Caller caller, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Scope = caller.Unit,
        Content = assignment.Task.Content.Trim(),
        Document = assignment.Document,
        Area = assignment.Task.Area,
        Products = JsonSerializer.Serialize(assignment.Task.Products, PlatformJson.Options),
        DeadlineText = NewTask.TextOf(assignment.Task.DueDates),
        DueDates = JsonSerializer.Serialize(assignment.Task.DueDates, PlatformJson.Options),
        Recurrence = assignment.Task.Recurrence,
        Office = assignment.Task.Office,
        NeedsConfirmation = assignment.Task.NeedsConfirmation,
        Units = assignment.Units.Count,
        CreatedBy = caller.UserName,
        CreatedAt = now,
    };
}
