using System.Net;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.Contracts.Periods;
using Platform.Reporting.Cockpit;
using Platform.Reporting.Model.Templates;
using Platform.Reporting.Periods;
using Platform.Reporting.Periods.Generate;
using Platform.Reporting.Queue;
using Platform.Reporting.Reminders;
using Platform.Reporting.Reports;
using Platform.Reporting.Reports.Submit;
using Platform.Reporting.Upkeep;
using Platform.Testing;
using static Platform.Reporting.Tests.ReportingPlatform;

namespace Platform.Reporting.Tests;

/// <summary>The Department's hand on the calendar, and what follows from deadlines.</summary>
public sealed class CalendarTests
{
    private const string Periods = "/api/reports/periods";

    [Fact]
    public async Task Generate_PreviewsThenAddsAYearOnce()
    {
        await using var platform = await StartAsync();
        var admin = platform.Admin("Reporting");
        var preview = await admin.PostJsonAsync($"{Periods}/generate", new { year = 2027 }).ReadAsync<GenerateAnswer>();
        Assert.Equal((20, 0, false), (preview.Periods.Count, preview.Added, preview.Periods.Any(p => p.Exists)));
        Assert.Equal(20, (await admin.PostJsonAsync($"{Periods}/generate", new { year = 2027, apply = true })
            .ReadAsync<GenerateAnswer>()).Added);
        var again = await admin.PostJsonAsync($"{Periods}/generate", new { year = 2027, apply = true }).ReadAsync<GenerateAnswer>();
        Assert.Equal((0, true), (again.Added, again.Periods.All(p => p.Exists)));
        await admin.PostJsonAsync($"{Periods}/generate", new { year = 99999 }).RefusedAsync(HttpStatusCode.UnprocessableEntity, "REQ-0006");
        await platform.Analyst("Reporting").PostJsonAsync($"{Periods}/generate", new { year = 2028 })
            .RefusedAsync(HttpStatusCode.Forbidden, "AUTH-0002");
        // Windows overlap: the first quarter lies in the half, the nine months and the year.
        var year = again.Periods.Select(p => p.Period).ToDictionary(p => p.Code);
        Assert.All(["2027-H1", "2027-9M", "2027"], c =>
            Assert.True(year[c].From <= year["2027-Q1"].From && year[c].Cutoff >= year["2027-Q1"].Cutoff));
    }

    [Fact]
    public async Task Edit_BeforeOpening_MovesEverything_AfterOpening_OnlyDeadlines()
    {
        await using var platform = await StartAsync();
        var admin = platform.Admin("Reporting");
        var edit = new
        {
            from = "2025-09-20",
            cutoff = "2025-12-10",
            communeDue = "2025-12-12",
            latePolicy = "until",
            lateUntil = "2025-12-20",
            senders = new { block = "phuong" }
        };
        var view = await admin.PutJsonAsync($"{Periods}/2025-Q4", edit).ReadAsync<PeriodView>();
        Assert.Equal((new(2025, 9, 20), new(2025, 12, 10), "until", "phuong", true),
            (view.From, view.Cutoff, view.LatePolicy, view.Senders!.Block, view.NotYetOpen));

        var problem = await admin.PutJsonAsync($"{Periods}/2025-Q3",
            new
            {
                from = "2025-06-16",
                cutoff = "2025-09-13",
                senders = new { block = "xa" },
                latePolicy = "perhaps",
                templateCode = "NOPE",
                title = "x"
            })
            .RefusedAsync(HttpStatusCode.UnprocessableEntity, "REQ-0006");
        Assert.Equal(["from", "cutoff", "senders", "templateCode", "latePolicy", "title", "templateCode"], problem.Fields);
        await admin.PutJsonAsync($"{Periods}/2025-Q3", new { latePolicy = "until" })
            .RefusedAsync(HttpStatusCode.UnprocessableEntity, "REQ-0006");
        await admin.PutJsonAsync($"{Periods}/2025-Q4", new { cutoff = "9999-12-31" })
            .RefusedAsync(HttpStatusCode.UnprocessableEntity, "REQ-0006");
        await admin.PutJsonAsync($"{Periods}/2025-Q4", new { senders = new { units = new[] { "31", null } } })
            .RefusedAsync(HttpStatusCode.UnprocessableEntity, "REQ-0006");
    }

