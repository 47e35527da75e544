using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.Identity.Storage;

namespace Platform.Identity.Mail;

/// <summary>Writes the mails of a notice, or joins it to a digest that waits. Within the caller's transaction.</summary>
public static class WantedMails
{
    /// <returns>User name to <see cref="MailRow.Key"/>, for those who get an e-mail.</returns>
    public static async Task<Dictionary<string, string>> ForAsync(
        IdentityDb db, MailPlan plan, NoticeRaisedV1 notice, IReadOnlyList<UserRow> users, CancellationToken stop)
    {
        var names = users.Where(u => u.Email is not null).Select(u => u.UserName).ToList();
        var wishes = await db.NoticePreferences.AsNoTracking().Where(p => names.Contains(p.UserName)).ToDictionaryAsync(p => p.UserName, stop);
        var keys = new Dictionary<string, string>();
        foreach (var user in users)
        {
            if (plan.For(user, wishes.GetValueOrDefault(user.UserName), notice) is { } mail)
                keys[user.UserName] = await WriteAsync(db, plan, user, mail, notice, stop);
        }
        return keys;
    }

    private static async Task<string> WriteAsync(IdentityDb db, MailPlan plan, UserRow user, PlannedMail mail, NoticeRaisedV1 notice, CancellationToken stop)
    {
        while (mail.DigestOn is { } on)
        {
            // Joins only while no try has begun: the update waits for a claim under way, and a mail that may have left stays as it was.
            if (await db.Mails.Where(m => m.Key == mail.Key && m.Attempts == 0 && m.SentAt == null && m.DeadAt == null)
                .ExecuteUpdateAsync(s => s.SetProperty(m => m.Pieces, m => m.Pieces + 1), stop) == 1)
            {
                return mail.Key;
            }
            if (!await db.Mails.AnyAsync(m => m.Key == mail.Key, stop))
                break;
            mail = plan.DigestAfter(user.UserName, on);
        }
        db.Mails.Add(new()
        {
            Key = mail.Key,
            UserName = user.UserName,
            DigestOn = mail.DigestOn,
            Urgent = notice.Urgency == NoticeUrgency.Urgent,
            Pieces = 1,
            CreatedAt = plan.Now,
            NextTryAt = mail.SendAt,
        });
        return mail.Key;
    }
}
