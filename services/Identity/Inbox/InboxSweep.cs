using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Platform.Identity.Mail;
using Platform.Identity.Storage;
using Platform.ServiceDefaults.Storage;
using Platform.ServiceDefaults.Timing;

namespace Platform.Identity.Inbox;

/// <summary>How long notices stay (section <c>Inbox</c>).</summary>
public sealed class InboxOptions
{
    public const string Section = "Inbox";

    public int ArchiveAfterDays { get; set; } = 90;

    /// <summary>Counted from the day of receipt; archived ones only.</summary>
    public int DeleteAfterDays { get; set; } = 730;
}

/// <summary>Once an hour: archives old notices, forgets very old ones and mails sent long ago, in bounded batches.</summary>
public sealed class InboxSweep(
    IServiceScopeFactory scopes, IOptions<InboxOptions> inbox, IOptions<SmtpOptions> smtp, TimeProvider time, ILogger<InboxSweep> logger)
    : PeriodicService(Interval, time, logger)
{
    private const int BatchSize = 1_000;
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task<NextRound> RoundAsync(CancellationToken stop) =>
        await SweepAsync(stop) > 0 ? NextRound.AtOnce : NextRound.AtNextTick;

    /// <returns>How many rows were changed; 0 when nothing is left to do.</returns>
    public async Task<int> SweepAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        DateTimeOffset now = Time.GetUtcNow();
        var (archive, delete, forget) = (now.AddDays(-inbox.Value.ArchiveAfterDays), now.AddDays(-inbox.Value.DeleteAfterDays), now.AddDays(-smtp.Value.KeepSentDays));
        var aged = db.Inbox.Where(i => i.ArchivedAt == null && i.ReceivedAt < archive).OrderBy(i => i.Id).Take(BatchSize).Select(i => i.Id);
        var old = db.Inbox.Where(i => i.ArchivedAt != null && i.ReceivedAt < delete).OrderBy(i => i.Id).Take(BatchSize).Select(i => i.Id);
        var sent = db.Mails.Where(m => m.SentAt < forget).OrderBy(m => m.Id).Take(BatchSize).Select(m => m.Id);
        var told = db.Notices.Where(n => n.RaisedAt < delete && !db.Inbox.Any(i => i.NoticeId == n.NoticeId)).OrderBy(n => n.RaisedAt).Take(BatchSize).Select(n => n.NoticeId);
        return await db.WriteAsync(
            async () => await db.Inbox.Where(i => aged.Contains(i.Id)).ExecuteUpdateAsync(s => s.SetProperty(i => i.ArchivedAt, now), stop)
                + await db.Inbox.Where(i => old.Contains(i.Id)).ExecuteDeleteAsync(stop)
                + await db.Notices.Where(n => told.Contains(n.NoticeId)).ExecuteDeleteAsync(stop)
                + await db.Mails.Where(m => sent.Contains(m.Id)).ExecuteDeleteAsync(stop),
            stop);
    }
}
