using Microsoft.EntityFrameworkCore;
using Platform.ServiceDefaults.Storage;
using Platform.Testing;

namespace Platform.ServiceDefaults.Tests;

public sealed class IdempotencyTests
{
    [Fact]
    public async Task Find_TellsNewRepeatedAndMisusedKeysApart()
    {
        await using var rig = await OutboxRig.StartAsync();
        var hash = IdempotencyRecord.HashOf("request");
        await rig.DbAsync(db =>
        {
            db.IdempotencyRecords.Add(new() { Key = "u/case/k", RequestHash = hash, Response = "answer", CreatedAt = rig.Time.GetUtcNow() });
            return db.SaveChangesAsync();
        });
        var isNew = await rig.DbAsync(db => IdempotencyRecord.FindAsync(db, "u/case/other", hash, default));
        Assert.True(isNew is { Failure: null, Value: null });
        Assert.Equal("answer", (await rig.DbAsync(db => IdempotencyRecord.FindAsync(db, "u/case/k", hash, default))).Value);
        var misused = await rig.DbAsync(db => IdempotencyRecord.FindAsync(db, "u/case/k", IdempotencyRecord.HashOf("another"), default));
        Assert.Equal("REQ-0012", misused.Failure?.Error.Code);
    }

    [PostgresFact]
    public async Task Write_ThatLosesARace_RunsAgainAndSeesTheWinner()
    {
        await using var cluster = await PostgresCluster.StartAsync();
        await using var rig = await OutboxRig.StartAsync(cluster.ConnectionString);
        var writers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => rig.DbAsync(db => db.WriteAsync(
            async () =>
            {
                if (await db.IdempotencyRecords.SingleOrDefaultAsync(r => r.Key == "k") is { } there)
                    return there.Response;
                db.IdempotencyRecords.Add(new() { Key = "k", RequestHash = "", Response = $"{i}", CreatedAt = rig.Time.GetUtcNow() });
                await db.SaveChangesAsync();
                return $"{i}";
            },
            default))));
        Assert.Single(writers.Distinct());
    }
}
