using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Orleans.Runtime;
using Orleans.Storage;
using Platform.ServiceDefaults.Text;

namespace Platform.Rollups.Storage;

/// <summary>Grain states as JSON rows in the service's own database (SQLite or PostgreSQL), writes committed in groups.</summary>
public sealed class RollupStorage(IServiceScopeFactory scopes, GroupCommit commit) : IGrainStorage
{
    public const string Name = "rollups";

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RollupsDb>();
        var key = grainId.Key.ToString();
        var row = await db.GrainStates.AsNoTracking().SingleOrDefaultAsync(s => s.Name == stateName && s.Key == key);
        grainState.RecordExists = row is not null;
        grainState.ETag = row?.Version.ToString(CultureInfo.InvariantCulture)!;
        grainState.State = row is null ? Activator.CreateInstance<T>() : JsonSerializer.Deserialize<T>(row.Content, PlatformJson.Options)!;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var expected = VersionOf(grainState.ETag);
        var content = JsonSerializer.Serialize(grainState.State, PlatformJson.Options);
        if (!await commit.WriteAsync(stateName, grainId.Key.ToString()!, expected, content))
            throw new InconsistentStateException($"State {stateName} of {grainId} was written by another activation after version {expected}.");
        grainState.ETag = (expected + 1).ToString(CultureInfo.InvariantCulture);
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RollupsDb>();
        var key = grainId.Key.ToString();
        await db.GrainStates.Where(s => s.Name == stateName && s.Key == key).ExecuteDeleteAsync();
        grainState.RecordExists = false;
        grainState.ETag = null!;
    }

    private static long VersionOf(string? etag) => etag is null ? 0 : long.Parse(etag, CultureInfo.InvariantCulture);
}
