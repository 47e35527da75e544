using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.Testing;
using static Platform.Reporting.Tests.ReportingPlatform;

namespace Platform.Reporting.Tests;

/// <summary>Bodies that no form makes: each is answered with problem details below 500, and none leaves a trace.</summary>
[Collection("Reporting")]
public sealed class MalformedBodyTests(ReportingPlatform reporting)
{
    private const int Bodies = 10_000;

    private static readonly string[] NotANumber =
        ["\"12\"", "[]", "{}", "true", "-1", "1.5", "1e13", "1e400", "\"\\ud800\"", "-0.5", "99999999999999999999999999999999999"];

    private static readonly string[] NotAText = ["5", "[]", "{}", "false", "\"\\ud800\"", "\"\\udc00 x\"", "[null]"];

    private static readonly string[] NotAnObject = ["null", "[]", "\"x\"", "1", "true", "", " ", "{", "}", "{\"values\"}", "\u0000", "{]",
        "[[[["];

    [Fact]
    public async Task Save_TenThousandMalformedBodies_NeverFailsStoresNothingAndKeepsMemoryFlat()
    {
        var unit = await reporting.DraftedAsync();
        var (officer, office) = (reporting.Officer(unit), reporting.Office(unit, "HCC"));
        await SendAsync(1_000, 1);
        var before = GC.GetTotalMemory(true);
        await SendAsync(Bodies - 1_000, 2);
        Assert.InRange(GC.GetTotalMemory(true) - before, long.MinValue, 32L * 1024 * 1024);
        Assert.Equal(1, (await reporting.ViewAsync(unit)).Revision);
        Assert.Equal(1, await reporting.DbAsync(db => db.History.CountAsync(h => h.OrgUnit == unit)));
        Assert.Equal(0, await reporting.DbAsync(db => db.Submissions.CountAsync(s => s.OrgUnit == unit)));

        Task SendAsync(int count, int seed) => Parallel.ForEachAsync(
            Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, stop) =>
            {
                var body = Malformed(new Random((seed * 1_000_003) + i));
                // Every fifth as one part of an office.
                using var answer = i % 5 == 0
                    ? await office.SendRawAsync(HttpMethod.Put, PartPath(unit, "L3"),
                        body.Replace("\"revision\"", "\"base\"", StringComparison.Ordinal))
                    : await officer.SendRawAsync(HttpMethod.Put, Path(unit), body);
                Assert.True((int)answer.StatusCode is >= 400 and < 500,
                    $"Body {seed}/{i} was answered with {(int)answer.StatusCode}: {body[..Math.Min(300, body.Length)]}");
                await answer.ProblemAsync();
            });
    }

    [Theory]
    [InlineData("return", """{"message": "x", "reasons": [null]}""")]
    [InlineData("return", """{"message": "x", "reasons": [{"item": null, "reason": null}]}""")]
    [InlineData("return", """{"message": 5}""")]
    [InlineData("return", """{"message": "x", "reasons": {}}""")]
    [InlineData("return", """{"message": "\ud800"}""")]
    [InlineData("return", "null")]
    [InlineData("return", "")]
    [InlineData("submit", """{"revision": "x"}""")]
    [InlineData("submit", """{"revision": 99999999999999999999}""")]
    [InlineData("submit", "[")]
    [InlineData("withdraw", """{"reason": 5}""")]
    [InlineData("withdraw", "null")]
    [InlineData("explanations", """{"lines": {"HS_TIEPNHAN": 5}}""")]
    [InlineData("notes", """{"text": "\ud800"}""")]
    [InlineData("notes", """{"text": null, "item": []}""")]
    [InlineData("parts/L3/return", """{"reason": {}}""")]
    [InlineData("reopen", """{"reason": "x", "items": [null]}""")]
    [InlineData("reopen", """{"reason": "x", "items": {}}""")]
    public async Task Step_WithMalformedBody_IsRefusedAndChangesNothing(string action, string body)
    {
        var unit = await reporting.SubmittedAsync();
        var client = action is "submit" or "withdraw" ? reporting.Leader(unit) : reporting.Admin;
        using var answer = await client.SendRawAsync(HttpMethod.Post, Path(unit, action), body);
        Assert.InRange((int)answer.StatusCode, 400, 499);
        await answer.ProblemAsync();
        Assert.Equal(ReportStates.Submitted, (await reporting.ViewAsync(unit)).State);
    }

    [Fact]
    public async Task UnknownAddressAndMethod_AnswerProblems()
    {
        await reporting.Admin.GetAsync("/api/nothing/here").RefusedAsync(HttpStatusCode.NotFound, "REQ-0004");
        await reporting.Admin.DeleteAsync("/api/reports/periods").RefusedAsync(HttpStatusCode.MethodNotAllowed, "REQ-0005");
    }

    private string Malformed(Random random)
    {
        var item = reporting.Template.Items[random.Next(reporting.Template.Items.Count)];
        var section = reporting.Template.Sections[random.Next(reporting.Template.Sections.Count)];
        var whole = JsonSerializer.Serialize(reporting.Complete());
        return random.Next(10) switch
        {
            0 => whole[..random.Next(1, whole.Length)],
            1 => $$"""{"values": {"{{item.Code}}": {{(item.Type == "money" ? "\"x\"" : Pick(NotANumber))}} } }""",
            2 => $$"""{"values": {"{{Pick(["", " ", "hs_tiepnhan", "\\u0000", "KHONG_CO", "__proto__"])}}": 1} }""",
            3 => $$"""{"narrative": {"{{section.Code}}": {{Pick(NotAText)}} } }""",
            4 => $$"""{"{{Pick(["values", "narrative"])}}": {{Pick(["[]", "\"x\"", "1", "true", "[{}]"])}} }""",
            5 => $$"""{"values": {"{{item.Code}}": {{new string('[', 100)}}{{new string(']', 100)}} } }""",
            6 => Pick(NotAnObject),
            7 => whole + Pick(["}", "x", "{}", ",1"]),
            8 => $$"""{"revision": {{Pick(["\"x\"", "1.5", "99999999999999999999", "{}", "true"])}} }""",
            _ => new string([.. Enumerable.Range(0, random.Next(1, 200)).Select(_ => (char)random.Next(33, 0x2000))]),
        };

        string Pick(string[] from) => from[random.Next(from.Length)];
    }
}
