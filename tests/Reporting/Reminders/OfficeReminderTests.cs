using Platform.Contracts.Events;
using Platform.Contracts.Periods;
using Platform.Reporting.Model.Templates;
using Platform.Reporting.Reminders;
using Platform.Reporting.Reports;
using Platform.Reporting.Reports.Parts;
using Platform.Reporting.Upkeep;
using Platform.Testing;
using static Platform.Reporting.Tests.ReportingPlatform;

namespace Platform.Reporting.Tests.Reminders;

/// <summary>Offices hear of their own deadline: 10 September 2025 for the third quarter, unless the commune set another.</summary>
public sealed class OfficeReminderTests
{
    [Theory]
    [InlineData("2025-09-05", null)]
    [InlineData("2025-09-08", "before-2")]
    [InlineData("2025-09-09", "before-1")]
    [InlineData("2025-09-10", "due")]
    [InlineData("2025-09-11", "late")]
    [InlineData("2025-09-17", "late")]
    [InlineData("2025-09-18", null)]
    public void Steps_CountWorkingDays(string today, string? step) =>
        Assert.Equal(step, ReminderSteps.ForOffice(DateOnly.Parse(today), new(2025, 9, 10), WorkingCalendar.Plain)?.Code);

    [Fact]
    public async Task Offices_HearOnceAStepOfWhatTheyHaveNotHandedIn()
    {
        await using var platform = await TestPlatform.StartAsync(
            ["Tasks", "Indicators", "Reporting"], "2025-09-09T08:00:00+07:00",
            new() { ["Reporting:FirstYear"] = "2025", ["Reporting:LastYear"] = "2026", ["Reporting:RemindUnder"] = "31" });
        var (unit, untouched) = (platform.NextUnit(), platform.NextUnit());
        var officer = platform.Officer("Reporting", unit);
        var template = await officer.GetAsync($"/api/reports/{Period}/template").ReadAsync<Template>();
        await officer.PutJsonAsync(Path(unit), Complete(template)).ReadAsync<ReportView>();
        // The one-stop centre has handed in, the economy office has until the 12th.
        await Office(platform, unit, "HCC").PostAsync(PartPath(unit, "L3", "hand-in")).ReadAsync<PartView>();
        await officer.PutJsonAsync(PartPath(unit, "L6", "due"), new { dueOn = "2025-09-12" }).ReadAsync<PartView>();

        var sweep = platform.Get<ReminderSweep>("Reporting");
        await Task.WhenAll(sweep.SweepAsync(default), sweep.SweepAsync(default));
        await sweep.SweepAsync(default);
        await platform.Broker.WaitForAsync<NoticeRaisedV1>(Topics.NoticeRaised, n =>
            n.OrgUnit == untouched && n.NoticeId.EndsWith("office/VP/before-1/20250910", StringComparison.Ordinal));
        Assert.Equal(["VHXH", "VP"], await HeardAsync(platform, unit));
        Assert.Equal(["HCC", "KT", "VHXH", "VP"], await HeardAsync(platform, untouched));
        var notice = Notices(platform, unit).Single(n => n.To[0].Office == "VHXH");
        Assert.Equal("Phải nộp 4 phần của báo cáo quý III/2025 trước hết ngày 10/09/2025", notice.Title);

        // On its own date the economy office hears; whoever is late hears again.
        await platform.RestartAsync("2025-09-12T08:00:00+07:00");
        await platform.Get<ReminderSweep>("Reporting").SweepAsync(default);
        var due = await platform.Broker.WaitForAsync<NoticeRaisedV1>(Topics.NoticeRaised, n =>
            n.NoticeId.StartsWith($"report/{Period}/{unit}/office/KT", StringComparison.Ordinal));
        Assert.Equal(("report-part-due", "urgent"), (due.Kind, due.Urgency));
        await Eventually.IsTrueAsync("the late ones were told", () =>
            Task.FromResult(Notices(platform, unit).Count(n => n.Kind == "report-part-overdue") == 2));
    }

    private static List<NoticeRaisedV1> Notices(TestPlatform platform, string unit) =>
    [
        .. platform.Broker.Of<NoticeRaisedV1>(Topics.NoticeRaised).DistinctBy(n => n.NoticeId)
            .Where(n => n.OrgUnit == unit && n.NoticeId.StartsWith($"report/{Period}/{unit}/office/", StringComparison.Ordinal)),
    ];

    private static Task<List<string>> HeardAsync(TestPlatform platform, string unit) =>
        Task.FromResult(Notices(platform, unit).Select(n => n.To[0].Office!).Order(StringComparer.Ordinal).ToList());
}
