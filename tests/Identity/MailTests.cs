using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Platform.Contracts.Events;
using Platform.Identity.Mail;
using Platform.Identity.Storage;
using Platform.Testing;
using SmtpServer.Protocol;

namespace Platform.Identity.Tests;

/// <summary>E-mail to a local server, with refusals, restarts and a sender that dies in the middle.</summary>
public sealed class MailTests : IAsyncLifetime
{
    private const string Unit = "11593";
    private readonly SmtpSink _sink = new();
    // A little ahead of the service, whose clock runs.
    private readonly ManualTime _time = new(DateTimeOffset.Parse("2025-09-15T08:05:00+07:00"));
    private TestPlatform _platform = null!;

    public async Task InitializeAsync()
    {
        _platform = await TestPlatform.StartAsync([], "2025-09-15T08:00:00+07:00", _sink.Settings);
        await _platform.DbAsync<IdentityDb, int>("Identity", db => db.Users.Where(u => u.Unit == Unit).ExecuteUpdateAsync(s => s.SetProperty(u => u.Email, u => u.UserName + "@anphong.example")));
    }

    public async Task DisposeAsync()
    {
        await _platform.DisposeAsync();
        await _sink.DisposeAsync();
    }

    private MailSender Sender(Action<SmtpOptions>? change = null)
    {
        var options = _platform.Get<IOptions<SmtpOptions>>("Identity").Value;
        change?.Invoke(options);
        return new(_platform.Scopes("Identity"), Options.Create(options), _time, NullLogger<MailSender>.Instance);
    }

    private Task RaiseAsync(string id, string user, string urgency = NoticeUrgency.Warning) =>
        _platform.DeliverAsync("Identity", Topics.NoticeRaised, InboxTests.Notice(id, new NoticeAudienceV1(Unit, UserName: $"{Unit}-{user}")) with { Urgency = urgency });

    private Task<MailRow> MailAsync(string key) => _platform.DbAsync<IdentityDb, MailRow>("Identity", db => db.Mails.AsNoTracking().SingleAsync(m => m.Key == key));

    [Fact]
    public async Task Mail_ArrivesOnce_InVietnamese()
    {
        await RaiseAsync("a", "vhxh");
        Assert.Equal(1, await Sender().SendDueAsync(default));
        Assert.Equal(0, await Sender().SendDueAsync(default));
        var mail = Assert.Single(_sink.Mails);
        Assert.Equal(($"{Unit}-vhxh@anphong.example", "Quá hạn: a"), (mail.To, mail.Subject));
        Assert.StartsWith("Quá hạn: a\r\nNội dung\r\nhttps://cchc.example/don-vi/11593\r\n(08:00 15/09/2025)", mail.Body, StringComparison.Ordinal);
        Assert.Equal(MailText.MessageId($"a/{Unit}-vhxh", "haiphong.example"), mail.MessageId);
        Assert.NotNull((await MailAsync($"a/{Unit}-vhxh")).SentAt);
    }

    [Fact]
    public async Task Title_WithLineBreaks_AddsNoHeader()
    {
        await _platform.DeliverAsync("Identity", Topics.NoticeRaised, InboxTests.Notice("h", new NoticeAudienceV1(Unit, UserName: $"{Unit}-kt")) with { Title = "Một\r\nBcc: x@y.example\r\n\r\nHai" });
        await Sender().SendDueAsync(default);
        Assert.Equal("Một Bcc: x@y.example Hai", Assert.Single(_sink.Mails).Subject);
    }

    [Fact]
    public async Task Refused_ForGood_IsADeadLetterAndCanBeReplayed_ForNow_IsTriedAgain()
    {
        _sink.Refuse = to => to.Contains("-kt@", StringComparison.Ordinal) ? new((SmtpReplyCode)550, "no such user")
            : to.Contains("-vp@", StringComparison.Ordinal) ? new((SmtpReplyCode)450, "greylisted") : null;
        foreach (var user in (string[])["kt", "vp", "hcc"])
            await RaiseAsync("b", user);
        Assert.Equal(1, await Sender().SendDueAsync(default));
        Assert.Equal($"{Unit}-hcc@anphong.example", Assert.Single(_sink.Mails).To);
        var later = await MailAsync($"b/{Unit}-vp");
        Assert.Equal((null, 1, _time.GetUtcNow().AddMinutes(1)), (later.DeadAt, later.Attempts, later.NextTryAt));

        var view = await _platform.Admin("Identity").GetAsync("/api/identity/mails").ReadAsync<MailsEndpoint.MailsView>();
        var dead = Assert.Single(view.Dead);
        Assert.Equal((1, 1, 1, $"{Unit}-kt", "Quá hạn: b"), (view.Waiting, view.SentRecently, view.DeadCount, dead.UserName, dead.Subject));
        Assert.Contains("550", dead.LastError, StringComparison.Ordinal);
        Assert.Equal("AUTH-0002", (await _platform.Leader("Identity", Unit).GetAsync("/api/identity/mails").ProblemAsync()).Code);
        // Neither another province's administrator nor one attached to a commune looks after the platform's mail.
        foreach (var unit in (string[])["01", Unit])
            Assert.Equal("AUTH-0002", (await _platform.As("Identity", "hanoi", unit, "city-admin").PostJsonAsync("/api/identity/mails/replay", new { }).ProblemAsync()).Code);

        _sink.Refuse = _ => null;
        Assert.Equal(1, (await _platform.Admin("Identity").PostJsonAsync("/api/identity/mails/replay", new { ids = new[] { dead.Id } }).ReadAsync<MailsEndpoint.Replayed>()).Count);
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(2, await Sender().SendDueAsync(default));
        Assert.Equal(3, _sink.Mails.Select(m => m.To).Distinct().Count());
    }

