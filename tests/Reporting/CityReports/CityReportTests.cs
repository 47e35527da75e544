using System.IO.Compression;
using System.Net;
using DocumentFormat.OpenXml.Packaging;
using Platform.Contracts.Exchange;
using Platform.Reporting.CityReports;
using Platform.Reporting.Model.Templates;
using Platform.Reporting.Reports;
using Platform.Reporting.Reports.Backfill;
using Platform.Reporting.Reports.View;
using Platform.ServiceDefaults.Security;
using Platform.Testing;
using static Platform.Reporting.Tests.ReportingPlatform;

namespace Platform.Reporting.Tests.CityReports;

/// <summary>Each test has its own platform: a city has one report a period.</summary>
public sealed class CityReportTests : IAsyncLifetime
{
    private const string Report = $"/api/reports/{Period}/city-report/31";

    private readonly List<string> _units = [];
    private TestPlatform _platform = null!;
    private Template _template = null!;

    private HttpClient Admin => _platform.Admin("Reporting");

    private HttpClient Analyst => _platform.Analyst("Reporting");

    public async Task InitializeAsync()
    {
        _platform = await ReportingPlatform.StartAsync();
        _template = await Admin.GetAsync($"/api/reports/{Period}/template").ReadAsync<Template>();
    }

    public Task DisposeAsync() => _platform.DisposeAsync().AsTask();

    private async Task<string> SentAsync(decimal value = 10)
    {
        var unit = _platform.NextUnit();
        await _platform.Officer("Reporting", unit).PutJsonAsync(Path(unit), Complete(_template, value)).ReadAsync<ReportView>();
        using var sent = await _platform.Leader("Reporting", unit).PostAsync(Path(unit, "submit"));
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        _units.Add(unit);
        return unit;
    }

    private Task<CityReportView> ViewAsync() => Admin.GetAsync(Report).ReadAsync<CityReportView>();

    private static Task<CityReportView> ActAsync(HttpClient client, string action, object? input = null) =>
        client.PostJsonAsync($"{Report}/{action}", input ?? new { }).ReadAsync<CityReportView>();

    [Fact]
    public async Task TheWholeWay_FromCommunesToAnIssuedReport()
    {
        Assert.Equal(("none", 114, 0), (await ViewAsync() is var empty ? empty.State : "", empty.Coverage.Expected, empty.Coverage.Sent));
        var (accepted, submitted) = (await SentAsync(10), await SentAsync(32));
        await Admin.PostJsonAsync(Path(accepted, "accept"), new { }).ReadAsync<ReportView>();

        var draft = await ActAsync(Analyst, "consolidate");
        Assert.Equal(("draft", true, 42m, 2),
            (draft.State, draft.Provisional, draft.Figures["HS_TIEPNHAN"].Value, draft.Figures["HS_TIEPNHAN"].Units));
        Assert.Equal([accepted, submitted], draft.Sources.Select(s => s.OrgUnit));
        Assert.Equal(112, draft.Coverage.Missing.Count);

        var edited = await Analyst.PutJsonAsync(Report,
            new { revision = draft.Revision, narrative = new Dictionary<string, string> { ["S8"] = "Hạn chế đã được chỉ ra." } })
            .ReadAsync<CityReportView>();
        Assert.True(edited.Narrative["S8"].Edited);
        await SentAsync(5);
        Assert.Equal([_units[2]], (await ViewAsync()).Changed.Select(u => u.Code));
        var again = await ActAsync(Analyst, "consolidate");
        Assert.Equal((47m, "Hạn chế đã được chỉ ra."), (again.Figures["HS_TIEPNHAN"].Value, again.Narrative["S8"].Text));
        Assert.Empty(again.Changed);
        Assert.Equal(10m, (await ActAsync(Analyst, "consolidate", new { acceptedOnly = true })).Figures["HS_TIEPNHAN"].Value);
        await ActAsync(Analyst, "consolidate");

        await ActAsync(Analyst, "submit");
        Assert.Equal("Bổ sung số liệu.", (await ActAsync(Admin, "return", new { message = "Bổ sung số liệu." })).Message);
        await ActAsync(Analyst, "submit");
        var issued = await ActAsync(Admin, "issue", new { documentNumber = "125/BC-SNV" });
        Assert.Equal(("issued", 1, "125/BC-SNV"), (issued.State, issued.Issued!.Number, issued.Issued.DocumentNumber));
        await Analyst.PostJsonAsync($"{Report}/consolidate", new { }).RefusedAsync(HttpStatusCode.Conflict, "RPT-0006");

        await ActAsync(Admin, "reopen", new { reason = "Có đơn vị gửi bổ sung." });
        await ActAsync(Admin, "submit");
        Assert.Equal(2, (await ActAsync(Admin, "issue")).Issued!.Number);
        var history = await Admin.GetAsync($"{Report}/history").ReadAsync<List<HistoryView>>();
        Assert.Equal(
            ["consolidated", "edited", "consolidated", "consolidated", "consolidated", "submitted", "returned", "submitted", "issued",
                "reopened", "submitted", "issued"],
            history.Select(h => h.Action));
    }

