using System.Text.Json;
using Platform.Contracts.Events;
using Platform.Contracts.Periods;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Hosting;
using Platform.ServiceDefaults.Outbox;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;
using Platform.ServiceDefaults.Units;
using Platform.Tasks.Assign;
using Platform.Tasks.Storage;
using Platform.Tasks.View;

namespace Platform.Tasks.Progress;

/// <summary>Reports progress of a task; 100 percent completes it, less reopens it.</summary>
public static class ProgressEndpoint
{
    private const int LongestComment = 4_000;

    /// <param name="Percent">0 to 100.</param>
    /// <param name="CompletedOn">Day of completion, not in the future; today when absent. Only with 100 percent.</param>
    public sealed record ProgressInput(int? Percent, string? Comment, DateOnly? CompletedOn);

    public static void MapProgress(this WebApplication app) =>
        app.MapPost("/api/tasks/{id:guid}/progress", ReportAsync).Produces<TaskView>().WithSummary("Reports progress of a task (commune officer or leader)");

    private static async Task<IResult> ReportAsync(
        Guid id, ProgressInput input, HttpRequest request, Caller caller, OrgUnitDirectory directory, TasksDb db, TimeProvider time,
        OutboxSignal signal, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var units = await directory.GetAsync(stop);
        var key = request.Headers["Idempotency-Key"].ToString() is { Length: > 0 } k ? $"{caller.UserName}/progress/{k}" : null;
        var hash = IdempotencyRecord.HashOf($"{id} {JsonSerializer.Serialize(input, PlatformHost.Json)}");
        var result = await db.WriteAsync<Result<TaskRow>>(
            async () =>
            {
                var found = await TaskAccess.FindAsync(id, caller, directory, db, stop);
                if (found.Failure is not null)
                    return found;
                if (!caller.WritesFor(units.ByCode[found.Value.OrgUnit]))
                    return RequestErrors.NotAllowed("cập nhật nhiệm vụ của đơn vị này");
                if (key is not null)
                {
                    var before = await IdempotencyRecord.FindAsync(db, key, hash, stop);
                    if (before.Failure is { } reused)
                        return reused;
                    if (before.Value is not null)
                        return found;
                    db.IdempotencyRecords.Add(new() { Key = key, RequestHash = hash, Response = id.ToString(), CreatedAt = now });
                }
                var step = Decide(found.Value, input, caller.UserName, now);
                if (step.Failure is { } no)
                    return no;
                db.Progress.Add(step.Value);
                db.Announce(found.Value, now);
                await db.SaveChangesAsync(stop);
                return found;
            },
            stop);
        signal.Set();
        return result.ToHttp(task => Results.Ok(TaskView.Of(task, now)));
    }

    /// <summary>Changes the row when the input is right; returns the step for the history.</summary>
    public static Result<ProgressRow> Decide(TaskRow task, ProgressInput input, string by, DateTimeOffset now)
    {
        var today = VietnamTime.DateOf(now);
        if (task.Cancelled)
            return new Failure(TaskErrors.Cancelled, "Nhiệm vụ đã bị hủy theo kế hoạch sửa đổi.");
        var errors = new List<FieldError>();
        if (input.Percent is not (>= 0 and <= 100))
            errors.Add(new("percent", TaskErrors.BadPercent, $"Tiến độ từ 0 đến 100, nhận được {input.Percent?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "trống"}."));
        if (input.Comment?.Length > LongestComment)
            errors.Add(new("comment", TaskErrors.BadComment, $"Ghi chú dài {input.Comment.Length} ký tự, tối đa {LongestComment}."));
        if (input.CompletedOn is { } on && (input.Percent != 100 || on > today))
            errors.Add(new("completedOn", TaskErrors.BadDate, "Ngày hoàn thành chỉ ghi khi tiến độ là 100 và không ở tương lai."));
        if (errors.Count > 0)
            return new Failure(RequestErrors.Validation, $"Có {errors.Count} chỗ cần sửa.", errors);

        var (percentBefore, stateBefore) = (task.Percent, TaskRules.StateOf(task, today));
        task.Percent = input.Percent!.Value;
        task.CompletedOn = input.Percent == 100 ? input.CompletedOn ?? task.CompletedOn ?? today : null;
        task.State = TaskRules.StateOf(task, today);
        task.Version++;
        task.UpdatedAt = now;
        return new ProgressRow
        {
            TaskId = task.Id,
            PercentBefore = percentBefore,
            Percent = task.Percent,
            Comment = input.Comment,
            StateBefore = stateBefore,
            State = task.State,
            By = by,
            At = now,
        };
    }
}