    [Fact]
    public async Task Extraordinary_IsSentByThoseNamedAndRefusedWhenLate()
    {
        await using var platform = await StartAsync();
        var admin = platform.Admin("Reporting");
        var (named, late, other) = (platform.NextUnit(), platform.NextUnit(), platform.NextUnit());
        var input = new
        {
            title = "Báo cáo khắc phục bão",
            from = "2025-09-01",
            cutoff = "2025-09-12",
            communeDue = "2025-09-14",
            templateCode = "CCHC-DINHKY",
            latePolicy = "refuse",
            senders = new { units = new[] { named, late } },
        };
        var made = await admin.PostJsonAsync(Periods, input, ("Idempotency-Key", "x-1")).ReadAsync<PeriodView>();
        Assert.Equal(("2025-X01", "extraordinary", "Báo cáo khắc phục bão"), (made.Code, made.Kind, made.Title));
        Assert.Equal("2025-X01", (await admin.PostJsonAsync(Periods, input, ("Idempotency-Key", "x-1")).ReadAsync<PeriodView>()).Code);
        Assert.Equal("2025-X02", (await admin.PostJsonAsync(Periods, input).ReadAsync<PeriodView>()).Code);
        var problem = await admin.PostJsonAsync(Periods, new { }).RefusedAsync(HttpStatusCode.UnprocessableEntity, "REQ-0006");
        Assert.Equal(["title", "from", "cutoff", "communeDue", "templateCode"], problem.Fields);
        await admin.PostJsonAsync(Periods, new
        {
            title = "x",
            from = "0001-01-01",
            cutoff = "9999-12-31",
            communeDue = "9999-12-31",
            templateCode = "CCHC-DINHKY"
        })
            .RefusedAsync(HttpStatusCode.UnprocessableEntity, "REQ-0006");

        var template = await admin.GetAsync("/api/reports/2025-X01/template").ReadAsync<Template>();
        foreach (var unit in new[] { named, late })
        {
            await platform.Officer("Reporting", unit).PutJsonAsync(Path(unit, period: "2025-X01"), Complete(template))
                .ReadAsync<ReportView>();
        }
        await platform.Officer("Reporting", other).PutJsonAsync(Path(other, period: "2025-X01"), Complete(template))
            .RefusedAsync(HttpStatusCode.Conflict, "RPT-0021");
        await platform.Leader("Reporting", named).PostAsync(Path(named, "submit", "2025-X01")).ReadAsync<SubmitAnswer>();
        Assert.Equal(2, (await admin.GetAsync("/api/reports/2025-X01/cockpit").ReadAsync<CockpitView>()).Total.Expected);

        await platform.RestartAsync("2025-09-15T00:00:00+07:00");
        await platform.Leader("Reporting", late).PostAsync(Path(late, "submit", "2025-X01"))
            .RefusedAsync(HttpStatusCode.Conflict, "RPT-0020");
        // Sent in time and returned: it may come back after the deadline.
        await platform.Admin("Reporting").PostJsonAsync(Path(named, "return", "2025-X01"), new { message = "Sửa." })
            .ReadAsync<ReportView>();
        Assert.True((await platform.Leader("Reporting", named).PostAsync(Path(named, "submit", "2025-X01"))
            .ReadAsync<SubmitAnswer>()).OnTime);
    }

    [Theory]
    [InlineData("2025-09-07", null)]
    [InlineData("2025-09-08", "before-5")]
    [InlineData("2025-09-11", "before-5")]
    [InlineData("2025-09-12", "before-1")]
    [InlineData("2025-09-14", "before-1")]
    [InlineData("2025-09-15", "due")]
    [InlineData("2025-09-16", "late")]
    [InlineData("2025-09-22", "late")]
    [InlineData("2025-09-23", null)]
    public void Steps_CountWorkingDaysToTheDeadline(string today, string? step) => Assert.Equal(
        step, ReminderSteps.On(DateOnly.Parse(today), new() { Code = Period, Kind = "quarter", CommuneDue = new(2025, 9, 15) },
            WorkingCalendar.Plain)?.Code);

