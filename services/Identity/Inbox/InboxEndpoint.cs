using Microsoft.EntityFrameworkCore;
using Platform.Identity.Storage;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;

namespace Platform.Identity.Inbox;

/// <summary>The caller's own inbox, newest first.</summary>
public static class InboxEndpoint
{
    private const int MostPerPage = 100;

    private static readonly ErrorCode BadPage = new("IDN-0020", 400, "The page of the inbox is not valid");

    /// <param name="Link">Path of the page to open; null when there is none.</param>
    public sealed record InboxItem(
        long Id, string OrgUnit, string Kind, string Urgency, string Title, string Body, string? Link, DateTimeOffset RaisedAt, DateTimeOffset? ReadAt, DateTimeOffset? ArchivedAt);

    /// <param name="NextCursor">For the next page; null on the last one.</param>
    public sealed record InboxPage(IReadOnlyList<InboxItem> Items, long? NextCursor);

    /// <param name="NewestId">Id of the newest notice, for “mark all as read”; 0 when there is none.</param>
    public sealed record Unread(int Count, long NewestId);

    public static void MapInbox(this WebApplication app)
    {
        app.For(Rights.SignedIn).MapGet("/api/identity/inbox", ListAsync).WithSummary("The caller's notices, newest first");
        app.For(Rights.SignedIn).MapGet("/api/identity/inbox/unread", CountAsync)
            .WithSummary("How many notices are unread; with If-None-Match it answers 304 while nothing has changed");
    }

    private static async Task<Answer<InboxPage>> ListAsync(Caller caller, IdentityDb db, bool? unread, bool? archived, string? kind, long? cursor, int? take, CancellationToken stop)
    {
        var size = take ?? 30;
        if (size is < 1 or > MostPerPage)
            return new Failure(BadPage, $"Mỗi trang từ 1 đến {MostPerPage} thông báo.");
        var rows = await db.Inbox.AsNoTracking()
            .Where(i => i.UserName == caller.UserName
                && (archived == true ? i.ArchivedAt != null : i.ArchivedAt == null)
                && (unread != true || i.ReadAt == null)
                && (kind == null || i.Kind == kind)
                && (cursor == null || i.Id < cursor))
            .OrderByDescending(i => i.Id).Take(size + 1)
            .Join(db.Notices, i => i.NoticeId, n => n.NoticeId, (i, n) => new { i, n })
            .OrderByDescending(r => r.i.Id).ToListAsync(stop);
        var items = rows.Take(size)
            .Select(r => new InboxItem(r.i.Id, r.n.OrgUnit, r.n.Kind, r.n.Urgency, r.n.Title, r.n.Body, r.n.Link, r.n.RaisedAt, r.i.ReadAt, r.i.ArchivedAt)).ToList();
        return new InboxPage(items, rows.Count > size ? items[^1].Id : null);
    }

    // Asked by every open page once a minute: one look at an index, and nothing on the wire while nothing has changed.
    private static async Task<Answer<Unread>> CountAsync(Caller caller, IdentityDb db, CancellationToken stop)
    {
        var open = await db.Inbox.AsNoTracking().Where(i => i.UserName == caller.UserName && i.ArchivedAt == null)
            .GroupBy(i => 1).Select(g => new { Unread = g.Sum(i => i.ReadAt == null ? 1 : 0), Newest = g.Max(i => i.Id) }).SingleOrDefaultAsync(stop);
        return new Unread(open?.Unread ?? 0, open?.Newest ?? 0);
    }
}
