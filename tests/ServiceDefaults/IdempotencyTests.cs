using Microsoft.EntityFrameworkCore;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Preconditions;
using Platform.ServiceDefaults.Storage;
using Platform.Testing;

namespace Platform.ServiceDefaults.Tests;

public sealed class IdempotencyTests
{
    [Fact]
    public async Task SameKey_WritesOnce_AnotherRequestOrUserOrUseCaseIsAnother()
    {
        await using var rig = await OutboxRig.StartAsync();
        var written = 0;
        Task<Result<string>> Once(string user, string? key, string useCase, string request) => rig.DbAsync(db => new IdempotencyKey(user, key).OnceAsync<string>(
            db, useCase, request, rig.Time.GetUtcNow(),
            write: () => Task.FromResult<Result<string>>($"answer {++written}"),
            answer: a => a,
            again: known => Task.FromResult<Result<string>>(known),
            default));
        Assert.Equal("answer 1", (await Once("u", "k", "case", "request")).Value);
        Assert.Equal("answer 1", (await Once("u", "k", "case", "request")).Value);
        Assert.Equal("REQ-0012", (await Once("u", "k", "case", "another")).Failure?.Error.Code);
        Assert.Equal("answer 2", (await Once("v", "k", "case", "request")).Value);
        Assert.Equal("answer 3", (await Once("u", "k", "other", "request")).Value);
        Assert.Equal("answer 4", (await Once("u", null, "case", "request")).Value);
        Assert.Equal("answer 5", (await Once("u", null, "case", "request")).Value);
    }

    [Fact]
    public async Task Failure_LeavesTheKeyUnused()
    {
        await using var rig = await OutboxRig.StartAsync();
        Task<Result<string>> Once(Result<string> outcome) => rig.DbAsync(db => new IdempotencyKey("u", "k").OnceAsync<string>(
            db, "case", "request", rig.Time.GetUtcNow(),
            write: () => Task.FromResult(outcome), answer: a => a, again: known => Task.FromResult<Result<string>>(known), default));
        Assert.Equal("REQ-0004", (await Once(Failure.Invalid("a", "X-1", "no") with { Error = RequestErrors.NotFound })).Failure?.Error.Code);
        Assert.Equal("done", (await Once("done")).Value);
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