    [Fact]
    public async Task Reminders_ReachEachUnitOncePerStepAndStopWhenSent()
    {
        await using var platform = await TestPlatform.StartAsync(
            ["Tasks", "Indicators", "Reporting"], Now,
            new() { ["Reporting:FirstYear"] = "2025", ["Reporting:LastYear"] = "2026", ["Reporting:RemindUnder"] = "31" });
        var unit = platform.NextUnit();
        var template = await platform.Admin("Reporting").GetAsync($"/api/reports/{Period}/template").ReadAsync<Template>();
        await platform.Officer("Reporting", unit).PutJsonAsync(Path(unit), Complete(template)).ReadAsync<ReportView>();
        await platform.Leader("Reporting", unit).PostAsync(Path(unit, "submit")).ReadAsync<SubmitAnswer>();
        var sweep = platform.Get<ReminderSweep>("Reporting");
        // Two replicas at once, then again: 113 units for the quarter and 114 for the nine months, each once.
        Assert.Equal(113 + 114, (await Task.WhenAll(sweep.SweepAsync(default), sweep.SweepAsync(default))).Sum());
        Assert.Equal(0, await sweep.SweepAsync(default));
        await platform.RestartAsync();
        Assert.Equal(0, await platform.Get<ReminderSweep>("Reporting").SweepAsync(default));

        await platform.RestartAsync("2025-09-16T08:00:00+07:00");
        Assert.Equal(113 + 114, await platform.Get<ReminderSweep>("Reporting").SweepAsync(default));
        var list = await platform.Broker.WaitForAsync<NoticeRaisedV1>(Topics.NoticeRaised, n =>
            n.Kind == "reports-missing" && n.NoticeId.Contains(Period, StringComparison.Ordinal));
        Assert.Equal(("31", "113 đơn vị chưa gửi báo cáo quý III/2025"), (list.OrgUnit, list.Title));
        await Eventually.IsTrueAsync("all notices are out", () => Task.FromResult(Whole(platform).Count == (2 * (113 + 114)) + 2));
        Assert.DoesNotContain(Whole(platform), n => n.OrgUnit == unit && n.NoticeId.Contains(Period, StringComparison.Ordinal));

        var other = platform.NextUnit();
        var admin = platform.Admin("Reporting");
        Assert.Equal([other], (await admin.PostJsonAsync($"/api/reports/{Period}/remind", new { units = new[] { unit, other } })
            .ReadAsync<RemindAnswer>()).Reminded);
        Assert.Empty((await admin.PostJsonAsync($"/api/reports/{Period}/remind", new { units = new[] { other } })
            .ReadAsync<RemindAnswer>()).Reminded);
        await admin.PostJsonAsync($"/api/reports/{Period}/remind", new { units = new[] { "31" } })
            .RefusedAsync(HttpStatusCode.UnprocessableEntity, "REQ-0006");
        await platform.Leader("Reporting", unit).PostJsonAsync($"/api/reports/{Period}/remind", new { })
            .RefusedAsync(HttpStatusCode.Forbidden, "AUTH-0002");
    }

