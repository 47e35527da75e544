using Microsoft.AspNetCore.Mvc;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Preconditions;
using Platform.Tasks.Answers;
using Platform.Tasks.Model;

namespace Platform.Tasks.Changes;

/// <summary>
/// The task that an address names, within the caller's scope, and what the request says beside its body. Bound as one parameter.
/// </summary>
/// <param name="Seen">The version that the caller has seen (If-Match).</param>
public sealed record TaskScope(
    [FromRoute(Name = "id")] Guid Id, Precondition Seen, IdempotencyKey Key, TaskAccess Access, TaskChanges Changes, TimeProvider Time,
    HttpResponse Response, CancellationToken Stop)
{
    public Task<Result<FoundTask>> FindAsync() => Access.FindAsync(Id, Stop);

    public async Task<Answer<T>> ReadAsync<T>(Func<FoundTask, Task<Result<T>>> read) where T : notnull =>
        await (await FindAsync()).ThenAsync(read);

    /// <summary>Changes the task and answers it, as everywhere with its version as ETag.</summary>
    /// <param name="action">One of <see cref="TaskActions"/>.</param>
    public async Task<Answer<TaskView>> ChangeAsync<T>(string action, T input, Func<TaskCase, T, Result<TaskChange>> decide)
    {
        var changed = await RunAsync(action, input, c => decide(c, input));
        if (changed.Failure is null)
            Response.Headers.ETag = Precondition.TagOf(changed.Value.Version);
        return changed.Then(task => TaskView.Of(task, Time.GetUtcNow()));
    }

    /// <param name="request">What is asked for, to tell a repeated request from another one.</param>
    public Task<Result<TaskRow>> RunAsync<T>(string action, T request, Func<TaskCase, Result<TaskChange>> decide) =>
        Changes.RunAsync(Id, action, ChangeRequest.Of(Seen, Key, request), decide, Stop);
}
