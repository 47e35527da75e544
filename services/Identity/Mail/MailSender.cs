using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Platform.Identity.Calendar;
using Platform.Identity.Storage;
using Platform.ServiceDefaults.Queues;
using Platform.ServiceDefaults.Storage;
using Platform.ServiceDefaults.Timing;

namespace Platform.Identity.Mail;

/// <summary>
/// Sends the mails that wait: claims a bounded batch, sends each over one connection, marks each as soon as the server has it.
/// Two senders never hold the same mail; a mail whose sender died comes up again when the claim has run out, under the same
/// Message-ID. The moment between the server's “250” and the mark is the only one in which a copy can arise.
/// </summary>
public sealed partial class MailSender(IServiceScopeFactory scopes, IOptions<SmtpOptions> options, TimeProvider time, ILogger<MailSender> logger)
    : PeriodicService(TimeSpan.FromSeconds(options.Value.PollSeconds), time, logger)
{
    public const int BatchSize = 20;
    private static readonly TimeSpan ClaimLasts = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan SendWithin = TimeSpan.FromSeconds(25);

    private readonly SmtpOptions _smtp = options.Value;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (_smtp.Enabled)
        {
            await using (var scope = scopes.CreateAsyncScope())
                await scope.ServiceProvider.GetRequiredService<IdentityDb>().ReleaseOwnAsync<MailRow>(Time.GetUtcNow(), cancellationToken);
            await base.StartAsync(cancellationToken);
        }
    }

    protected override bool RunsAtStart => false;

    protected override async Task<NextRound> RoundAsync(CancellationToken stop) =>
        await SendDueAsync(stop) == BatchSize ? NextRound.AtOnce : NextRound.AtNextTick;

    /// <summary>One batch; returns how many mails the server took.</summary>
    public async Task<int> SendDueAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        var plan = new MailPlan(_smtp, await db.WorkingCalendarAsync(stop), Time.GetUtcNow());
        var batch = await ClaimAsync(db, plan, stop);
        if (batch.Count == 0)
            return 0;
        var until = plan.Now + ClaimLasts - SendWithin;
        var sent = 0;
        using var client = new SmtpClient();
        foreach (var (index, mail) in batch.Index())
        {
            // A claim about to run out is given back: somebody else may hold the mail by the time this one would leave.
            if (stop.IsCancellationRequested || Time.GetUtcNow() > until)
            {
                await db.PutBackAsync(batch.Skip(index), Time.GetUtcNow());
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
                Log.ServerUnreachable(Logger, batch.Count - index, error is SmtpCommandException smtp ? (int)smtp.StatusCode : 0);
                await db.PutBackAsync(batch.Skip(index + 1), Time.GetUtcNow());
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

    private static Task<List<MailRow>> ClaimAsync(IdentityDb db, MailPlan plan, CancellationToken stop)
    {
        var quiet = plan.IsQuiet(plan.Now);
        return db.ClaimAsync<MailRow>(
            due => due.Where(m => m.SentAt == null && (m.Urgent || !quiet)).OrderBy(m => m.NextTryAt).Take(BatchSize), ClaimLasts, plan.Now, stop);
    }

    private Task NoteFailureAsync(IdentityDb db, MailPlan plan, MailRow mail, SmtpRefusal refusal, string error)
    {
        DateTimeOffset? dead = refusal == SmtpRefusal.Mail || mail.Attempts >= _smtp.MaxAttempts ? plan.Now : null;
        var pause = TimeSpan.FromMinutes(Math.Min(240, Math.Pow(2, mail.Attempts - 1)));
        var next = mail.Urgent ? plan.Now + pause : plan.NotQuiet(plan.Now + pause);
        if (dead is not null)
            Log.GivenUp(Logger, mail.Id);
        return db.WriteAsync(() => db.FailAsync(mail, next, dead, error), CancellationToken.None);
    }

    private static partial class Log
    {
        [LoggerMessage(2, LogLevel.Warning, "The mail server did not take mail (SMTP status {Status}); {Count} mails wait")]
        public static partial void ServerUnreachable(ILogger logger, int count, int status);

        [LoggerMessage(3, LogLevel.Warning, "Mail {Id} was given up; GET /api/identity/mails says why")]
        public static partial void GivenUp(ILogger logger, long id);
    }
}
