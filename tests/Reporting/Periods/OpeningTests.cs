using Platform.Contracts.Events;
using Platform.Reporting.Cockpit;
using Platform.Reporting.Model.Templates;
using Platform.Reporting.Periods;
using Platform.Reporting.Upkeep;
using Platform.Testing;
using static Platform.Reporting.Tests.ReportingPlatform;

namespace Platform.Reporting.Tests.Periods;

/// <summary>Who has to send, as the other services are told.</summary>
public sealed class OpeningTests
{
    private const string Versions = "/api/reports/templates/versions";

    [Fact]
    public async Task OpenPeriods_AreToldOfOnce()
    {
        await using var platform = await StartAsync();
        var sweep = platform.Get<OpeningSweep>("Reporting");
        await platform.Broker.WaitForAsync<ReportPeriodOpenedV1>(Topics.ReportPeriodOpened, e => e.Period == Period);
        Assert.Equal(0, (await Task.WhenAll(sweep.SweepAsync(default), sweep.SweepAsync(default))).Sum());
        await platform.RestartAsync();
        Assert.Equal(0, await platform.Get<OpeningSweep>("Reporting").SweepAsync(default));
        var told = platform.Broker.Of<ReportPeriodOpenedV1>(Topics.ReportPeriodOpened).OrderBy(e => e.Period, StringComparer.Ordinal)
            .ToList();
        // Open on 12 September 2025: not what was over before the communes were made. Nobody has a template for months.
        Assert.Equal(["2025", "2025-07", "2025-08", "2025-09", "2025-9M", "2025-H2", "2025-Q3"], told.Select(e => e.Period).Distinct());
        Assert.All(told, e => Assert.Equal((1L, e.Period.Length == 7 && e.Period[5] == '0' ? 0 : null), (e.Version, e.Units?.Count)));
        Assert.Equal(0, (await platform.Admin("Reporting").GetAsync("/api/reports/2025-09/cockpit")
            .ReadAsync<CockpitView>()).Total.Expected);
    }

    [Fact]
    public async Task ChosenSenders_AndTemplatesOfOneBlock_MakeTheListOfUnits_WhichOnlyGrows()
    {
        await using var platform = await StartAsync();
        var (admin, sweep) = (platform.Admin("Reporting"), platform.Get<OpeningSweep>("Reporting"));
        var (one, other) = (platform.NextUnit("phuong"), platform.NextUnit("phuong"));
        Template Monthly(string code, string? block, params string[] units) => new(
            code, 1, code, ["month"], [new(1, "Một")], [], [new("A", 1, "A", "u", "count", true, null)], [], [], null, block is null
                ? null : [block], units.Length == 0 ? null : units);
        async Task PublishAsync(Template template)
        {
            await admin.PostJsonAsync(Versions, new { template }).ReadAsync<Platform.Reporting.Templates.Drafts.TemplateVersion>();
            await admin.PostAsync($"{Versions}/{template.Code}/1/publish").ReadAsync<Platform.Reporting.Templates.Drafts.TemplateVersion>();
        }

        await PublishAsync(Monthly("THANG-MOT", null, one));
        await sweep.SweepAsync(default);
        var first = await platform.Broker.WaitForAsync<ReportPeriodOpenedV1>(Topics.ReportPeriodOpened, e =>
            e.Period == "2025-09" && e.Version == 2);
        Assert.Equal((2L, one), (first.Version, Assert.Single(first.Units!)));

        await PublishAsync(Monthly("THANG-PHUONG", "phuong"));
        await sweep.SweepAsync(default);
        var second = await platform.Broker.WaitForAsync<ReportPeriodOpenedV1>(Topics.ReportPeriodOpened, e =>
            e.Period == "2025-09" && e.Version == 3);
        Assert.Contains(other, second.Units!);
        await admin.PostAsync($"{Versions}/THANG-PHUONG/1/retire").ReadAsync<Platform.Reporting.Templates.Drafts.TemplateVersion>();
        Assert.Equal(0, await sweep.SweepAsync(default));
        // Retired or not: what was asked for stays asked for.
        Assert.Equal(45, (await admin.GetAsync("/api/reports/2025-09/cockpit").ReadAsync<CockpitView>()).Total.Expected);

        var asked = await admin.PostJsonAsync("/api/reports/periods", new
        {
            title = "Rà soát",
            from = "2025-09-01",
            cutoff = "2025-09-11",
            communeDue = "2025-09-20",
            templateCode = "CCHC-DINHKY",
            senders = new { units = new[] { one, other } },
        }).ReadAsync<PeriodView>();
        await sweep.SweepAsync(default);
        var extraordinary = await platform.Broker.WaitForAsync<ReportPeriodOpenedV1>(Topics.ReportPeriodOpened, e =>
            e.Period == asked.Code);
        Assert.Equal(new[] { one, other }.Order(), extraordinary.Units!.Order());
    }

    [Fact]
    public async Task AClosedPeriod_IsToldOfWhenAReportIsEnteredAfterwards()
    {
        await using var platform = await StartAsync();
        var unit = platform.NextUnit();
        await platform.Admin("Reporting").PostJsonAsync("/api/reports/2025-Q1/backfill", new
        {
            reports = new[] { new { orgUnit = unit, receivedAt = "2025-03-14T08:00:00+07:00",
                values = new Dictionary<string, decimal> { ["HS_TIEPNHAN"] = 5 } } },
        }).ReadAsync<object>();
        await platform.Get<OpeningSweep>("Reporting").SweepAsync(default);
        Assert.Null((await platform.Broker.WaitForAsync<ReportPeriodOpenedV1>(Topics.ReportPeriodOpened, e =>
            e.Period == "2025-Q1")).Units);
        Assert.DoesNotContain(platform.Broker.Of<ReportPeriodOpenedV1>(Topics.ReportPeriodOpened), e => e.Period == "2025-Q2");
    }
}
