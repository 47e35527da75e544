using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>States in memory, kept as JSON so that none is shared with a grain; lost when the process ends.</summary>
public class MemoryGrainStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<(GrainId Grain, string State), (long Version, byte[] Json)> _records = new();
    private long _lastVersion;

    /// <inheritdoc/>
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        grainState.RecordExists = _records.TryGetValue((grainId, stateName), out var record);
        grainState.ETag = grainState.RecordExists ? Text(record.Version) : null!;
        grainState.State = grainState.RecordExists ? JsonSerializer.Deserialize<T>(record.Json)! : Activator.CreateInstance<T>();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var next = (Version: Interlocked.Increment(ref _lastVersion), Json: JsonSerializer.SerializeToUtf8Bytes(grainState.State));
        var written = _records.TryGetValue((grainId, stateName), out var stored)
            ? grainState.ETag == Text(stored.Version) && _records.TryUpdate((grainId, stateName), next, stored)
            : grainState.ETag is null && _records.TryAdd((grainId, stateName), next);
        if (!written)
        {
            return Task.FromException(Conflict(stateName, grainId, stored.Version, grainState.ETag));
        }

        grainState.ETag = Text(next.Version);
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (_records.TryGetValue((grainId, stateName), out var stored)
            && (grainState.ETag != Text(stored.Version) || !_records.TryRemove(KeyValuePair.Create((grainId, stateName), stored))))
        {
            return Task.FromException(Conflict(stateName, grainId, stored.Version, grainState.ETag));
        }

        grainState.ETag = null!;
        grainState.RecordExists = false;
        return Task.CompletedTask;
    }

    private static string Text(long version) => version.ToString(CultureInfo.InvariantCulture);

    private static InconsistentStateException Conflict(string stateName, GrainId grainId, long stored, string? current) =>
        new($"State '{stateName}' of grain {grainId} was changed by someone else.", Text(stored), current);
}
