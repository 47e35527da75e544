namespace Platform.EndToEnd.Tests;

/// <summary>The API's reference at /docs: of every service, and nothing from elsewhere.</summary>
[Collection(SharedPlatformCollection.Name)]
public sealed class ApiReferenceTests(SharedPlatform shared)
{
    [BrowserFact]
    public async Task Docs_ShowEveryService_FromHereAlone()
    {
        await using var browser = await Browser.OpenAsync(shared.Platform.Address);
        var asked = new List<string>();
        browser.Page.Request += (_, request) =>
        {
            lock (asked)
                asked.Add(request.Url);
        };
        await browser.Page.GotoAsync("/docs/");
        await browser.Page.GetByRole(Microsoft.Playwright.AriaRole.Heading, new() { Name = "Identity API" }).WaitForAsync();
        await browser.Page.GetByText("Identity", new() { Exact = true }).First.ClickAsync();
        foreach (var service in (string[])["Plans", "Tasks", "Indicators", "Reporting", "Rollups"])
            await browser.Page.GetByText(service, new() { Exact = true }).First.WaitForAsync();
        await browser.Page.GetByText("Reporting", new() { Exact = true }).First.ClickAsync();
        await browser.Page.GetByRole(Microsoft.Playwright.AriaRole.Heading, new() { Name = "Reporting API" }).WaitForAsync();
        Assert.Empty(browser.Errors);
        Assert.All(asked, url => Assert.StartsWith($"{shared.Platform.Address}", url, StringComparison.Ordinal));
    }
}
