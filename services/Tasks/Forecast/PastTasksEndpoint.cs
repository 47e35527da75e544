using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Periods;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;
using Platform.ServiceDefaults.Text;
using Platform.ServiceDefaults.Units;
using Platform.Tasks.Model;
using Platform.Tasks.Storage;

namespace Platform.Tasks.Forecast;

/// <summary>Takes over how tasks of earlier years went, so that the forecast need not wait for two years of its own.</summary>
public static class PastTasksEndpoint
{
    private const int MostRows = 5_000;
    private const int MostErrors = 100;
    private const int MostMarks = 50;

    private static readonly string[] Kinds =
        [DeadlineKinds.ByDate, "window", DeadlineKinds.Recurring, DeadlineKinds.Continuous, DeadlineKinds.OnInstruction];

    /// <param name="Key">The sender's key within the unit; sending again overwrites.</param>
    /// <param name="Kind">byDate, window, recurring, continuous, onInstruction; byDate when absent.</param>
    /// <param name="Marks">Progress as reported, by day.</param>
    public sealed record PastTask(
        string? Key, string? OrgUnit, string? Office, int? Area, string? Kind, DateOnly? From, DateOnly? Due, DateOnly? CompletedOn,
        IReadOnlyList<ProgressMark?>? Marks);

    public sealed record PastTasksInput(IReadOnlyList<PastTask?>? Tasks);

    public sealed record Taken(int Count);

    public static void MapPastTasks(this IEndpointRouteBuilder app) =>
        app.For(Rights.TakeTaskHistory).MapPost("/api/tasks/forecast/history", TakeAsync)
            .WithSummary("Takes over how tasks of earlier years went (city-admin; at most 5,000 a call)");

    private static async Task<Answer<Taken>> TakeAsync(
        PastTasksInput input, Caller caller, OrgUnitDirectory directory, Forecasts forecasts, TasksDb db, TimeProvider time,
        CancellationToken stop)
    {
        var units = await directory.GetAsync(stop);
        var errors = Check(input, caller, units, VietnamTime.DateOf(time.GetUtcNow())).Take(MostErrors).ToList();
        if (errors.Count > 0)
            return Failure.Invalid(errors);
        var tasks = input.Tasks!.Select(t => t!).DistinctBy(t => (t.OrgUnit, t.Key)).ToList();
        await db.WriteAsync(
            async () =>
            {
                foreach (var unit in tasks.GroupBy(t => t.OrgUnit!))
                {
                    var keys = unit.Select(t => t.Key!).ToList();
                    await db.PastTasks.Where(t => t.OrgUnit == unit.Key && keys.Contains(t.Key)).ExecuteDeleteAsync(stop);
                }
                db.AddRange(tasks.Select(Row));
                return await db.SaveChangesAsync(stop);
            },
            stop);
        forecasts.Forget();
        return new Taken(tasks.Count);
    }

    private static PastTaskRow Row(PastTask t) => new()
    {
        Key = t.Key!,
        OrgUnit = t.OrgUnit!,
        Office = t.Office,
        Area = t.Area ?? 0,
        DeadlineKind = t.Kind ?? "byDate",
        FromOn = t.From!.Value,
        DueOn = t.Due!.Value,
        CompletedOn = t.CompletedOn,
        Marks = JsonSerializer.Serialize((t.Marks ?? []).OrderBy(m => m!.On), PlatformJson.Options),
    };

    private static IEnumerable<FieldError> Check(PastTasksInput input, Caller caller, OrgUnitSnapshot units, DateOnly today)
    {
        if (input.Tasks is not { Count: > 0 and <= MostRows })
        {
            yield return new(
                "tasks", "TSK-1201",
                $"Cần từ 1 đến {MostRows} nhiệm vụ, nhận được {(input.Tasks?.Count ?? 0).ToString(CultureInfo.InvariantCulture)}.");
            yield break;
        }
        foreach (var (index, task) in input.Tasks.Index())
        {
            var field = $"tasks[{index}]";
            if (string.IsNullOrWhiteSpace(task?.Key) || task.Key.Length > 100 || task.Key.Any(char.IsControl))
                yield return new($"{field}.key", "TSK-1202", "Mã nhiệm vụ của đơn vị cần từ 1 đến 100 ký tự.");
            if (task?.OrgUnit is null || !units.ByCode.TryGetValue(task.OrgUnit, out var unit) || !unit.IsLeaf
                || !Rights.TakeTaskHistory.Allows(caller, unit))
            {
                yield return new($"{field}.orgUnit", "TSK-1203", $"Không có xã, phường, đặc khu “{task?.OrgUnit}” trong phạm vi quản lý.");
            }
            if (task?.From is not { } from || task.Due is not { } due || from > due || due >= today)
                yield return new($"{field}.due", "TSK-1204", "Cần ngày bắt đầu và hạn đã qua, bắt đầu không sau hạn.");
            if (task is { CompletedOn: { } done } && (done > today || done < task.From))
                yield return new($"{field}.completedOn", "TSK-1205", "Ngày hoàn thành không trước ngày bắt đầu và không ở tương lai.");
            if (task?.Area is < 0 or > 7 || task?.Office?.Length > 20 || (task?.Kind is { } kind && !Kinds.Contains(kind)))
            {
                yield return new(
                    $"{field}.area", "TSK-1206", "Lĩnh vực từ 0 đến 7; mã phòng tối đa 20 ký tự; loại thời hạn theo danh mục.");
            }
            if (task?.Marks is { } marks && (marks.Count > MostMarks || marks.Any(m => m is null || m.Percent is < 0 or > 100)))
                yield return new($"{field}.marks", "TSK-1207", $"Tối đa {MostMarks} mốc tiến độ, mỗi mốc từ 0 đến 100.");
        }
    }
}
