using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Preconditions;
using Platform.ServiceDefaults.Security;
using Platform.Tasks.Cancel;
using Platform.Tasks.Changes;
using Platform.Tasks.Confirm;
using Platform.Tasks.Delegation;
using Platform.Tasks.Errors;
using Platform.Tasks.Extend;
using Platform.Tasks.Model;
using Platform.Tasks.Progress;
using Platform.Tasks.Reopen;

namespace Platform.Tasks.Bulk;

/// <summary>One action on many tasks. Each task is changed or refused by itself; the answer tells of each.</summary>
public static class BulkEndpoint
{
    private const int Most = 500;

    /// <param name="Action">progress, confirm, reject, reopen, cancel, extend, assign.</param>
    /// <param name="Ids">1 to 500 tasks; one named twice is changed once.</param>
    /// <param name="Progress">What the endpoint of the action takes; likewise the others.</param>
    public sealed record BulkInput(
        string? Action, IReadOnlyList<Guid>? Ids, ProgressEndpoint.ProgressInput? Progress = null,
        ConfirmEndpoint.ConfirmInput? Confirm = null,
        ConfirmEndpoint.RejectInput? Reject = null, ReopenEndpoint.ReopenInput? Reopen = null, CancelEndpoint.CancelInput? Cancel = null,
        ExtendEndpoint.AskInput? Extend = null, DelegateEndpoint.AssignInput? Assign = null);

    /// <param name="State">The task's state afterwards; null when it was refused.</param>
    /// <param name="Code">Stable code of the refusal.</param>
    public sealed record BulkResult(Guid Id, bool Ok, string? State, string? Code, string? Message);

    public sealed record BulkAnswer(int Done, int Refused, IReadOnlyList<BulkResult> Results);

    public static void MapBulk(this IEndpointRouteBuilder app) =>
        app.For(Rights.WorkOnTasks).MapPost("/api/tasks/bulk", RunAsync).WithSummary("One action on many tasks, with a result for each");

    private static async Task<Answer<BulkAnswer>> RunAsync(
        BulkInput input, IdempotencyKey key, IServiceScopeFactory scopes, CancellationToken stop)
    {
        var findings = new Findings();
        if (input.Ids is not { Count: > 0 and <= Most })
            findings.Add("ids", TaskErrors.BadCount, $"Chọn từ 1 đến {Most} nhiệm vụ, nhận được {input.Ids?.Count ?? 0}.");
        var decide = Decision(input);
        if (decide is null)
        {
            findings.Add(
                "action", TaskErrors.BadAction,
                "Thao tác (action) là progress, confirm, reject, reopen, cancel, extend hoặc assign, kèm nội dung của thao tác.");
        }
        if (findings.Failure is { } wrong)
            return wrong;
        var request = ChangeRequest.Of(Precondition.None, key, input with { Ids = null });
        var results = new List<BulkResult>();
        foreach (var id in input.Ids!.Distinct())
        {
            // A scope of its own for each, so that a refused one leaves nothing behind for the next.
            await using var scope = scopes.CreateAsyncScope();
            var each = request with { Key = key with { Value = key.Value is null ? null : $"{key.Value}/{id}" } };
            var changes = scope.ServiceProvider.GetRequiredService<TaskChanges>();
            results.Add(ResultOf(id, await changes.RunAsync(id, input.Action!, each, decide!, stop)));
        }
        return new BulkAnswer(results.Count(r => r.Ok), results.Count(r => !r.Ok), results);
    }

    private static BulkResult ResultOf(Guid id, Result<TaskRow> result) => result.Failure is { } no
        ? new(
            id, false, null, no.Error.Code,
            no.Errors is { Count: > 0 } errors ? string.Join(" ", errors.Select(e => e.Message)) : no.Detail)
        : new(id, true, result.Value.State, null, null);

    private static Func<TaskCase, Result<TaskChange>>? Decision(BulkInput input) => input switch
    {
        { Action: TaskActions.Progress, Progress: { } progress } => c => ReportProgress.Decide(c, progress),
        { Action: TaskActions.Confirm } => c => ConfirmEndpoint.Decide(c, input.Confirm ?? new(null)),
        { Action: TaskActions.Reject, Reject: { } reject } => c => ConfirmEndpoint.Decide(c, reject),
        { Action: TaskActions.Reopen, Reopen: { } reopen } => c => ReopenEndpoint.Decide(c, reopen),
        { Action: TaskActions.Cancel, Cancel: { } cancel } => c => CancelEndpoint.Decide(c, cancel),
        { Action: TaskActions.Extend, Extend: { } extend } => c => DecideExtension.Give(c, extend),
        { Action: TaskActions.Assign, Assign: { } assign } => c => DelegateEndpoint.Decide(c, assign),
        _ => null,
    };
}
