using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Platform.Identity.OrgUnits;
using Platform.Identity.Storage;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Queues;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;

namespace Platform.Identity.Mail;

/// <summary>What an administrator sees of the e-mails of the own units: how many wait, were sent, are dead; and the replay of the dead.</summary>
public static class MailsEndpoint
{
    private const int MostShown = 200;

    /// <param name="Enabled">Whether a mail server is configured.</param>
    /// <param name="SentRecently">Sent and still kept (30 days unless configured otherwise).</param>
    /// <param name="Dead">Given up, newest first, at most 200.</param>
    public sealed record MailsView(bool Enabled, int Waiting, int SentRecently, int DeadCount, IReadOnlyList<DeadMail> Dead);

    /// <param name="Attempts">How often it was tried.</param>
    public sealed record DeadMail(long Id, string UserName, string Unit, string? Email, string Subject, int Attempts, DateTimeOffset DeadAt, string? LastError);

    /// <param name="Ids">The mails to try again; all dead ones of the own units when absent.</param>
    public sealed record ReplayInput(IReadOnlyList<long>? Ids);

    public sealed record Replayed(int Count);

    public static void MapMails(this WebApplication app)
    {
        app.For(Rights.OperateMails).MapGet("/api/identity/mails", ViewAsync)
            .WithSummary("E-mails of the own units: waiting, sent, given up");
        app.For(Rights.OperateMails).MapPost("/api/identity/mails/replay", ReplayAsync)
            .WithSummary("Tries e-mails again that were given up");
    }

    private static async Task<Answer<MailsView>> ViewAsync(Caller caller, UnitList units, IdentityDb db, IOptions<SmtpOptions> smtp, CancellationToken stop)
    {
        var mails = InScope(db, caller, units);
        var dead = await mails.Where(m => m.DeadAt != null).OrderByDescending(m => m.Id).Take(MostShown)
            .Select(m => new
            {
                Mail = m,
                User = db.Users.Where(u => u.UserName == m.UserName).Select(u => new { u.Unit, u.Email }).First(),
                Title = db.Inbox.Where(i => i.MailKey == m.Key).OrderBy(i => i.Id).Join(db.Notices, i => i.NoticeId, n => n.NoticeId, (_, n) => n.Title).FirstOrDefault(),
            }).ToListAsync(stop);
        return new MailsView(
            smtp.Value.Enabled,
            await mails.CountAsync(m => m.SentAt == null && m.DeadAt == null, stop),
            await mails.CountAsync(m => m.SentAt != null, stop),
            await mails.CountAsync(m => m.DeadAt != null, stop),
            dead.ConvertAll(d => new DeadMail(d.Mail.Id, d.Mail.UserName, d.User.Unit, d.User.Email, d.Title ?? "", d.Mail.Attempts, d.Mail.DeadAt!.Value, d.Mail.LastError)));
    }

    private static async Task<Answer<Replayed>> ReplayAsync(ReplayInput input, Caller caller, UnitList units, IdentityDb db, TimeProvider time, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var ids = input.Ids?.Distinct().Take(MostShown).ToList();
        var count = await db.WriteAsync(
            async () =>
            {
                var found = await InScope(db, caller, units).Where(m => m.DeadAt != null && (ids == null || ids.Contains(m.Id))).Select(m => m.Id).ToListAsync(stop);
                return await db.Mails.Where(m => found.Contains(m.Id)).ReviveAsync(now, stop);
            },
            stop);
        return new Replayed(count);
    }

    private static IQueryable<MailRow> InScope(IdentityDb db, Caller caller, UnitList units)
    {
        var scope = units.Under(caller.Unit).Select(u => u.Code).ToList();
        return db.Mails.AsNoTracking().Where(m => db.Users.Any(u => u.UserName == m.UserName && scope.Contains(u.Unit)));
    }
}
