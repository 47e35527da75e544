using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Orleans.Serialization;
using Orleans.Storage;

namespace Orleans.Runtime;

/// <summary>One call on its way: the turn at the grain and the caller's pending answer.</summary>
internal abstract class GrainCall(GrainId grainId, GrainMethod method, object?[] arguments) : Turn
{
    private readonly ActivityContext _caller = Activity.Current?.Context ?? default;
    private CancellationTokenSource? _cancellation;
    private CancellationTokenRegistration _cancelled;

    public override bool Interleaves => method.AlwaysInterleaves;

    public GrainId GrainId => grainId;

    protected GrainMethod Method => method;

    // Links of the list of pending calls, owned by PendingCalls.
    internal GrainCall? Previous { get; set; }

    internal GrainCall? Next { get; set; }

    internal long DeadlineMs { get; set; }

    internal PendingCalls.Shard? Shard { get; set; }

    protected abstract bool IsAnswered { get; }

    /// <summary>Ties the call to the token among its arguments: the caller is released at once, the grain sees the cancellation.</summary>
    public void Observe(int tokenIndex)
    {
        var token = (CancellationToken)arguments[tokenIndex]!;
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(token);
        arguments[tokenIndex] = _cancellation.Token;
        if (token.CanBeCanceled)
        {
            _cancelled = token.UnsafeRegister(static (call, token) => ((GrainCall)call!).Answer(Task.FromCanceled(token)), this);
        }
    }

    public override void Reject(Exception reason)
    {
        Answer(Task.FromException(reason));
        Release();
    }

    public void TimeOut(TimeSpan after)
    {
        Answer(Task.FromException(new TimeoutException($"{method.Name} of grain {grainId} did not answer within {after}. A grain that calls itself through others blocks until then.")));
        if (Interlocked.Exchange(ref _cancellation, null) is { } cancellation)
        {
            // Not on this thread, which serves all calls: what the grain hangs on its token is its own affair.
            _ = cancellation.CancelAsync();
        }
    }

    protected override Task Invoke(Activation activation)
    {
        if (IsAnswered)
        {
            // Timed out or cancelled while it waited for its turn: nobody reads the answer any more.
            return Task.CompletedTask;
        }

        if (!activation.Catalog.PropagatesActivities)
        {
            return method.Invoke(activation.GrainInstance!, arguments);
        }

        return InvokeTraced(activation);
    }

    protected override void Complete(Activation activation, Task finished)
    {
        if (finished.Exception?.InnerException is InconsistentStateException { IsSourceActivation: true } conflict)
        {
            conflict.IsSourceActivation = false;
            activation.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationError, conflict, "Its storage holds another version of the state."));
        }

        if (finished.IsFaulted && method.IsOneWay)
        {
            activation.Logger.LogError(finished.Exception, "One-way call {Method} of grain {GrainId} failed", method.Name, grainId);
        }

        Answer(finished);
        Release();
    }

    /// <summary>Gives the caller the outcome, unless it already has one.</summary>
    protected abstract void Answer(Task outcome);

    protected void Unlink() => Shard?.Remove(this);

    private void Release()
    {
        _cancelled.Dispose();
        Interlocked.Exchange(ref _cancellation, null)?.Dispose();
    }

    private Task InvokeTraced(Activation activation)
    {
        var activity = GrainTracing.Source.StartActivity(method.Name, ActivityKind.Server, _caller);
        if (activity is null)
        {
            return method.Invoke(activation.GrainInstance!, arguments);
        }

        activity.SetTag("rpc.system", "orleans").SetTag("rpc.orleans.target_id", grainId.ToString());
        try
        {
            var work = method.Invoke(activation.GrainInstance!, arguments);
            _ = work.ContinueWith(
                static (done, state) =>
                {
                    var ended = (Activity)state!;
                    if (done.IsFaulted)
                    {
                        ended.SetStatus(ActivityStatusCode.Error, done.Exception.InnerException?.Message);
                    }

                    ended.Dispose();
                },
                activity,
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
            return work;
        }
        finally
        {
            Activity.Current = null;
        }
    }
}

/// <summary>A call with an answer of a type (<see cref="object"/>, always null, for methods without one).</summary>
internal sealed class GrainCall<TResult>(GrainId grainId, GrainMethod method, object?[] arguments) : GrainCall(grainId, method, arguments)
{
    private static readonly bool Shareable = DeepCopy.IsShareable(typeof(TResult));
    private readonly TaskCompletionSource<TResult> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<TResult> Result => _answer.Task;

    protected override bool IsAnswered => _answer.Task.IsCompleted;

    protected override void Answer(Task outcome)
    {
        if (_answer.Task.IsCompleted)
        {
            return;
        }

        Unlink();
        if (outcome.IsFaulted)
        {
            _answer.TrySetException(outcome.Exception.InnerExceptions);
        }
        else if (outcome.IsCanceled)
        {
            _answer.TrySetCanceled(new TaskCanceledException(outcome).CancellationToken);
        }
        else
        {
            Succeed(outcome);
        }
    }

    private void Succeed(Task outcome)
    {
        if (outcome is not Task<TResult> typed)
        {
            _answer.TrySetResult(default!);
            return;
        }

        try
        {
            var result = typed.Result;
            _answer.TrySetResult(Shareable || Method.ReturnsImmutable ? result : (TResult)DeepCopy.Of(result)!);
        }
        catch (CodecNotFoundException failure)
        {
            _answer.TrySetException(failure);
        }
    }
}

internal static class GrainTracing
{
    // The name under which the genuine runtime reports calls between grains.
    public static readonly ActivitySource Source = new("Microsoft.Orleans.Application");
}
