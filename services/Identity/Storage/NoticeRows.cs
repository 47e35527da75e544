using Microsoft.EntityFrameworkCore;
using Platform.ServiceDefaults.Storage;

namespace Platform.Identity.Storage;

/// <summary>A notice as it was raised; its text once, however many received it.</summary>
public sealed class NoticeRow
{
    public required string NoticeId { get; init; }
    public required string OrgUnit { get; init; }
    public required string Kind { get; init; }
    public required string Urgency { get; init; }
    public required string Title { get; init; }
    public required string Body { get; init; }
    public string? Link { get; init; }
    public DateTimeOffset RaisedAt { get; init; }
}

/// <summary>A notice in one user's inbox; unique by notice and user, so that nobody gets it twice.</summary>
public sealed class InboxRow
{
    public long Id { get; init; }
    public required string NoticeId { get; init; }
    public required string UserName { get; init; }

    /// <summary>The notice's kind again, for the filter.</summary>
    public required string Kind { get; init; }
    public DateTimeOffset ReceivedAt { get; init; }
    public DateTimeOffset? ReadAt { get; set; }
    public DateTimeOffset? ArchivedAt { get; set; }

    /// <summary>The mail that tells it (<see cref="MailRow.Key"/>); null when it is told in the inbox only.</summary>
    public string? MailKey { get; init; }
}

/// <summary>
/// An e-mail that waits to be sent, or what became of it: one per notice and user, or one per user and day for a digest.
/// Written in the transaction that fills the inbox.
/// </summary>
public sealed class MailRow : QueuedRow
{
    /// <summary>What it is about and for whom; equal keys are the same mail. The Message-ID is made from it.</summary>
    public required string Key { get; init; }
    public required string UserName { get; init; }

    /// <summary>The day of a digest (Viet Nam); null for a mail of one notice.</summary>
    public DateOnly? DigestOn { get; init; }

    /// <summary>Not held back by quiet hours.</summary>
    public bool Urgent { get; init; }

    /// <summary>How many notices it tells.</summary>
    public int Pieces { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? SentAt { get; set; }
}

/// <summary>How a user wants notices by e-mail; without a row: each at once.</summary>
public sealed class NoticePreferenceRow
{
    public required string UserName { get; init; }

    /// <summary>One of <see cref="MailDelivery"/>.</summary>
    public required string Delivery { get; set; }

    /// <summary>Kinds not sent by e-mail, separated by a blank.</summary>
    public required string MutedKinds { get; set; }
}

/// <summary>When notices go out by e-mail, as it stands on the wire.</summary>
public static class MailDelivery
{
    public const string AtOnce = "atOnce";
    public const string Daily = "daily";
    public const string Off = "off";
}

internal static class NoticeModel
{
    public static void AddNotices(this ModelBuilder model)
    {
        model.Entity<NoticeRow>(e =>
        {
            e.ToTable("notices").HasKey(n => n.NoticeId);
            e.HasIndex(n => n.RaisedAt);
        });
        model.Entity<InboxRow>(e =>
        {
            e.ToTable("inbox").HasKey(i => i.Id);
            e.HasIndex(i => new { i.NoticeId, i.UserName }).IsUnique();
            e.HasIndex(i => new { i.UserName, i.ArchivedAt, i.ReadAt });
            e.HasIndex(i => new { i.ArchivedAt, i.ReceivedAt });
            e.HasIndex(i => i.MailKey);
        });
        model.Entity<MailRow>(e =>
        {
            e.ToTable("mails").HasKey(m => m.Id);
            e.HasIndex(m => m.Key).IsUnique();
            e.HasIndex(m => new { m.SentAt, m.DeadAt, m.NextTryAt });
            e.HasIndex(m => m.ClaimedBy);
        });
        model.Entity<NoticePreferenceRow>().ToTable("notice_preferences").HasKey(p => p.UserName);
    }
}
