using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Queues;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;

namespace Platform.ServiceDefaults.Outbox;

/// <summary>What an operator sees of the outbox: how many wait, which are dead; and the replay.</summary>
public static class OutboxEndpoints
{
    /// <param name="Waiting">Messages not yet taken by the broker.</param>
    /// <param name="Dead">Messages given up, newest 100.</param>
    public sealed record OutboxView(int Waiting, IReadOnlyList<DeadLetter> Dead);

    public sealed record DeadLetter(long Id, string Topic, DateTimeOffset CreatedAt, DateTimeOffset DeadAt, int Attempts, string? LastError);

    /// <param name="Count">On the wire <c>replayed</c>: how many are due again.</param>
    public sealed record Replayed([property: JsonPropertyName("replayed")] int Count);

    public static void MapOutbox<TDb>(this IEndpointRouteBuilder app, string prefix) where TDb : PlatformDb
    {
        var operate = app.For(Rights.OperateOutbox);
        operate.MapGet($"{prefix}/outbox", async Task<Answer<OutboxView>> (TDb db, CancellationToken stop) =>
        {
            var dead = await db.Outbox.AsNoTracking().Where(m => m.DeadAt != null).OrderByDescending(m => m.Id).Take(100).ToListAsync(stop);
            return new OutboxView(
                await db.Outbox.CountAsync(m => m.DeadAt == null, stop),
                dead.ConvertAll(m => new DeadLetter(m.Id, m.Topic, m.CreatedAt, m.DeadAt!.Value, m.Attempts, m.LastError)));
        }).WithSummary("Events that wait to be published, and those given up");

        operate.MapPost($"{prefix}/outbox/replay", async Task<Answer<Replayed>> (TDb db, OutboxSignal signal, TimeProvider time, CancellationToken stop) =>
        {
            var replayed = await db.WriteAsync(() => db.Outbox.ReviveAsync(time.GetUtcNow(), stop), stop);
            signal.Set();
            return new Replayed(replayed);
        }).WithSummary("Publishes events again that were given up");
    }
}
