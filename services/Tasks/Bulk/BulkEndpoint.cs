using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Preconditions;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;
using Platform.Tasks.Assign;
using Platform.Tasks.Cancel;
using Platform.Tasks.Changes;
using Platform.Tasks.Confirm;
using Platform.Tasks.Extend;
using Platform.Tasks.Progress;
using Platform.Tasks.Reopen;
using Platform.Tasks.Rules;
using Platform.Tasks.Storage;

namespace Platform.Tasks.Bulk;

/// <summary>One action on many tasks. Each task is changed or refused by itself; the answer tells of each.</summary>
public static class BulkEndpoint
{
    private const int Most = 500;

    /// <param name="Action">progress, confirm, reject, reopen, cancel, extend, assign.</param>
    /// <param name="Ids">1 to 500 tasks; one named twice is changed once.</param>
    /// <param name="Progress">What the endpoint of the action takes; likewise the others.</param>
    public sealed record BulkInput(
        string? Action, IReadOnlyList<Guid>? Ids, ProgressEndpoint.ProgressInput? Progress = null, ConfirmEndpoint.ConfirmInput? Confirm = null,
        ConfirmEndpoint.RejectInput? Reject = null, ReopenEndpoint.ReopenInput? Reopen = null, CancelEndpoint.CancelInput? Cancel = null,
        ExtendEndpoint.AskInput? Extend = null, AssignEndpoint.AssignInput? Assign = null);

    /// <param name="State">The task's state afterwards; null when it was refused.</param>
    /// <param name="Code">Stable code of the refusal.</param>
    public sealed record BulkResult(Guid Id, bool Ok, string? State, string? Code, string? Message);

    public sealed record BulkAnswer(int Done, int Refused, IReadOnlyList<BulkResult> Results);

    public static void MapBulk(this WebApplication app) =>
        app.For(Rights.WorkOnTasks).MapPost("/api/tasks/bulk", RunAsync)
            .WithSummary("One action on many tasks, with a result for each");

    private static async Task<Answer<BulkAnswer>> RunAsync(
        BulkInput input, HttpRequest http, Caller caller, IServiceScopeFactory scopes, OfficeDirectory offices, CancellationToken stop)
    {
        var findings = new Findings();
        if (input.Ids is not { Count: > 0 and <= Most })
            findings.Add("ids", TaskErrors.BadCount, $"Chọn từ 1 đến {Most} nhiệm vụ, nhận được {input.Ids?.Count ?? 0}.");
        if (Decision(input, []) is null)
            findings.Add("action", TaskErrors.BadAction, "Thao tác (action) là progress, confirm, reject, reopen, cancel, extend hoặc assign, kèm nội dung của thao tác.");
        if (findings.Failure is { } wrong)
            return wrong;
        var request = ChangeRequest.Of(http, input with { Ids = null }) with { Seen = Precondition.None };
        var results = new List<BulkResult>();
        foreach (var id in input.Ids!.Distinct())
        {
            // A scope of its own for each, so that a refused one leaves nothing behind for the next.
            await using var scope = scopes.CreateAsyncScope();
            var known = input.Assign is null ? [] : await AssignEndpoint.OfficesOfAsync(id, scope.ServiceProvider.GetRequiredService<TasksDb>(), offices, stop);
            var each = request.Key is null ? request : request with { Key = $"{request.Key}/{id}" };
            var result = await scope.ServiceProvider.GetRequiredService<TaskChanges>().RunAsync(id, input.Action!, caller, each, Decision(input, known)!, stop);
            results.Add(result.Failure is { } no
                ? new(id, false, null, no.Error.Code, no.Errors is { Count: > 0 } errors ? string.Join(" ", errors.Select(e => e.Message)) : no.Detail)
                : new(id, true, result.Value.State, null, null));
        }
        return new BulkAnswer(results.Count(r => r.Ok), results.Count(r => !r.Ok), results);
    }

    private static Func<TaskCase, Result<Change>>? Decision(BulkInput input, IReadOnlyList<OfficeInfo> offices) => input switch
    {
        { Action: TaskActions.Progress, Progress: { } progress } => c => ReportProgress.Decide(c, progress),
        { Action: TaskActions.Confirm } => c => ConfirmEndpoint.Decide(c, input.Confirm ?? new(null)),
        { Action: TaskActions.Reject, Reject: { } reject } => c => ConfirmEndpoint.Decide(c, reject),
        { Action: TaskActions.Reopen, Reopen: { } reopen } => c => ReopenEndpoint.Decide(c, reopen),
        { Action: TaskActions.Cancel, Cancel: { } cancel } => c => CancelEndpoint.Decide(c, cancel),
        { Action: TaskActions.Extend, Extend: { } extend } => c => DecideExtension.Give(c, extend),
        { Action: TaskActions.Assign, Assign: { } assign } => c => AssignEndpoint.Decide(c, assign, offices),
        _ => null,
    };
}
