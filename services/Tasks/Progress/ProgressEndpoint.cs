using Platform.ServiceDefaults.Security;
using Platform.Tasks.Changes;
using Platform.Tasks.Model;

namespace Platform.Tasks.Progress;

/// <summary>Reports progress of a task; 100 percent completes it, less reopens it.</summary>
public static class ProgressEndpoint
{
    /// <param name="Percent">0 to 100.</param>
    /// <param name="CompletedOn">Day of completion, not in the future; today when absent. Only with 100 percent.</param>
    /// <param name="Occurrence">Written due date of the occurrence of a recurring task; absent: all that are still open.</param>
    public sealed record ProgressInput(
        int? Percent, string? Comment, DateOnly? CompletedOn, IReadOnlyList<FigureInput?>? Figures = null, DateOnly? Occurrence = null);

    /// <summary>A figure that shows the progress, e.g. 980 hồ sơ.</summary>
    public sealed record FigureInput(string? Name, decimal? Value, string? Unit);

    public static void MapProgress(this IEndpointRouteBuilder app) =>
        app.For(Rights.WorkOnTasks).MapPost("progress", ([AsParameters] TaskScope task, ProgressInput input) =>
                task.ChangeAsync(TaskActions.Progress, input, ReportProgress.Decide))
            .WithSummary("Reports progress of a task or of one occurrence (its officers, the unit's leader)");
}
