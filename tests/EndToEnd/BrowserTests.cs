using System.Text.RegularExpressions;
using static Microsoft.Playwright.Assertions;

namespace Platform.EndToEnd.Tests;

[Collection(SharedPlatformCollection.Name)]
public sealed partial class BrowserTests(SharedPlatform shared)
{
    [BrowserFact]
    public async Task CityPage_ShowsASubmissionWithoutReload_AndLeadsToTheWard()
    {
        const string unit = "10543";
        using var leader = await shared.Platform.SignInAsync($"{unit}-leader");
        using var admin = await shared.Platform.SignInAsync("city-admin");
        var figures = new Figures((await admin.GetAsync("/api/reports/2025-Q3/template")).Ok());
        var name = (await admin.GetAsync($"/api/identity/org-units/{unit}")).Ok().GetProperty("fullName").GetString()!;
        (await leader.PutAsync($"/api/reports/2025-Q3/{unit}", figures.Report(unit))).Ok();

        await using var browser = await Browser.OpenAsync(shared.Platform.Address);
        await browser.SignInAsync("city-admin");
        await Expect(browser.Figure("Phải gửi")).ToContainTextAsync("114");
        var row = browser.Page.GetByRole(Microsoft.Playwright.AriaRole.Row).Filter(new() { HasTextString = name }).First;
        await browser.Page.GetByPlaceholder(new Regex("Tìm", RegexOptions.IgnoreCase)).First.FillAsync(name);
        await Expect(row).Not.ToContainTextAsync("Đã gửi");
        (await leader.PostAsync($"/api/reports/2025-Q3/{unit}/submit")).Ok();
        await Expect(row).ToContainTextAsync("Đã gửi");

        await row.GetByRole(Microsoft.Playwright.AriaRole.Link).First.ClickAsync();
        await Expect(browser.Page).ToHaveURLAsync(new Regex($"/don-vi/{unit}"));
        await Expect(browser.Page.GetByRole(Microsoft.Playwright.AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(name);
        Assert.Empty(browser.Errors);
    }

    [BrowserFact]
    public async Task WardOfficer_LandsOnTheOwnPage_AndSeesNoOther()
    {
        await using var browser = await Browser.OpenAsync(shared.Platform.Address);
        await browser.SignInAsync("11593-officer");
        await Expect(browser.Page).ToHaveURLAsync(new Regex("/don-vi/11593"));
        await Expect(browser.Page.GetByRole(Microsoft.Playwright.AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("An Phong");
        Assert.Empty(browser.Errors);

        var cookies = await browser.Page.Context.CookiesAsync();
        var session = Assert.Single(cookies, c => c.Name == "platform.session");
        Assert.True(session.HttpOnly);
        Assert.Equal(Microsoft.Playwright.SameSiteAttribute.Strict, session.SameSite);
        Assert.Equal("{}", await browser.Page.EvaluateAsync<string>("JSON.stringify(Object.fromEntries(Object.entries(localStorage).filter(([k, v]) => v.includes('eyJ'))))"));

        await browser.Page.GotoAsync("/don-vi/10507");
        await Expect(browser.Page.GetByText(NotAllowed()).First).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task DemoOffice_SeesWhyItsPartCameBack_AndTheReviewerTheReportThatWaits()
    {
        await using var office = await Browser.OpenAsync(shared.Platform.Address);
        await office.SignInAsync("10549-hcc");
        await office.Page.GotoAsync("/don-vi/10549/bao-cao/2025-Q3");
        await Expect(office.Page.GetByRole(Microsoft.Playwright.AriaRole.Alert).Filter(new() { HasTextString = "bị trả lại" })).ToContainTextAsync("đối chiếu lại");
        await Expect(office.Page.GetByText("Phần việc của các phòng: đã nộp 3/7").First).ToBeVisibleAsync();

        await using var reviewer = await Browser.OpenAsync(shared.Platform.Address);
        await reviewer.SignInAsync("city-admin");
        await reviewer.Page.GotoAsync("/duyet?ky=2025-Q2");
        await reviewer.Page.Locator("tr[data-unit='10570']").GetByRole(Microsoft.Playwright.AriaRole.Link).ClickAsync();
        await Expect(reviewer.Page.GetByText("Lần gửi 3 thay đổi gì").First).ToBeVisibleAsync();
        await Expect(reviewer.Page.GetByText("Đã đối chiếu ngày chốt số liệu").First).ToBeVisibleAsync();
        foreach (var browser in new[] { office, reviewer })
            Assert.Empty(browser.Errors);
    }

    [GeneratedRegex("nằm ngoài phạm vi", RegexOptions.IgnoreCase)]
    private static partial Regex NotAllowed();
}
