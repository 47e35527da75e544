using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Preconditions;
using Platform.Tasks.Storage;
using Platform.Tasks.View;

namespace Platform.Tasks.Changes;

/// <summary>How a changed task is answered: as everywhere, with its version as ETag.</summary>
public static class TaskAnswers
{
    public static IResult ToAnswer(this Result<TaskRow> result, HttpRequest http) => result.ToHttp(task =>
    {
        http.HttpContext.Response.Headers.ETag = Precondition.TagOf(task.Version);
        return Results.Ok(TaskView.Of(task, http.HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow()));
    });
}
