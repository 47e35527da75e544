using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Platform.Contracts.Events;
using Platform.Identity.Inbox;
using Platform.Identity.Mail;
using Platform.Identity.Storage;
using Platform.Testing;
using static Platform.Identity.Inbox.InboxEndpoint;

namespace Platform.Identity.Tests;

/// <summary>Notices by event, the inbox over HTTP.</summary>
public sealed class InboxTests : IAsyncLifetime
{
    private const string Unit = "11593";
    private TestPlatform _platform = null!;

    public async Task InitializeAsync() => _platform = await TestPlatform.StartAsync([], "2025-09-15T08:00:00+07:00");

    public Task DisposeAsync() => _platform.DisposeAsync().AsTask();

    internal static NoticeRaisedV1 Notice(string id, params NoticeAudienceV1[] to) => new(
        Guid.NewGuid(), id, Unit, "task-overdue", NoticeUrgency.Warning, $"Quá hạn: {id}", "Nội dung", "/don-vi/11593", to, DateTimeOffset.Parse("2025-09-15T01:00:00Z"));

    private Task RaiseAsync(NoticeRaisedV1 notice) => _platform.DeliverAsync("Identity", Topics.NoticeRaised, notice);

    private Task<InboxPage> InboxAsync(string user, string query = "") => _platform.As("Identity", user, Unit).GetAsync($"/api/identity/inbox{query}").ReadAsync<InboxPage>();

