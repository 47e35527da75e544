using System.Collections.Concurrent;
using System.ComponentModel;
using System.Text.Json;
using Platform.Reading.Files;
using Platform.Reading.Worker;

namespace Platform.ServiceDefaults.Reading;

/// <summary>What came of a reading.</summary>
/// <param name="Read">JSON of what was read, when there is no refusal.</param>
/// <param name="Said">Of a refusal: for people, in Vietnamese; of <see cref="Refusal.Failed"/>: for the log.</param>
/// <param name="IsBusy">Not begun: too many files wait already.</param>
/// <param name="NoWorker">Why no worker could be started.</param>
public sealed record WorkerAnswer(Refusal? Refusal, byte[] Read, string Said = "", bool IsBusy = false, Exception? NoWorker = null);

/// <summary>
/// A bounded number of worker processes, one of them kept warm between files. A worker is used again only after it answered in good
/// order; one that was killed, crashed or grew is gone.
/// </summary>
public sealed class WorkerPool(int mostAtOnce = 2, int mostWaiting = 32)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim _turns = new(mostAtOnce);
    private readonly ConcurrentQueue<WorkerProcess> _idle = new();
    private int _waiting;

    public static WorkerPool OfThisProcess { get; } = new();

    public async Task<WorkerAnswer> RunAsync(Order order, ReadOnlyMemory<byte> file, CancellationToken stop)
    {
        if (!await TakeTurnAsync(stop))
            return new(null, [], IsBusy: true);
        try
        {
            WorkerProcess worker;
            try
            {
                worker = Take() ?? WorkerProcess.Start();
            }
            catch (Exception error) when (error is Win32Exception or IOException or InvalidOperationException)
            {
                return new(null, [], NoWorker: error);
            }
            try
            {
                return await worker.RunAsync(JsonSerializer.SerializeToUtf8Bytes(order), file, stop);
            }
            finally
            {
                Keep(worker);
            }
        }
        finally
        {
            _turns.Release();
        }
    }

    private WorkerProcess? Take()
    {
        while (_idle.TryDequeue(out var kept))
        {
            if (kept.IsAlive)
                return kept;
            kept.Dispose();
        }
        return null;
    }

    private void Keep(WorkerProcess worker)
    {
        if (worker.IsGood && _idle.IsEmpty)
            _idle.Enqueue(worker);
        else
            worker.Dispose();
    }

    private async Task<bool> TakeTurnAsync(CancellationToken stop)
    {
        if (Interlocked.Increment(ref _waiting) > mostWaiting + mostAtOnce)
        {
            Interlocked.Decrement(ref _waiting);
            return false;
        }
        try
        {
            return await _turns.WaitAsync(LongestWait, stop);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }
}
