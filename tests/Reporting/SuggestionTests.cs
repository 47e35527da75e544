using System.Net;
using Platform.Reporting.Model.Templates;
using Platform.Reporting.Reports;
using Platform.Reporting.Templates.Drafts;
using Platform.Testing;
using static Platform.Reporting.Tests.ReportingPlatform;

namespace Platform.Reporting.Tests;

/// <summary>First values that other services know, with their source.</summary>
public sealed class SuggestionTests
{
    [Fact]
    public async Task DirectlyMeasuredIndicators_AreSuggestedWithTheirSource_AndTheFormOpensWithoutThem()
    {
        await using var platform = await StartAsync();
        var (unit, other) = (platform.NextUnit(), platform.NextUnit());
        await platform.Admin("Indicators").PostJsonAsync("/api/indicators/values", new
        {
            values = new object[]
            {
                new { indicator = "MC-DUNGHAN", orgUnit = unit, period = Period, numerator = 980, denominator = 1000,
                    status = "provisional" },
                new { indicator = "MC-TRUCTUYEN", orgUnit = unit, period = Period, numerator = 850.5, denominator = 1200 },
                new { indicator = "MC-TRUCTUYEN", orgUnit = unit, period = "2025-Q2", numerator = 1, denominator = 2 },
            },
        }).ReadAsync<object>();

        var suggested = (await platform.Officer("Reporting", unit).GetAsync(Path(unit)).ReadAsync<ReportView>()).Suggested;
        // Half an application is no count: it is not offered.
        Assert.Equal([("HS_DUNGHAN", 980m), ("HS_GIAIQUYET", 1000m), ("HS_TIEPNHAN", 1200m)],
            suggested.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => (s.Key, s.Value.Value)));
        Assert.Equal(
            "Hồ sơ giải quyết trước hạn và đúng hạn theo Hệ thống một cửa điện tử (MC-DUNGHAN), quý III/2025, số tạm tính",
            suggested["HS_DUNGHAN"].Source);
        Assert.EndsWith("(MC-TRUCTUYEN), quý III/2025", suggested["HS_TIEPNHAN"].Source);
        Assert.Empty((await platform.Officer("Reporting", other).GetAsync(Path(other)).ReadAsync<ReportView>()).Suggested);

        await platform.StopAsync("Indicators");
        Assert.Empty((await platform.Officer("Reporting", unit).GetAsync(Path(unit)).ReadAsync<ReportView>()).Suggested);
    }

    [Fact]
    public async Task Publishing_WantsIndicatorsThatExistAndFit()
    {
        await using var platform = await StartAsync();
        var admin = platform.Admin("Reporting");
        var template = new Template(
            "THU", 1, "Thử", ["quarter"], [new(1, "Một")], [],
            [
                new("A", 1, "A", "u", "count", true, "indicators.SIPAS.value"),
                new("B", 1, "B", "u", "count", true, "indicators.HS-DUNGHAN.numerator"),
                new("C", 1, "C", "u", "count", true, "indicators.NOPE.numerator"),
                new("D", 1, "D", "u", "count", true, "indicators.SIPAS.half"),
            ],
            [], [new("SIPAS", "A", null), new("XA-LA", "A", null), new("HS-QUAHAN", "A", "B"), new("BC-DAYDU", "A", "B")]);
        var draft = await admin.PostJsonAsync("/api/reports/templates/versions", new { template }).ReadAsync<TemplateVersion>();
        string[] wrong = ["items[3].prefill", "measures[0].indicator", "measures[1].indicator", "measures[3].indicator", "items[1].prefill",
            "items[2].prefill"];
        Assert.Equal(wrong, draft.Findings.Select(f => f.Field));
        Assert.Equal(wrong, (await admin.PostJsonAsync("/api/reports/templates/check", new { template })
            .ReadAsync<TemplateFindings>()).Findings.Select(f => f.Field));
        await admin.PostAsync("/api/reports/templates/versions/THU/1/publish").RefusedAsync(HttpStatusCode.UnprocessableEntity, "REQ-0006");
    }

    [Fact]
    public async Task Publishing_WhileIndicatorsDoesNotAnswer_IsPutOff()
    {
        await using var platform = await StartAsync();
        await platform.StopAsync("Indicators");
        var admin = platform.Admin("Reporting");
        var template = new Template("THU", 1, "Thử", ["quarter"], [new(1, "Một")], [], [new("A", 1, "A", "u", "count", true, null)], [],
            []);
        Assert.Empty((await admin.PostJsonAsync("/api/reports/templates/versions", new { template })
            .ReadAsync<TemplateVersion>()).Findings);
        await admin.PostAsync("/api/reports/templates/versions/THU/1/publish").RefusedAsync(HttpStatusCode.ServiceUnavailable, "REQ-0008");
        await platform.StartAsync("Indicators");
        await Eventually.IsTrueAsync("Indicators is reached again", async () =>
        {
            using var answer = await admin.PostAsync("/api/reports/templates/versions/THU/1/publish");
            return answer.IsSuccessStatusCode;
        });
    }
}