    [Fact]
    public async Task QueueAndCockpit_ShowWhatWaitsAndWhatStandsOut()
    {
        await using var platform = await StartAsync();
        var admin = platform.Admin("Reporting");
        var template = await admin.GetAsync($"/api/reports/{Period}/template").ReadAsync<Template>();
        var wards = Enumerable.Range(0, 12).Select(_ => platform.NextUnit("phuong")).ToList();
        foreach (var (unit, i) in wards.Select((u, i) => (u, i)))
        {
            var content = Complete(template);
            var values = (Dictionary<string, decimal>)content["values"]!;
            (values["HS_GIAIQUYET"], values["HS_DUNGHAN"]) = (1000, i == 11 ? 300 : 940 + (i * 5));
            values["HS_TIEPNHAN"] = 2000;
            await platform.Officer("Reporting", unit).PutJsonAsync(Path(unit), content).ReadAsync<ReportView>();
            await platform.Leader("Reporting", unit).PostAsync(Path(unit, "submit")).ReadAsync<SubmitAnswer>();
        }
        await admin.PutJsonAsync($"/api/reports/{Period}/queue/reviewers", new { userName = "city-analyst", units = wards.Take(1) });
        await admin.PutJsonAsync($"/api/reports/{Period}/queue/reviewers", new { userName = "city-analyst", units = wards.Take(2) });
        await platform.Broker.WaitForAsync<NoticeRaisedV1>(Topics.NoticeRaised, n =>
            n is { Kind: "report-review-assigned", Title: "Được giao duyệt 1 báo cáo quý III/2025" } && n.Body.Length > 0);
        await Eventually.IsTrueAsync("one notice for each that was new", () =>
            platform.Broker.Of<NoticeRaisedV1>(Topics.NoticeRaised).Count(n => n.Kind == "report-review-assigned") == 2);
        await admin.PutJsonAsync($"/api/reports/{Period}/queue/reviewers", new { userName = "city-admin", units = wards.Take(3) });
        await admin.PutJsonAsync($"/api/reports/{Period}/queue/reviewers", new { userName = " ", units = new[] { "31" } })
            .RefusedAsync(HttpStatusCode.UnprocessableEntity, "REQ-0006");

        var queue = await admin.GetAsync($"/api/reports/{Period}/queue").ReadAsync<QueueView>();
        Assert.Equal((114, "2025-Q2", 12), (queue.Lines.Count, queue.Before, queue.Lines.Count(l => l.Waiting)));
        Assert.Equal(3, queue.Lines.Count(l => l.Reviewer == "city-admin"));
        var flagged = Assert.Single(queue.Lines, l => l.Flags.Any(f => f.Indicator == "HS-DUNGHAN"));
        Assert.Equal((wards[11], queue.Lines[0].OrgUnit), (flagged.OrgUnit, flagged.OrgUnit));
        var flag = flagged.Flags.Single(f => f.Indicator == "HS-DUNGHAN");
        Assert.Equal((0.3m, 12), (flag.Value, flag.Similar!.Count));

        var outcomes = await admin.PostJsonAsync($"/api/reports/{Period}/queue/accept",
            new { units = wards.Take(4).Append("99999").Append(platform.NextUnit()) }).ReadAsync<List<BulkOutcome>>();
        Assert.Equal([null, null, null, null, "REQ-0010", "RPT-0006"], outcomes.Select(o => o.Code));
        await platform.Analyst("Reporting").PostJsonAsync($"/api/reports/{Period}/queue/accept", new { units = wards })
            .RefusedAsync(HttpStatusCode.Forbidden, "AUTH-0002");
        await platform.Leader("Reporting", wards[0]).GetAsync($"/api/reports/{Period}/queue")
            .RefusedAsync(HttpStatusCode.Forbidden, "AUTH-0002");

        var cockpit = await admin.GetAsync($"/api/reports/{Period}/cockpit").ReadAsync<CockpitView>();
        Assert.Equal((114, 12, 4, 12, 0, 102), (cockpit.Total.Expected, cockpit.Total.Sent, cockpit.Total.Accepted, cockpit.Total.OnTime,
            cockpit.Total.Late, cockpit.Unsent.Count));
        Assert.Equal((45, 12), (cockpit.Blocks.Single(b => b.Block == "phuong").Expected,
            cockpit.Blocks.Single(b => b.Block == "phuong").Sent));
        Assert.Equal(decimal.Round(12m / 114, 4), cockpit.Total.Timeliness);
        var history = await admin.GetAsync("/api/reports/timeliness?kind=quarter&last=3").ReadAsync<TimelinessView>();
        Assert.Equal(("2025-Q3", 12), (history.Periods[^1].Period, history.Periods[^1].Total.OnTime));
        var own = await platform.Leader("Reporting", wards[0]).GetAsync("/api/reports/timeliness").ReadAsync<TimelinessView>();
        Assert.Equal((1m, 1), (own.Periods[^1].Total.Timeliness, own.Periods[^1].Total.Expected));
    }

    [Fact]
    public void Spread_IsWhereHalfOfThemLie()
    {
        Assert.Null(Outliers.SpreadOf(Enumerable.Repeat(1m, Outliers.FewestToCompare - 1)));
        Assert.Equal(new(9, 3, 5, 7), Outliers.SpreadOf([9, 1, 8, 2, 7, 3, 6, 4, 5]));
        Assert.Empty(Outliers.Reasons(5, 5, new(9, 3, 5, 7), false));
        Assert.Single(Outliers.Reasons(14, null, new(9, 3, 5, 7), false));
        Assert.Equal(2, Outliers.Reasons(1.4m, 0.6m, null, true).Count);
        Assert.Single(Outliers.Reasons(0, 40, null, false));
    }

    /// <summary>Notices to whole units, without those to offices.</summary>
    private static List<NoticeRaisedV1> Whole(TestPlatform platform) =>
        [.. platform.Broker.Of<NoticeRaisedV1>(Topics.NoticeRaised).DistinctBy(n => n.NoticeId)
            .Where(n => !n.NoticeId.Contains("/office/", StringComparison.Ordinal))];
}
