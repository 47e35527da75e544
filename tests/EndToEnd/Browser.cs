using Microsoft.Playwright;

namespace Platform.EndToEnd.Tests;

/// <summary>A test in a real browser; skipped aloud where Debian's Chromium is not installed or the pages are not built.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    public const string Chromium = "/usr/bin/chromium";

    public BrowserFactAttribute()
    {
        if (!File.Exists(Chromium))
            Skip = $"{Chromium} is not installed";
        else if (!File.Exists(Path.Combine(PlatformProcess.Root, "gateway", "wwwroot", "index.html")))
            Skip = "the pages are not built (./run or ./test builds them)";
    }
}

/// <summary>One browser window; remembers what went wrong in its console.</summary>
public sealed class Browser : IAsyncDisposable
{
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Browser(IPlaywright playwright, IBrowser browser, IPage page)
    {
        (_playwright, _browser, Page) = (playwright, browser, page);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                Errors.Add(message.Text);
        };
        page.PageError += (_, error) => Errors.Add(error);
    }

    public IPage Page { get; }

    /// <summary>Errors of the page and violations of the content security policy.</summary>
    public List<string> Errors { get; } = [];

    public static async Task<Browser> OpenAsync(Uri address)
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = BrowserFactAttribute.Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        var page = await browser.NewPageAsync(new() { BaseURL = address.ToString(), ViewportSize = new() { Width = 1440, Height = 900 }, Locale = "vi-VN" });
        page.SetDefaultTimeout(20_000);
        return new(playwright, browser, page);
    }

    public async Task SignInAsync(string user)
    {
        await Page.GotoAsync("/");
        await SignInHereAsync(user);
    }

    /// <summary>On the sign-in page, which is open.</summary>
    public async Task SignInHereAsync(string user)
    {
        await Page.GetByLabel("Tên đăng nhập").FillAsync(user);
        await Page.GetByLabel("Mật khẩu", new() { Exact = true }).FillAsync(PlatformProcess.Password);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Đăng nhập" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Đăng nhập" }).WaitForAsync(new() { State = WaitForSelectorState.Hidden });
    }

    /// <summary>The figure under a label of the city page's head.</summary>
    public ILocator Figure(string label) => Page.Locator("dl > div", new() { Has = Page.Locator("dt", new() { HasTextString = label }) }).Locator("dd").First;

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
