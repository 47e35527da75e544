using System.Net;
using Platform.Contracts.Events;
using Platform.Contracts.Periods;
using Platform.Reporting.Model.Reports;
using Platform.Reporting.Model.Templates;
using Platform.Reporting.Periods;
using Platform.Reporting.Reports;
using Platform.Reporting.Reports.Submit;
using Platform.ServiceDefaults.Errors;
using Platform.Testing;
using static Platform.Reporting.Tests.ReportingPlatform;

namespace Platform.Reporting.Tests;

public sealed class DeadlineTests
{
    [Fact]
    public async Task Submit_AcrossTheDeadline_FirstSubmissionDecidesOnTimeOrLate()
    {
        await using var platform = await StartAsync();
        var (early, late) = (platform.NextUnit(), platform.NextUnit());
        var template = await platform.Admin("Reporting").GetAsync($"/api/reports/{Period}/template").ReadAsync<Template>();
        await platform.Officer("Reporting", early).PutJsonAsync(Path(early), Complete(template)).ReadAsync<ReportView>();
        await platform.Officer("Reporting", late).PutJsonAsync(Path(late), Complete(template)).ReadAsync<ReportView>();
        Assert.True((await platform.Leader("Reporting", early).PostAsync(Path(early, "submit")).ReadAsync<SubmitAnswer>()).OnTime);

        await platform.RestartAsync("2025-09-16T00:00:01+07:00");

        Assert.False((await platform.Leader("Reporting", late).PostAsync(Path(late, "submit")).ReadAsync<SubmitAnswer>()).OnTime);
        await platform.Admin("Reporting").PostJsonAsync(Path(early, "return"), new { message = "Sửa." }).ReadAsync<ReportView>();
        var again = await platform.Leader("Reporting", early).PostAsync(Path(early, "submit")).ReadAsync<SubmitAnswer>();
        Assert.Equal((2, true), (again.Version, again.OnTime));

        // Closed: only what was returned takes changes, and what is reopened, until its date.
        await platform.Admin("Reporting").PostAsync($"/api/reports/periods/{Period}/close").ReadAsync<PeriodView>();
        var none = platform.NextUnit();
        await platform.Officer("Reporting", none).PutJsonAsync(Path(none), Complete(template))
            .RefusedAsync(HttpStatusCode.Conflict, "RPT-0002");
        await platform.Admin("Reporting").PostJsonAsync(Path(early, "return"), new { message = "Sửa nữa." }).ReadAsync<ReportView>();
        await platform.Officer("Reporting", early).PutJsonAsync(Path(early), Complete(template, 11)).ReadAsync<ReportView>();
        Assert.Equal(3, (await platform.Leader("Reporting", early).PostAsync(Path(early, "submit")).ReadAsync<SubmitAnswer>()).Version);
        await platform.Admin("Reporting").PostAsync(Path(early, "accept")).ReadAsync<ReportView>();
        await platform.Admin("Reporting").PostJsonAsync(Path(early, "reopen"),
            new { reason = "Kiểm tra.", until = "2025-09-18T00:00:00+07:00" }).ReadAsync<ReportView>();
        await platform.Officer("Reporting", early).PutJsonAsync(Path(early), Complete(template)).ReadAsync<ReportView>();

        await platform.RestartAsync("2025-09-18T00:00:01+07:00");
        // Nothing was sent in the time given: locked as it was accepted.
        await Eventually.IsTrueAsync("the reopening is over", async () =>
            (await platform.Admin("Reporting").GetAsync(Path(early)).ReadAsync<ReportView>()).State == ReportStates.Accepted);
        await platform.Leader("Reporting", early).PostAsync(Path(early, "submit")).RefusedAsync(HttpStatusCode.Conflict, "RPT-0002");
    }

    private static readonly DateTimeOffset Deadline = VietnamTime.EndOf(new(2025, 9, 15));

    public static TheoryData<int, bool> Moments => new() { { -1, true }, { 0, false }, { 1, false } };

    [Theory]
    [MemberData(nameof(Moments))]
    public void Decide_AroundTheDeadline_LastInstantOfTheDayCounts(int milliseconds, bool onTime) =>
        Assert.Equal(onTime, Decide(Row(ReportStates.Draft), Deadline.AddMilliseconds(milliseconds)).Value);

    [Theory]
    [InlineData(ReportStates.Draft, true)]
    [InlineData(ReportStates.Returned, true)]
    [InlineData(ReportStates.Reopened, true)]
    [InlineData(ReportStates.Submitted, false)]
    [InlineData(ReportStates.Accepted, false)]
    public void Decide_ByState_AllowsOnlyWhatIsOpen(string state, bool allowed) =>
        Assert.Equal(allowed ? null : "RPT-0006", Decide(Row(state), Deadline.AddDays(-1)).Failure?.Error.Code);

    [Fact]
    public void Decide_LateResubmissionOfAnOnTimeReport_StaysOnTime()
    {
        var row = Row(ReportStates.Returned);
        row.OnTime = true;
        Assert.True(Decide(row, Deadline.AddDays(30)).Value);
        row.OnTime = false;
        Assert.False(Decide(row, Deadline.AddDays(-30)).Value);
    }

    private static readonly CompiledTemplate Tiny =
        new(new("T", 1, "T", ["quarter"], [], [], [new("A", 1, "A", "u", "count", true, null)], [], []));

    private static ReportRow Row(string state) => new()
    {
        Period = Period,
        OrgUnit = "11593",
        State = state,
        TemplateCode = "T",
        TemplateVersion = 1,
        UpdatedBy = "x",
        Revision = 1,
        Content = new ReportContent(new Dictionary<string, decimal> { ["A"] = 1 }, new Dictionary<string, string>()).ToJson(),
    };

    private static Result<bool> Decide(ReportRow row, DateTimeOffset now) => DecideSubmit.Decide(new(
        new() { Code = Period, Kind = "quarter", CommuneDue = new(2025, 9, 15) },
        new("11593", "An Phong", "Phường An Phong", "phuong", "31", "phuong"),
        row, Tiny, new("leader", "11593", new HashSet<string>()), now));
}
