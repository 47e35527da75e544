using Microsoft.Playwright;
using Xunit.Abstractions;

namespace Platform.EndToEnd.Tests;

/// <summary>
/// What a browser that was never here transfers until it shows the first row of figures. Bytes and requests are held to the budget; the time is
/// told (goal: 3 s on an idle machine), since it depends on what else runs.
/// </summary>
[Collection(SharedPlatformCollection.Name)]
public sealed class LoadBudgetTests(SharedPlatform shared, ITestOutputHelper output)
{
    private const long MostBytes = 350 * 1024;
    private const int MostRequests = 45;
    private const string FirstRow = "tbody tr td";

    [BrowserFact]
    public Task CityPage_StartsCold_WithinTheBudget() => StartsWithinTheBudgetAsync("city-admin", "/", 1440, 900);

    [BrowserFact]
    public Task CityPage_OnAPhone_StartsCold_WithinTheBudget() => StartsWithinTheBudgetAsync("city-admin", "/", 390, 844);

    [BrowserFact]
    public Task WardPage_StartsCold_WithinTheBudget() => StartsWithinTheBudgetAsync("11593-officer", "/don-vi/11593?ky=2025-Q2", 1440, 900);

    [BrowserFact]
    public Task ReportForm_StartsCold_WithinTheBudget() => StartsWithinTheBudgetAsync("11593-officer", "/don-vi/11593/bao-cao/2025-Q3", 1440, 900, "input[data-cell]");

    private async Task StartsWithinTheBudgetAsync(string user, string path, int width, int height, string row = FirstRow)
    {
        await using var browser = await Browser.OpenAsync(shared.Platform.Address);
        await browser.Page.SetViewportSizeAsync(width, height);
        browser.Page.SetDefaultTimeout(60_000);
        var line = await SlowLine.OnAsync(browser.Page);
        // The moment is noted in the page: by the time that this test sees the row, more has come.
        await browser.Page.AddInitScriptAsync($$"""
            new MutationObserver(() => { if (!window.shownAt && document.querySelector('{{row}}, {{FirstRow}}')) window.shownAt = Date.now(); })
                .observe(document, { childList: true, subtree: true });
            """);

        await line.ForgetAsync();
        await browser.Page.GotoAsync("/", new() { WaitUntil = WaitUntilState.Commit });
        await browser.Page.GetByLabel("Tên đăng nhập").WaitForAsync();
        Check($"{user}: sign-in page", line, null);
        await browser.SignInHereAsync(user);
        await browser.Page.Locator(FirstRow).First.WaitForAsync();
        Check($"{user}: and then the first page", line, await ShownAtAsync(browser.Page));

        await line.ForgetAsync();
        await browser.Page.GotoAsync(path, new() { WaitUntil = WaitUntilState.Commit });
        await browser.Page.Locator(row).First.WaitForAsync();
        Check($"{user}: {path} ({width} px) with a session", line, await ShownAtAsync(browser.Page));
        Assert.Empty(browser.Errors);
    }

    private static async Task<double?> ShownAtAsync(IPage page) => await page.EvaluateAsync<double>("() => window.shownAt");

    private void Check(string what, SlowLine line, double? shownAt)
    {
        var transfer = line.SoFar(shownAt);
        output.WriteLine($"{what}: {transfer}");
        Assert.True(transfer.Bytes <= MostBytes && transfer.Requests <= MostRequests, $"{what} took {transfer}\n{line.Heaviest(shownAt)}");
        Assert.NotEqual(0, transfer.Bytes);
    }
}