    [Fact]
    public async Task BeforeAllHaveSent_FiguresAreComparedWithTheSameCommunes()
    {
        var sent = await SentAsync(30);
        var content = Complete(_template, 20);
        await Admin.PostJsonAsync("/api/reports/2025-Q2/backfill", new
        {
            reports = new[] { sent, _platform.NextUnit() }.Select(u => new
            {
                orgUnit = u,
                receivedAt = "2025-06-10T08:00:00+07:00",
                values = content["values"],
                narrative = content["narrative"],
            }),
        }).ReadAsync<BackfillEndpoint.BackfillAnswer>();

        var figure = (await ActAsync(Analyst, "consolidate")).Figures["HS_TIEPNHAN"];
        Assert.Equal((30m, 20m), (figure.Value, figure.Previous));
    }

    [Fact]
    public async Task AnIssuedReport_KeepsItsFigures_WhateverTheCommunesDoLater()
    {
        var unit = await SentAsync(10);
        await ActAsync(Admin, "consolidate");
        await ActAsync(Admin, "submit");
        await ActAsync(Admin, "issue");
        await Admin.PostJsonAsync(Path(unit, "return"), new { message = "Sai số liệu." }).ReadAsync<ReportView>();

        var view = await ViewAsync();
        Assert.Equal((10m, 1), (view.Figures["HS_TIEPNHAN"].Value, view.Changed.Count));
        var list = await Admin.GetAsync($"{Report}/packages/list-data").ReadAsync<ReportPackage<ListDataBody>>();
        Assert.True(list.Final);
        Assert.Equal(unit, Assert.Single(list.Body.Rows).OrgUnit);
    }

