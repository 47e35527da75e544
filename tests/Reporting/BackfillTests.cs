using System.Net;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.Reporting.Reports.Backfill;
using Platform.Testing;
using static Platform.Reporting.Tests.ReportingPlatform;

namespace Platform.Reporting.Tests;

[Collection("Reporting")]
public sealed class BackfillTests(ReportingPlatform reporting)
{
    private const string Target = "/api/reports/2025-Q1/backfill";

    private object Paper(string unit, string receivedAt = "2025-03-10T09:00:00+07:00", object? values = null) => new
    {
        orgUnit = unit,
        receivedAt,
        values = values ?? reporting.Complete()["values"],
        narrative = reporting.Complete()["narrative"],
    };

    [Fact]
    public async Task Backfill_StoresAcceptedReportsWithTheDayOfReceipt()
    {
        var (onTime, late) = (reporting.Platform.NextUnit(), reporting.Platform.NextUnit());
        var answer = await reporting.Admin.PostJsonAsync(Target,
            new { reports = new[] { Paper(onTime), Paper(late, "2025-04-01T09:00:00+07:00") } })
            .ReadAsync<BackfillEndpoint.BackfillAnswer>();
        Assert.Equal(2, answer.Stored);

        var rows = await reporting.DbAsync(db => db.Reports.Where(r => r.Period == "2025-Q1" && (r.OrgUnit == onTime || r.OrgUnit == late))
            .ToListAsync());
        Assert.All(rows, r => Assert.Equal(ReportStates.Accepted, r.State));
        Assert.True(rows.Single(r => r.OrgUnit == onTime).OnTime);
        Assert.False(rows.Single(r => r.OrgUnit == late).OnTime);
        await reporting.Platform.Broker.WaitForAsync<ReportAcceptedV1>(Topics.ReportAccepted, e =>
            e.OrgUnit == late && e.Period == "2025-Q1");

        var again = await reporting.Admin.PostJsonAsync(Target, new { reports = new[] { Paper(onTime) } })
            .ReadAsync<BackfillEndpoint.BackfillAnswer>();
        Assert.Equal(0, again.Stored);
        Assert.Equal([onTime], again.AlreadyThere);
    }

    [Fact]
    public async Task Backfill_WithOneBadReport_StoresNone()
    {
        var (good, bad) = (reporting.Platform.NextUnit(), reporting.Platform.NextUnit());
        var problem = await reporting.Admin.PostJsonAsync(Target, new
        {
            reports = new[]
            {
                Paper(good), Paper(bad, values: Values(("HS_TIEPNHAN", -1))["values"]), Paper("00004"), Paper(good),
                Paper(bad, "2030-01-01T00:00:00Z"),
            },
        }).RefusedAsync(HttpStatusCode.UnprocessableEntity, "REQ-0006");

        Assert.Equal(
            [
                ("reports[1].values.HS_TIEPNHAN", "RPT-1003"), ("reports[2].orgUnit", "RPT-1021"), ("reports[3].orgUnit", "RPT-1023"),
                ("reports[4].receivedAt", "RPT-1022"), ("reports[4].orgUnit", "RPT-1023"),
            ],
            problem.Errors!.Select(e => (e.Field, e.Code)));
        Assert.False(await reporting.DbAsync(db => db.Reports.AnyAsync(r => r.OrgUnit == good || r.OrgUnit == bad)));
    }

    [Fact]
    public async Task Backfill_ByOthers_IsForbidden()
    {
        var unit = reporting.Platform.NextUnit();
        await reporting.Leader(unit).PostJsonAsync(Target, new { reports = new[] { Paper(unit) } })
            .RefusedAsync(HttpStatusCode.Forbidden, "AUTH-0002");
        await reporting.Platform.Analyst("Reporting").PostJsonAsync(Target, new { reports = new[] { Paper(unit) } })
            .RefusedAsync(HttpStatusCode.Forbidden, "AUTH-0002");
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"reports": []}""")]
    [InlineData("""{"reports": [null]}""")]
    [InlineData("""{"reports": [{}]}""")]
    public async Task Backfill_OfNothing_IsRefused(string body) =>
        await reporting.Admin.SendRawAsync(HttpMethod.Post, Target, body).RefusedAsync(HttpStatusCode.UnprocessableEntity, "REQ-0006");
}