    [Fact]
    public async Task Server_Away_UsesUpNobodysTriesButTheFirsts_AndAllArriveLater()
    {
        foreach (var user in (string[])["kt", "vp", "hcc"])
            await RaiseAsync("c", user);
        var port = _sink.Port;
        Assert.Equal(0, await Sender(o => o.Port = Local.Ports.Free(1)[0]).SendDueAsync(default));
        Assert.Equal([0, 0, 1], (await _platform.DbAsync<IdentityDb, List<int>>("Identity", db => db.Mails.Select(m => m.Attempts).ToListAsync())).Order());
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(3, await Sender(o => o.Port = port).SendDueAsync(default));
    }

    [Fact]
    public async Task Sender_ThatDiesInTheMiddle_LeavesTheRestToTheNext()
    {
        var users = (string[])["kt", "vp", "hcc", "vhxh", "officer"];
        foreach (var user in users)
            await RaiseAsync("d", user);
        // Dies when the server has the second mail and has not answered: the one moment that leaves a doubt.
        var stuck = new TaskCompletionSource();
        using var kill = new CancellationTokenSource();
        _sink.BeforeAnswer = async _ =>
        {
            if (_sink.Mails.Count == 2)
            {
                await kill.CancelAsync();
                await stuck.Task;
            }
        };
        Assert.Equal(1, await Sender().SendDueAsync(kill.Token));
        _sink.BeforeAnswer = _ => Task.CompletedTask;
        stuck.SetResult();

        await _platform.RestartAsync();
        _time.Advance(TimeSpan.FromMinutes(2));
        while (await Sender().SendDueAsync(default) > 0)
        {
        }
        Assert.Equal(users.Length, _sink.Mails.Select(m => m.To).Distinct().Count());
        // Only the doubtful one came twice, and both under the same Message-ID.
        Assert.Equal(users.Length + 1, _sink.Mails.Count);
        Assert.Equal(users.Length, _sink.Mails.Select(m => m.MessageId).Distinct().Count());
    }

    [Fact]
    public async Task Claims_OfADeadProcess_AreTakenUpAfterARestart()
    {
        await RaiseAsync("e", "kt");
        await _platform.DbAsync<IdentityDb, int>("Identity", db => db.Mails.ExecuteUpdateAsync(s => s
            .SetProperty(m => m.ClaimedBy, Guid.NewGuid()).SetProperty(m => m.NextTryAt, _time.GetUtcNow().AddMinutes(10)).SetProperty(m => m.Attempts, 1)));
        Assert.Equal(0, await Sender().SendDueAsync(default));
        await _platform.RestartAsync();
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await Sender().SendDueAsync(default));
    }

    [Fact]
    public async Task TwoSenders_AtOnce_SendEachMailOnce()
    {
        foreach (var i in Enumerable.Range(0, 30))
            await RaiseAsync($"f{i}", "kt");
        async Task SendAllAsync()
        {
            while (await Sender().SendDueAsync(default) > 0)
            {
            }
        }
        await Task.WhenAll(SendAllAsync(), SendAllAsync(), SendAllAsync());
        await SendAllAsync();
        Assert.Equal((30, 30), (_sink.Mails.Count, _sink.Mails.Select(m => m.Subject).Distinct().Count()));
    }

    [Fact]
    public async Task QuietHours_HoldBackAllButUrgent()
    {
        _time.Advance(TimeSpan.FromHours(14));
        await _platform.RestartAsync("2025-09-15T22:00:00+07:00");
        await RaiseAsync("g", "kt");
        await RaiseAsync("u", "kt", NoticeUrgency.Urgent);
        Assert.Equal(1, await Sender().SendDueAsync(default));
        Assert.Equal("Quá hạn: u", Assert.Single(_sink.Mails).Subject);
        _time.Advance(TimeSpan.FromHours(8));
        Assert.Equal(1, await Sender().SendDueAsync(default));
    }

    [Fact]
    public async Task Digest_TellsADaysNoticesInOneMail_AndLaterOnesInTheNext()
    {
        await _platform.As("Identity", $"{Unit}-kt", Unit).PutJsonAsync("/api/identity/inbox/preferences", new { email = "kt@anphong.example", delivery = "daily" }).ReadAsync<object>();
        foreach (var i in Enumerable.Range(0, 3))
            await RaiseAsync($"d{i}", "kt");
        Assert.Equal(0, await Sender().SendDueAsync(default));
        _time.Advance(TimeSpan.FromHours(24));
        Assert.Equal(1, await Sender().SendDueAsync(default));
        var mail = Assert.Single(_sink.Mails);
        Assert.Equal("3 thông báo, ngày 16/09/2025", mail.Subject);
        Assert.Contains("2. Quá hạn: d1", mail.Body, StringComparison.Ordinal);

        // The clock of the service still says the 15th: the digest of the 16th has left, so this one waits for the 17th.
        await RaiseAsync("late", "kt");
        Assert.Equal(0, await Sender().SendDueAsync(default));
        _time.Advance(TimeSpan.FromHours(24));
        Assert.Equal(1, await Sender().SendDueAsync(default));
        Assert.Equal("1 thông báo, ngày 17/09/2025", _sink.Mails.Last().Subject);
    }

    [Fact]
    public void Settings_ThatCannotWork_AreToldAtTheStart()
    {
        var problems = new SmtpOptionsCheck().Validate(null, new() { Host = "x", From = "nobody", Port = 0, PublicUrl = "cchc" }).Failures!.ToList();
        Assert.Equal(3, problems.Count);
    }
}
