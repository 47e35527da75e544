using Platform.Contracts.Events;
using Platform.Contracts.Periods;
using Platform.Identity.Storage;

namespace Platform.Identity.Mail;

/// <summary>Which mail tells a notice to a user, and when. Pure.</summary>
/// <param name="Key">See <see cref="MailRow.Key"/>.</param>
/// <param name="SendAt">Not before.</param>
public sealed record PlannedMail(string Key, DateTimeOffset SendAt, DateOnly? DigestOn);

public sealed class MailPlan(SmtpOptions smtp, WorkingCalendar calendar, DateTimeOffset now)
{
    public DateTimeOffset Now => now;

    /// <summary>Null when this user gets no e-mail of it.</summary>
    public PlannedMail? For(UserRow user, NoticePreferenceRow? wishes, NoticeRaisedV1 notice)
    {
        if (!smtp.Enabled || user.Email is null || wishes?.Delivery == MailDelivery.Off)
            return null;
        if (wishes is not null && wishes.MutedKinds.Split(' ').Contains(notice.Kind))
            return null;
        if (notice.Urgency == NoticeUrgency.Urgent)
            return new($"{notice.NoticeId}/{user.UserName}", now, null);
        return wishes?.Delivery == MailDelivery.Daily
            ? Digest(user.UserName, NextDigest(VietnamTime.DateOf(now)))
            : new($"{notice.NoticeId}/{user.UserName}", NotQuiet(now), null);
    }

    /// <summary>The digest after one that is already under way.</summary>
    public PlannedMail DigestAfter(string userName, DateOnly day) => Digest(userName, NextDigest(day.AddDays(1)));

    /// <summary>Whether only urgent mail goes out: at night and on days off.</summary>
    public bool IsQuiet(DateTimeOffset at) => NotQuiet(at) > at;

    /// <summary>The instant itself, or the end of the quiet time in which it lies.</summary>
    public DateTimeOffset NotQuiet(DateTimeOffset at)
    {
        var day = VietnamTime.DateOf(at);
        var time = TimeOnly.FromDateTime(at.ToOffset(VietnamTime.Offset).DateTime);
        if (calendar.IsWorkingDay(day) && !InQuietHours(time))
            return at;
        // In the evening the quiet lasts into the next day; in the morning, or at noon with hours like 12:00-13:00, it ends today.
        if (!calendar.IsWorkingDay(day) || time >= smtp.QuietTo)
            day = day.AddDays(1);
        return At(calendar.OnOrAfter(day), QuietHours ? smtp.QuietTo : TimeOnly.MinValue);
    }

    private bool QuietHours => smtp.QuietFrom != smtp.QuietTo;

    private bool InQuietHours(TimeOnly time) => QuietHours && time.IsBetween(smtp.QuietFrom, smtp.QuietTo);

    private PlannedMail Digest(string userName, DateOnly on) => new(FormattableString.Invariant($"digest/{on:yyyy-MM-dd}/{userName}"), At(on, smtp.DigestAt), on);

    private DateOnly NextDigest(DateOnly from)
    {
        var day = calendar.OnOrAfter(from);
        return At(day, smtp.DigestAt) > now ? day : calendar.OnOrAfter(day.AddDays(1));
    }

    private static DateTimeOffset At(DateOnly day, TimeOnly time) => VietnamTime.StartOf(day) + time.ToTimeSpan();
}
