using System.Collections.Concurrent;

namespace Platform.GrainTests;

/// <summary>What grains did, in order, with signals that tests wait for and open.</summary>
public sealed class Journal
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly ConcurrentQueue<string> _entries = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _signals = new();

    public IReadOnlyList<string> Entries => [.. _entries];

    public void Add(string entry)
    {
        _entries.Enqueue(entry);
        Signal(entry).TrySetResult();
    }

    /// <summary>Opens a gate that grain code waits at.</summary>
    public void Open(string gate) => Signal(gate).TrySetResult();

    /// <summary>Waits for an entry or a gate.</summary>
    public async Task Reached(string name)
    {
        try
        {
            await Signal(name).Task.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"'{name}' was not reached; so far: {string.Join(", ", _entries)}.");
        }
    }

    private TaskCompletionSource Signal(string name) =>
        _signals.GetOrAdd(name, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