    [Theory]
    [InlineData("consolidate", Roles.CityAdmin, true)]
    [InlineData("consolidate", Roles.CityAnalyst, true)]
    [InlineData("consolidate", Roles.Auditor, false)]
    [InlineData("consolidate", Roles.IntegrationClient, false)]
    [InlineData("consolidate", Roles.CommuneLeader, false)]
    [InlineData("submit", Roles.CityAnalyst, true)]
    [InlineData("submit", Roles.Auditor, false)]
    [InlineData("return", Roles.CityAnalyst, false)]
    [InlineData("issue", Roles.CityAnalyst, false)]
    [InlineData("reopen", Roles.CityAnalyst, false)]
    [InlineData("reopen", Roles.CommuneOfficer, false)]
    public async Task EachStep_IsForThoseWhoMay(string action, string role, bool may)
    {
        await SentAsync();
        if (action != "consolidate")
            await ActAsync(Admin, "consolidate");
        var unit = role.StartsWith("commune", StringComparison.Ordinal) ? _units[0] : "31";
        using var answer = await _platform.As("Reporting", "somebody", unit, role)
            .PostJsonAsync($"{Report}/{action}", new { message = "m", reason = "r" });
        Assert.Equal(may ? HttpStatusCode.OK : HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task MistakesAreTold_AndNothingIsStored()
    {
        await Admin.PostJsonAsync($"{Report}/submit", new { }).RefusedAsync(HttpStatusCode.Conflict, "RPT-0009");
        var draft = await ActAsync(Admin, "consolidate");
        var incomplete = await Admin.PostJsonAsync($"{Report}/submit", new { })
            .RefusedAsync(HttpStatusCode.UnprocessableEntity, "RPT-0007");
        Assert.Contains(incomplete.Errors!, e => e.Code == "RPT-1102");
        var wrong = await Admin.PutJsonAsync(Report,
            new { narrative = new Dictionary<string, object?> { ["S1"] = 5, ["S99"] = "x", ["S2"] = new string('a', 60_000) } })
            .RefusedAsync(HttpStatusCode.UnprocessableEntity, "REQ-0006");
        Assert.Equal(3, wrong.Errors!.Count);
        await Admin.PutJsonAsync(Report, new { revision = draft.Revision + 7, narrative = new Dictionary<string, string> { ["S1"] = "x" } })
            .RefusedAsync(HttpStatusCode.Conflict, "RPT-0005");
        Assert.Equal(draft.Revision, (await ViewAsync()).Revision);
        await Admin.GetAsync($"/api/reports/{Period}/city-report/11593").RefusedAsync(HttpStatusCode.UnprocessableEntity, "RPT-0107");
        await Admin.GetAsync($"/api/reports/{Period}/city-report/01").RefusedAsync(HttpStatusCode.Forbidden, "AUTH-0002");
        await Admin.PostJsonAsync($"{Report}/return", new { message = "m" }).RefusedAsync(HttpStatusCode.Conflict, "RPT-0006");
    }

    [Fact]
    public async Task Document_IsTheDepartments_AndSaysThatFiguresAreProvisional()
    {
        await SentAsync();
        await Admin.GetAsync($"{Report}/export").RefusedAsync(HttpStatusCode.NotFound, "RPT-0011");
        await ActAsync(Admin, "consolidate");
        await ActAsync(Admin, "submit");
        await ActAsync(Admin, "issue", new { documentNumber = "07/BC-SNV" });
        using var answer = await Admin.GetAsync($"{Report}/export");
        using var file = WordprocessingDocument.Open(new MemoryStream(await answer.Content.ReadAsByteArrayAsync()), isEditable: false);
        var text = file.MainDocumentPart!.Document.Body!.InnerText;
        foreach (var part in (string[])["ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG", "SỞ NỘI VỤ", "Số: 07/BC-SNV",
            "Kính gửi: Bộ Nội vụ; Ủy ban nhân dân thành phố Hải Phòng.", "1/114 báo cáo", "tạm tính", "GIÁM ĐỐC"])
        {
            Assert.Contains(part, text, StringComparison.Ordinal);
        }
        Assert.DoesNotContain("DỰ THẢO", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Packages_AreThirteen_AndTheirSumsAgree()
    {
        await SentAsync(10);
        await SentAsync(30);
        await ActAsync(Admin, "consolidate");
        var names = await Admin.GetAsync($"{Report}/packages").ReadAsync<List<string>>();
        Assert.Equal(13, names.Count);
        using var answer = await _platform.As("Reporting", "lgsp", "31", Roles.IntegrationClient).GetAsync($"{Report}/packages.zip");
        using var zip = new ZipArchive(new MemoryStream(await answer.Content.ReadAsByteArrayAsync()));
        Assert.Equal(names.Select((n, i) => $"{i + 1:00}-{n}.json"), zip.Entries.Select(e => e.Name));

        var data = await Admin.GetAsync($"{Report}/packages/data").ReadAsync<ReportPackage<DataBody>>();
        var list = await Admin.GetAsync($"{Report}/packages/list-data").ReadAsync<ReportPackage<ListDataBody>>();
        Assert.False(data.Final);
        foreach (var (item, index) in list.Body.Items.Select((item, i) => (item, i)))
            Assert.Equal(data.Body.Cells.Single(c => c.Item == item).Value, list.Body.Rows.Sum(r => r.Values[index]));
        var kpis = await Admin.GetAsync($"{Report}/packages/kpi-data").ReadAsync<ReportPackage<KpiDataBody>>();
        foreach (var kpi in kpis.Body.Values.Where(v => v.Breakdown == "total"))
            Assert.Equal(kpi.Numerator, kpis.Body.Values.Where(v => v.Breakdown == "block" && v.Kpi == kpi.Kpi).Sum(v => v.Numerator));
        var status = await Admin.GetAsync($"{Report}/packages/status").ReadAsync<ReportPackage<StatusBody>>();
        Assert.Equal((114, 2, 0, 112), (status.Body.Expected, status.Body.Received, status.Body.Accepted, status.Body.Missing.Count));
        await Admin.GetAsync($"{Report}/packages/nothing").RefusedAsync(HttpStatusCode.NotFound, "RPT-0108");
    }
}
