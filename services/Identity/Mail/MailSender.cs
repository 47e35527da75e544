using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Platform.Identity.Calendar;
using Platform.Identity.Storage;
using Platform.ServiceDefaults.Storage;

namespace Platform.Identity.Mail;

/// <summary>
/// Sends the mails that wait: claims a bounded batch, sends each over one connection, marks each as soon as the server has it.
/// Two senders never hold the same mail; a mail whose sender died comes up again when the claim has run out, under the same
/// Message-ID. The moment between the server's “250” and the mark is the only one in which a copy can arise.
/// </summary>
public sealed partial class MailSender(IServiceScopeFactory scopes, IOptions<SmtpOptions> options, TimeProvider time, ILogger<MailSender> logger) : BackgroundService
{
    public const int BatchSize = 20;
    private static readonly TimeSpan ClaimLasts = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan SendWithin = TimeSpan.FromSeconds(25);

    private readonly SmtpOptions _smtp = options.Value;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (_smtp.Enabled)
        {
            await ReleaseOwnClaimsAsync(cancellationToken);
            await base.StartAsync(cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(_smtp.PollSeconds), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await SendDueAsync(stoppingToken) == BatchSize)
                {
                }
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                Log.RoundFailed(logger, error);
            }
        }
    }

    /// <summary>One batch; returns how many mails the server took.</summary>
    public async Task<int> SendDueAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        var plan = new MailPlan(_smtp, await db.WorkingCalendarAsync(stop), time.GetUtcNow());
        var batch = await ClaimAsync(db, plan, stop);
        if (batch.Count == 0)
            return 0;
        var until = plan.Now + ClaimLasts - SendWithin;
        var sent = 0;
        using var client = new SmtpClient();
        foreach (var (index, mail) in batch.Index())
        {
            // A claim about to run out is given back: somebody else may hold the mail by the time this one would leave.
            if (stop.IsCancellationRequested || time.GetUtcNow() > until)
            {
                await PutBackAsync(db, batch.Skip(index));
                break;
            }
            if (await SendAsync(db, plan, client, mail, stop) is not { } error)
            {
                sent++;
                continue;
            }
            var refusal = SmtpRefusals.Of(error);
            await NoteFailureAsync(db, plan, mail, refusal, SmtpRefusals.Words(error));
            if (refusal == SmtpRefusal.Server)
            {
                Log.ServerUnreachable(logger, batch.Count - index, error is SmtpCommandException smtp ? (int)smtp.StatusCode : 0);
                await PutBackAsync(db, batch.Skip(index + 1));
                break;
            }
        }
        return sent;
    }

    /// <returns>What went wrong; null when the server took it or there was nothing left to tell.</returns>
    private async Task<Exception?> SendAsync(IdentityDb db, MailPlan plan, SmtpClient client, MailRow mail, CancellationToken stop)
    {
        var user = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.UserName == mail.UserName && !u.Disabled && u.Email != null, CancellationToken.None);
        var notices = await db.Inbox.AsNoTracking().Where(i => i.MailKey == mail.Key).OrderBy(i => i.Id)
            .Join(db.Notices, i => i.NoticeId, n => n.NoticeId, (_, n) => n).ToListAsync(CancellationToken.None);
        try
        {
            if (user is not null && notices.Count > 0)
            {
                using var message = MailText.Of(mail, user, notices, _smtp, plan.Now);
                using var within = CancellationTokenSource.CreateLinkedTokenSource(stop);
                within.CancelAfter(SendWithin);
                await ConnectAsync(client, within.Token);
                await client.SendAsync(message, within.Token);
            }
        }
        catch (Exception error) when (SmtpRefusals.IsFailure(error))
        {
            return error;
        }
        await db.WriteAsync(
            () => db.Mails.Where(m => m.Id == mail.Id).ExecuteUpdateAsync(
                s => s.SetProperty(m => m.SentAt, plan.Now).SetProperty(m => m.ClaimedBy, (Guid?)null).SetProperty(m => m.LastError, (string?)null), CancellationToken.None),
            CancellationToken.None);
        return null;
    }

    /// <summary>Connects before a batch's first mail, and again should the server have hung up between two.</summary>
    private async Task ConnectAsync(SmtpClient client, CancellationToken stop)
    {
        if (client.IsConnected)
            return;
        var tls = !_smtp.StartTls ? SecureSocketOptions.None : _smtp.Port == 465 ? SecureSocketOptions.SslOnConnect : SecureSocketOptions.StartTls;
        await client.ConnectAsync(_smtp.Host!, _smtp.Port, tls, stop);
        if (!string.IsNullOrEmpty(_smtp.User))
            await client.AuthenticateAsync(_smtp.User, _smtp.Password ?? "", stop);
    }

    private async Task<List<MailRow>> ClaimAsync(IdentityDb db, MailPlan plan, CancellationToken stop)
    {
        var now = plan.Now;
        var quiet = plan.IsQuiet(now);
        var due = db.Mails.Where(m => m.SentAt == null && m.DeadAt == null && m.NextTryAt <= now && (m.Urgent || !quiet));
        if (!await due.AnyAsync(stop))
            return [];
        var me = Guid.NewGuid();
        await db.WriteAsync(
            () =>
            {
                var first = due.OrderBy(m => m.NextTryAt).Take(BatchSize).Select(m => m.Id);
                return db.Mails.Where(m => first.Contains(m.Id) && m.SentAt == null && m.DeadAt == null && m.NextTryAt <= now).ExecuteUpdateAsync(
                    s => s.SetProperty(m => m.ClaimedBy, me).SetProperty(m => m.NextTryAt, now + ClaimLasts).SetProperty(m => m.Attempts, m => m.Attempts + 1), stop);
            },
            stop);
        return await db.Mails.AsNoTracking().Where(m => m.ClaimedBy == me).OrderBy(m => m.Id).ToListAsync(stop);
    }

    private Task NoteFailureAsync(IdentityDb db, MailPlan plan, MailRow mail, SmtpRefusal refusal, string error)
    {
        DateTimeOffset? dead = refusal == SmtpRefusal.Mail || mail.Attempts >= _smtp.MaxAttempts ? plan.Now : null;
        var pause = TimeSpan.FromMinutes(Math.Min(240, Math.Pow(2, mail.Attempts - 1)));
        var next = mail.Urgent ? plan.Now + pause : plan.NotQuiet(plan.Now + pause);
        if (dead is not null)
            Log.GivenUp(logger, mail.Id);
        return db.WriteAsync(
            () => db.Mails.Where(m => m.Id == mail.Id).ExecuteUpdateAsync(
                s => s.SetProperty(m => m.ClaimedBy, (Guid?)null).SetProperty(m => m.NextTryAt, next).SetProperty(m => m.DeadAt, dead).SetProperty(m => m.LastError, error),
                CancellationToken.None),
            CancellationToken.None);
    }

    /// <summary>Not tried in this round: the try that the claim counted is taken back.</summary>
    private Task PutBackAsync(IdentityDb db, IEnumerable<MailRow> mails)
    {
        var ids = mails.Select(m => m.Id).ToList();
        var next = time.GetUtcNow();
        return db.WriteAsync(
            () => db.Mails.Where(m => ids.Contains(m.Id)).ExecuteUpdateAsync(
                s => s.SetProperty(m => m.ClaimedBy, (Guid?)null).SetProperty(m => m.NextTryAt, next).SetProperty(m => m.Attempts, m => m.Attempts - 1), CancellationToken.None),
            CancellationToken.None);
    }

    /// <summary>A SQLite file has one process: what is claimed at its start was claimed by one that died, and need not wait for the claim to run out.</summary>
    private async Task ReleaseOwnClaimsAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        if (!db.Database.IsSqlite())
            return;
        var now = time.GetUtcNow();
        await db.WriteAsync(
            () => db.Mails.Where(m => m.ClaimedBy != null && m.SentAt == null && m.DeadAt == null)
                .ExecuteUpdateAsync(s => s.SetProperty(m => m.ClaimedBy, (Guid?)null).SetProperty(m => m.NextTryAt, now), stop),
            stop);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "A round of e-mails failed")]
        public static partial void RoundFailed(ILogger logger, Exception error);

        [LoggerMessage(2, LogLevel.Warning, "The mail server did not take mail (SMTP status {Status}); {Count} mails wait")]
        public static partial void ServerUnreachable(ILogger logger, int count, int status);

        [LoggerMessage(3, LogLevel.Warning, "Mail {Id} was given up; GET /api/identity/mails says why")]
        public static partial void GivenUp(ILogger logger, long id);
    }
}
