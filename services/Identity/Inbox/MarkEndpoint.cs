using Microsoft.EntityFrameworkCore;
using Platform.Identity.Storage;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;

namespace Platform.Identity.Inbox;

/// <summary>Read, unread, archived and back; doing it twice changes nothing.</summary>
public static class MarkEndpoint
{
    private const int MostIds = 500;

    private static readonly ErrorCode BadMark = new("IDN-0021", 422, "The notices to mark are not valid");

    /// <param name="Ids">Notices of the caller; others are passed over.</param>
    /// <param name="As"><c>read</c>, <c>unread</c>, <c>archived</c> or <c>open</c> (back from the archive).</param>
    public sealed record MarkInput(IReadOnlyList<long>? Ids, string? As);

    /// <param name="UpTo">Only notices up to this id: what came after the page was drawn stays unread.</param>
    public sealed record ReadAllInput(long? UpTo);

    public sealed record Marked(int Count);

    public static void MapMarks(this WebApplication app)
    {
        app.For(Rights.SignedIn).MapPost("/api/identity/inbox/mark", MarkAsync)
            .WithSummary("Marks notices as read, unread, archived or open again");
        app.For(Rights.SignedIn).MapPost("/api/identity/inbox/read-all", async Task<Answer<Marked>> (
            ReadAllInput input, Caller caller, IdentityDb db, TimeProvider time, CancellationToken stop) =>
        {
            var (now, upTo) = (time.GetUtcNow(), input.UpTo ?? long.MaxValue);
            return new Marked(await db.WriteAsync(
                () => db.Inbox.Where(i => i.UserName == caller.UserName && i.ArchivedAt == null && i.ReadAt == null && i.Id <= upTo)
                    .ExecuteUpdateAsync(s => s.SetProperty(i => i.ReadAt, now), stop),
                stop));
        }).WithSummary("Marks all notices up to one as read");
    }

    private static async Task<Answer<Marked>> MarkAsync(MarkInput input, Caller caller, IdentityDb db, TimeProvider time, CancellationToken stop)
    {
        if (input.Ids is not { Count: > 0 and <= MostIds } || input.As is not ("read" or "unread" or "archived" or "open"))
            return new Failure(BadMark, $"Cần từ 1 đến {MostIds} thông báo và một trong các trạng thái: read, unread, archived, open.");
        DateTimeOffset? now = time.GetUtcNow();
        var mine = db.Inbox.Where(i => i.UserName == caller.UserName && input.Ids.Contains(i.Id));
        var count = await db.WriteAsync(
            () => input.As switch
            {
                "read" => mine.Where(i => i.ReadAt == null).ExecuteUpdateAsync(s => s.SetProperty(i => i.ReadAt, now), stop),
                "unread" => mine.Where(i => i.ReadAt != null).ExecuteUpdateAsync(s => s.SetProperty(i => i.ReadAt, (DateTimeOffset?)null), stop),
                "archived" => mine.Where(i => i.ArchivedAt == null).ExecuteUpdateAsync(s => s.SetProperty(i => i.ArchivedAt, now), stop),
                _ => mine.Where(i => i.ArchivedAt != null).ExecuteUpdateAsync(s => s.SetProperty(i => i.ArchivedAt, (DateTimeOffset?)null), stop),
            },
            stop);
        return new Marked(count);
    }
}
