using System.Net;
using Platform.Reporting.Reports;
using Platform.Reporting.Reports.Parts.Save;
using Platform.Testing;
using static Platform.Reporting.Tests.ReportingPlatform;

namespace Platform.Reporting.Tests;

/// <summary>Whoever says what they have seen (If-Match) changes nothing that they have not.</summary>
[Collection("Reporting")]
public sealed class PreconditionTests(ReportingPlatform reporting)
{
    private const string Message = """{"message": "Sai.", "reason": "Sai.", "reasons": [{"item": "HS_TIEPNHAN", "reason": "Lệch."}]}""";

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, HttpMethod method, string path, string body, string seen)
    {
        using var request = new HttpRequestMessage(method, path) { Content = new StringContent(body, null, "application/json") };
        request.Headers.TryAddWithoutValidation("If-Match", seen);
        return await client.SendAsync(request);
    }

    /// <summary>Refused on an older revision, done on the current one.</summary>
    private async Task ChangesOnlyWhatWasSeenAsync(string unit, HttpClient client, HttpMethod method, string path, string body)
    {
        var now = (await reporting.ViewAsync(unit)).Revision;
        await SendAsync(client, method, path, body, $"\"{now - 1}\"").RefusedAsync(HttpStatusCode.Conflict, "RPT-0005");
        Assert.Equal(now, (await reporting.ViewAsync(unit)).Revision);
        using var done = await SendAsync(client, method, path, body, $"\"{now}\"");
        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        Assert.Equal(now + 1, (await reporting.ViewAsync(unit)).Revision);
    }

    [Fact]
    public async Task Period_ChangedMeanwhile_IsAConflict()
    {
        const string path = "/api/reports/periods/2025-Q4";
        using var changed = await SendAsync(reporting.Admin, HttpMethod.Put, path, "{}", "*");
        var now = changed.Headers.ETag!.Tag;
        await SendAsync(reporting.Admin, HttpMethod.Put, path, "{}", "\"999\"").RefusedAsync(HttpStatusCode.Conflict, "RPT-0005");
        using var again = await SendAsync(reporting.Admin, HttpMethod.Put, path, "{}", now);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.NotEqual(now, again.Headers.ETag!.Tag);
    }

    private Task OfTheReportAsync(string unit, HttpClient client, HttpMethod method, string action, string body = Message) =>
        ChangesOnlyWhatWasSeenAsync(unit, client, method, Path(unit, action), body);

    [Theory]
    [InlineData("return")]
    [InlineData("accept")]
    public async Task Review_OfAReportChangedMeanwhile_IsAConflict(string action) =>
        await OfTheReportAsync(await reporting.SubmittedAsync(), reporting.Admin, HttpMethod.Post, action);

    [Fact]
    public async Task Reopen_OfAReportChangedMeanwhile_IsAConflict()
    {
        var unit = await reporting.SubmittedAsync();
        await reporting.Admin.PostAsync(Path(unit, "accept")).ReadAsync<ReportView>();
        await OfTheReportAsync(unit, reporting.Admin, HttpMethod.Post, "reopen");
    }

    [Fact]
    public async Task Withdraw_OfAReportChangedMeanwhile_IsAConflict()
    {
        var unit = await reporting.SubmittedAsync();
        await OfTheReportAsync(unit, reporting.Leader(unit), HttpMethod.Post, "withdraw");
    }

    [Fact]
    public async Task Explain_OfAReportChangedMeanwhile_IsAConflict()
    {
        var unit = await reporting.SubmittedAsync();
        await reporting.Admin.SendRawAsync(HttpMethod.Post, Path(unit, "return"), Message).ReadAsync<ReportView>();
        await OfTheReportAsync(unit, reporting.Officer(unit), HttpMethod.Put, "explanations",
            """{"lines": {"HS_TIEPNHAN": "Đã rà soát."}}""");
    }

    [Fact]
    public async Task Parts_OfAReportChangedMeanwhile_AreAConflict()
    {
        var unit = await reporting.DraftedAsync();
        var (office, officer) = (reporting.Office(unit, "KT"), reporting.Officer(unit));
        await office.PutJsonAsync(PartPath(unit, "L6"), reporting.Part("L6")).ReadAsync<PartSaved>();

        await PartAsync(office, HttpMethod.Post, "hand-in", "{}");
        await PartAsync(office, HttpMethod.Post, "take-back", "{}");
        await PartAsync(office, HttpMethod.Post, "hand-in", "{}");
        await PartAsync(officer, HttpMethod.Post, "return", Message);
        await PartAsync(officer, HttpMethod.Put, "due", """{"dueOn": "2025-09-13"}""");
        await PartAsync(office, HttpMethod.Put, null, """{"values": {"CK_PHAI": 3}}""");

        Task PartAsync(HttpClient client, HttpMethod method, string? action, string body) =>
            ChangesOnlyWhatWasSeenAsync(unit, client, method, PartPath(unit, "L6", action), body);
    }

    [Fact]
    public async Task Change_AnswersTheRevisionToGoOnWith()
    {
        var unit = await reporting.SubmittedAsync();
        using var accepted = await reporting.Admin.PostAsync(Path(unit, "accept"));
        using var reopened = await SendAsync(reporting.Admin, HttpMethod.Post, Path(unit, "reopen"), Message, accepted.Headers.ETag!.Tag);
        Assert.Equal(HttpStatusCode.OK, reopened.StatusCode);
    }
}