    [Fact]
    public async Task Notice_ReachesItsAudienceOnce_HoweverOftenItIsRaised()
    {
        var notice = Notice("a", new(Unit, Office: "VHXH"), new NoticeAudienceV1(Unit, Role: "commune-leader"), new NoticeAudienceV1("31", Role: "city-admin"));
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => RaiseAsync(notice with { EventId = Guid.NewGuid() })));
        await RaiseAsync(notice with { To = [.. notice.To, new(Unit, UserName: $"{Unit}-officer")] });
        var users = await _platform.DbAsync<IdentityDb, List<string>>("Identity", db => db.Inbox.Select(i => i.UserName).OrderBy(u => u).ToListAsync());
        Assert.Equal([$"{Unit}-leader", $"{Unit}-officer", $"{Unit}-vhxh", "city-admin"], users);
        var item = Assert.Single((await InboxAsync($"{Unit}-leader")).Items);
        Assert.Equal(("Quá hạn: a", "task-overdue", "/don-vi/11593", (DateTimeOffset?)null), (item.Title, item.Kind, item.Link, item.ReadAt));
        Assert.Empty((await InboxAsync($"{Unit}-kt")).Items);
    }

    [Fact]
    public async Task Notice_WithNobodyOrOddText_IsTaken()
    {
        await RaiseAsync(Notice("nobody", new NoticeAudienceV1("99999")));
        await RaiseAsync(Notice("none"));
        await RaiseAsync(Notice("odd", new NoticeAudienceV1(Unit, UserName: $"{Unit}-kt")) with { Title = new string('x', 500), Body = $"a\0b{new string('y', 9_000)}" });
        var item = Assert.Single((await InboxAsync($"{Unit}-kt")).Items);
        Assert.Equal((200, 4_000), (item.Title.Length, item.Body.Length));
        Assert.StartsWith("aby", item.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Event_WithoutTheSidecarsToken_IsRefused() =>
        Assert.Equal(HttpStatusCode.Unauthorized, (await _platform.TryDeliverAsync("Identity", Topics.NoticeRaised, Notice("x"), "wrong")).StatusCode);

    [Fact]
    public async Task Inbox_PagesAndFilters()
    {
        var user = $"{Unit}-hcc";
        foreach (var i in Enumerable.Range(0, 7))
            await RaiseAsync(Notice($"p{i}", new NoticeAudienceV1(Unit, UserName: user)) with { Kind = i % 2 == 0 ? "task-overdue" : "report-returned" });
        var first = await InboxAsync(user, "?take=3");
        var second = await InboxAsync(user, $"?take=3&cursor={first.NextCursor}");
        var third = await InboxAsync(user, $"?take=3&cursor={second.NextCursor}");
        Assert.Equal(Enumerable.Range(0, 7).Reverse().Select(i => $"Quá hạn: p{i}"), first.Items.Concat(second.Items).Concat(third.Items).Select(i => i.Title));
        Assert.Null(third.NextCursor);
        Assert.Equal(3, (await InboxAsync(user, "?kind=report-returned")).Items.Count);
        foreach (var bad in (string[])["?take=0", "?take=101", "?take=x", "?cursor=x", "?unread=maybe"])
            Assert.Equal(400, (int)(await _platform.As("Identity", user, Unit).GetAsync($"/api/identity/inbox{bad}")).StatusCode);
    }

    [Fact]
    public async Task Marks_ChangeTheCount_AndOnlyOnesOwn()
    {
        var user = $"{Unit}-vp";
        foreach (var i in Enumerable.Range(0, 3))
            await RaiseAsync(Notice($"m{i}", new NoticeAudienceV1(Unit, UserName: user), new NoticeAudienceV1(Unit, UserName: $"{Unit}-officer")));
        var client = _platform.As("Identity", user, Unit);
        var ids = (await InboxAsync(user)).Items.Select(i => i.Id).ToList();
        var others = (await InboxAsync($"{Unit}-officer")).Items.Select(i => i.Id).ToList();

        async Task<int> MarkAsync(string how, params long[] which) => (await client.PostJsonAsync("/api/identity/inbox/mark", new { ids = which, @as = how }).ReadAsync<MarkEndpoint.Marked>()).Count;
        async Task<int> UnreadAsync() => (await client.GetAsync("/api/identity/inbox/unread").ReadAsync<Unread>()).Count;

        Assert.Equal(3, await UnreadAsync());
        Assert.Equal((1, 0, 0), (await MarkAsync("read", ids[0]), await MarkAsync("read", ids[0]), await MarkAsync("read", others[0])));
        Assert.Equal(2, await UnreadAsync());
        Assert.Equal(1, await MarkAsync("unread", ids[0]));
        Assert.Equal(1, await MarkAsync("archived", ids[1]));
        Assert.Equal((2, 1), (await UnreadAsync(), (await InboxAsync(user, "?archived=true")).Items.Count));
        Assert.Equal(1, await MarkAsync("open", ids[1]));
        // The newest came after the page was drawn.
        Assert.Equal(2, (await client.PostJsonAsync("/api/identity/inbox/read-all", new { upTo = ids[1] }).ReadAsync<MarkEndpoint.Marked>()).Count);
        Assert.Equal((1, 3), (await UnreadAsync(), (await _platform.As("Identity", $"{Unit}-officer", Unit).GetAsync("/api/identity/inbox/unread").ReadAsync<Unread>()).Count));
        foreach (var bad in (object[])[new { }, new { ids = Array.Empty<long>(), @as = "read" }, new { ids, @as = "gone" }])
            Assert.Equal("IDN-0021", (await client.PostJsonAsync("/api/identity/inbox/mark", bad).ProblemAsync()).Code);
    }

    [Fact]
    public async Task Unread_AnswersNotModified_UntilSomethingChanges()
    {
        var client = _platform.As("Identity", $"{Unit}-kt", Unit);
        await RaiseAsync(Notice("e1", new NoticeAudienceV1(Unit, UserName: $"{Unit}-kt")));
        using var first = await client.GetAsync("/api/identity/inbox/unread");
        async Task<HttpStatusCode> AgainAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/identity/inbox/unread");
            request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
            using var answer = await client.SendAsync(request);
            return answer.StatusCode;
        }
        Assert.Equal(HttpStatusCode.NotModified, await AgainAsync());
        await RaiseAsync(Notice("e2", new NoticeAudienceV1(Unit, UserName: $"{Unit}-kt")));
        Assert.Equal(HttpStatusCode.OK, await AgainAsync());
    }

    [Fact]
    public async Task Preferences_AreCheckedAllAtOnce_AndKept()
    {
        var client = _platform.As("Identity", $"{Unit}-kt", Unit);
        var problem = await client.PutJsonAsync("/api/identity/inbox/preferences", new { email = "a@b", delivery = "hourly", mutedKinds = new[] { "A B" } }).ProblemAsync();
        Assert.Equal(["email", "delivery", "mutedKinds"], problem.Fields);
        await client.PutJsonAsync("/api/identity/inbox/preferences", new { email = " kt@anphong.example ", delivery = "daily", mutedKinds = new[] { "task-due-soon" } }).ReadAsync<PreferencesEndpoint.PreferencesView>();
        var kept = await client.GetAsync("/api/identity/inbox/preferences").ReadAsync<PreferencesEndpoint.PreferencesView>();
        Assert.Equal(("kt@anphong.example", "daily", "task-due-soon", false), (kept.Email, kept.Delivery, Assert.Single(kept.MutedKinds), kept.MailEnabled));
        Assert.Equal("IDN-0022", (await _platform.As("Identity", "client-x", "31").GetAsync("/api/identity/inbox/preferences").ProblemAsync()).Code);
    }

    [Fact]
    public async Task Sweep_ArchivesAndForgets()
    {
        await RaiseAsync(Notice("old", new NoticeAudienceV1(Unit, Role: "commune-leader")));
        var time = new ManualTime(DateTimeOffset.Parse("2025-12-10T00:00:00Z"));
        var sweep = new InboxSweep(_platform.Scopes("Identity"), Options.Create(new InboxOptions()), Options.Create(new SmtpOptions()), time, NullLogger<InboxSweep>.Instance);
        Assert.Equal(0, await sweep.SweepAsync(default));
        time.Advance(TimeSpan.FromDays(5));
        Assert.Equal(1, await sweep.SweepAsync(default));
        Assert.Empty((await InboxAsync($"{Unit}-leader")).Items);
        Assert.Single((await InboxAsync($"{Unit}-leader", "?archived=true")).Items);
        time.Advance(TimeSpan.FromDays(800));
        while (await sweep.SweepAsync(default) > 0)
        {
        }
        Assert.False(await _platform.DbAsync<IdentityDb, bool>("Identity", async db => await db.Notices.AnyAsync() || await db.Inbox.AnyAsync()));
    }
}
