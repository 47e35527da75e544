using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Platform.Contracts.Events;
using Platform.Identity.Calendar;
using Platform.Identity.Mail;
using Platform.Identity.Storage;
using Platform.Reading.Text;
using Platform.ServiceDefaults.Events;
using Platform.ServiceDefaults.Storage;

namespace Platform.Identity.Inbox;

/// <summary>
/// Puts a raised notice into the inbox of everybody it is for, with its e-mails, in one transaction. Twice changes nothing; a
/// later raise of the same id with more people reaches the new ones only.
/// </summary>
public static class TakeNotice
{
    private const int LongestTitle = 200;
    private const int LongestBody = 4_000;

    public static void MapNoticeEvents(this WebApplication app) =>
        app.MapEvent<NoticeRaisedV1>(Topics.NoticeRaised, TakeAsync);

    private static async Task TakeAsync(NoticeRaisedV1 notice, IServiceProvider services, CancellationToken stop)
    {
        var db = services.GetRequiredService<IdentityDb>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var smtp = services.GetRequiredService<IOptions<SmtpOptions>>().Value;
        var plan = new MailPlan(smtp, await db.WorkingCalendarAsync(stop), now);
        await db.WriteAsync(
            async () =>
            {
                var known = (await db.Inbox.Where(i => i.NoticeId == notice.NoticeId).Select(i => i.UserName).ToListAsync(stop)).ToHashSet();
                var users = (await Audience.FindAsync(db, notice.To ?? [], stop)).Where(u => !known.Contains(u.UserName)).ToList();
                if (users.Count == 0)
                    return 0;
                if (!await db.Notices.AnyAsync(n => n.NoticeId == notice.NoticeId, stop))
                    db.Notices.Add(Row(notice));
                var mails = await WantedMails.ForAsync(db, plan, notice, users, stop);
                db.Inbox.AddRange(users.Select(u => new InboxRow
                {
                    NoticeId = notice.NoticeId,
                    UserName = u.UserName,
                    Kind = notice.Kind,
                    ReceivedAt = now,
                    MailKey = mails.GetValueOrDefault(u.UserName),
                }));
                return await db.SaveChangesAsync(stop);
            },
            stop);
    }

    private static NoticeRow Row(NoticeRaisedV1 notice) => new()
    {
        NoticeId = notice.NoticeId,
        OrgUnit = notice.OrgUnit,
        Kind = notice.Kind,
        Urgency = notice.Urgency,
        Title = Fit(notice.Title, LongestTitle),
        Body = Fit(notice.Body, LongestBody),
        Link = notice.Link,
        RaisedAt = notice.OccurredAt,
    };

    /// <summary>PostgreSQL takes no NUL; what is too long is cut, since a notice that cannot be stored would be lost.</summary>
    private static string Fit(string? text, int longest) => (text ?? "").Replace("\0", "", StringComparison.Ordinal).Shortened(longest);
}
