using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Platform.EndToEnd.Tests;

/// <summary>One commune's report from its offices to the Department and back, in a browser each.</summary>
[Collection(SharedPlatformCollection.Name)]
public sealed class ReportJourneyTests(SharedPlatform shared)
{
    private const string Unit = "10546";
    private const string Period = "2025-Q3";
    private static readonly string Report = $"/don-vi/{Unit}/bao-cao/{Period}";

    [BrowserFact]
    public async Task TwoOfficesALeaderAndAReviewer_CarryAReportToAcceptance()
    {
        using var officer = await shared.Platform.SignInAsync($"{Unit}-officer");
        using var admin = await shared.Platform.SignInAsync("city-admin");
        var template = (await admin.GetAsync($"/api/reports/{Period}/template")).Ok();
        var figures = new Figures(template);
        await FillAllButTwoPartsAsync(officer, figures);

        // Two offices at once, each in its own browser: neither hinders the other.
        await using var hcc = await Browser.OpenAsync(shared.Platform.Address);
        await using var kt = await Browser.OpenAsync(shared.Platform.Address);
        await hcc.SignInAsync($"{Unit}-hcc");
        await kt.SignInAsync($"{Unit}-kt");
        await hcc.Page.GotoAsync(Report);
        await kt.Page.GotoAsync(Report);
        await Expect(kt.Page.Locator("#o-values-HS_TIEPNHAN")).ToHaveJSPropertyAsync("readOnly", true);
        await FillAsync(hcc.Page, template, 3, figures);
        await FillAsync(kt.Page, template, 6, figures);
        await HandInAsync(hcc.Page);
        await HandInAsync(kt.Page);
        var parts = (await officer.GetAsync($"/api/reports/{Period}/{Unit}/parts")).Ok().GetProperty("parts").EnumerateArray().ToDictionary(p => p.GetProperty("code").GetString()!);
        Assert.Equal(("handedIn", "handedIn"), (parts["L3"].GetProperty("state").GetString(), parts["L6"].GetProperty("state").GetString()));

        // The leader signs.
        await using var leader = await Browser.OpenAsync(shared.Platform.Address);
        await leader.SignInAsync($"{Unit}-leader");
        await leader.Page.GotoAsync(Report);
        await SubmitAsync(leader.Page);

        // The Department returns one line.
        await using var reviewer = await Browser.OpenAsync(shared.Platform.Address);
        await reviewer.SignInAsync("city-admin");
        await reviewer.Page.GotoAsync($"/duyet?ky={Period}");
        await reviewer.Page.Locator($"tr[data-unit='{Unit}']").FocusAsync();
        await reviewer.Page.Keyboard.PressAsync("Enter");
        await Expect(reviewer.Page).ToHaveURLAsync(new Regex(Report));
        await reviewer.Page.GetByRole(AriaRole.Checkbox, new() { NameRegex = new("Trả lại dòng Tổng số hồ sơ tiếp nhận") }).CheckAsync();
        await reviewer.Page.GetByRole(AriaRole.Button, new() { Name = "Trả lại…" }).ClickAsync();
        await reviewer.Page.GetByLabel("Lý do trả lại").FillAsync("Số hồ sơ lệch với Cổng dịch vụ công.");
        await reviewer.Page.GetByLabel("Lý do của dòng 1").FillAsync("Đối chiếu lại.");
        await reviewer.Page.GetByRole(AriaRole.Button, new() { Name = "Trả lại báo cáo" }).ClickAsync();
        await Expect(reviewer.Page.GetByText("Bị trả lại").First).ToBeVisibleAsync();

        // The leader explains the line and sends again; the reviewer sees what changed and accepts.
        await leader.Page.ReloadAsync();
        await leader.Page.GetByLabel(new Regex("^Giải trình: ")).FillAsync("Đã đối chiếu, số liệu đúng.");
        await leader.Page.Keyboard.PressAsync("Tab");
        await Expect(leader.Page.GetByText("Đã lưu giải trình").First).ToBeVisibleAsync();
        await SubmitAsync(leader.Page);
        await reviewer.Page.ReloadAsync();
        await Expect(reviewer.Page.GetByText("Giải trình: Đã đối chiếu, số liệu đúng.").First).ToBeVisibleAsync();
        await reviewer.Page.GetByRole(AriaRole.Button, new() { Name = "Duyệt…" }).ClickAsync();
        await reviewer.Page.GetByRole(AriaRole.Button, new() { Name = "Duyệt báo cáo" }).ClickAsync();
        await Expect(reviewer.Page.GetByText("Đã duyệt · đúng hạn").Or(reviewer.Page.GetByText("Đã duyệt · trễ hạn"))).ToBeVisibleAsync();

        // Anybody with the receipt can check it.
        var receipt = (await officer.GetAsync($"/api/reports/{Period}/{Unit}")).Ok().GetProperty("receipt").GetString()!;
        await using var anybody = await Browser.OpenAsync(shared.Platform.Address);
        await anybody.Page.GotoAsync($"/bien-nhan/{receipt}");
        await Expect(anybody.Page.GetByText("Biên nhận hợp lệ").First).ToBeVisibleAsync();
        foreach (var browser in new[] { hcc, kt, leader, reviewer, anybody })
            Assert.Empty(browser.Errors);
    }

    private static async Task FillAllButTwoPartsAsync(Api officer, Figures figures)
    {
        var whole = JsonSerializer.SerializeToElement(figures.Report(Unit));
        var parts = (await officer.GetAsync($"/api/reports/{Period}/{Unit}/parts")).Ok().GetProperty("parts").EnumerateArray().ToList();
        foreach (var part in parts.Where(p => p.GetProperty("code").GetString() is not ("L3" or "L6")))
        {
            var codes = part.GetProperty("codes").EnumerateArray().Select(c => c.GetString()!).ToHashSet();
            Dictionary<string, JsonElement> Own(string kind) => whole.GetProperty(kind).EnumerateObject().Where(v => codes.Contains(v.Name)).ToDictionary(v => v.Name, v => v.Value);
            (await officer.PutAsync($"/api/reports/{Period}/{Unit}/parts/{part.GetProperty("code").GetString()}", new { values = Own("values"), narrative = Own("narrative") })).Ok();
        }
    }

    private static async Task FillAsync(IPage page, JsonElement template, int area, Figures figures)
    {
        var whole = JsonSerializer.SerializeToElement(figures.Report(Unit));
        foreach (var item in template.GetProperty("items").EnumerateArray().Where(i => i.GetProperty("area").GetInt32() == area))
        {
            var code = item.GetProperty("code").GetString()!;
            await page.Locator($"#o-values-{code}").FillAsync(whole.GetProperty("values").GetProperty(code).GetRawText().Replace('.', ','));
        }
        foreach (var section in template.GetProperty("sections").EnumerateArray().Where(s => s.GetProperty("area").GetInt32() == area))
            await page.Locator($"#o-narrative-{section.GetProperty("code").GetString()}").FillAsync("Đã thực hiện theo kế hoạch.");
    }

    private static async Task HandInAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Nộp phần này" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Rút lại để sửa" })).ToBeVisibleAsync();
    }

    private static async Task SubmitAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Gửi báo cáo" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Gửi báo cáo" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Biên nhận" })).ToBeVisibleAsync();
    }
}
