using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Platform.EndToEnd.Tests;

/// <summary>A plan document from the upload to a confirmed task, in the browsers of those who do it.</summary>
[Collection(SharedPlatformCollection.Name)]
public sealed class PlanJourneyTests(SharedPlatform shared)
{
    [BrowserFact]
    public async Task APlan_IsImportedCorrectedIssued_AndItsTaskDoneWithEvidenceAndConfirmed()
    {
        using var admin = await shared.Platform.SignInAsync("city-admin");
        var unit = (await admin.GetAsync("/api/identity/org-units?under=31")).Ok().EnumerateArray()
            .First(u => u.GetProperty("fullName").GetString() == "Xã Mao Điền").GetProperty("code").GetString()!;

        // The officer imports the document, corrects a row beside the text, and hands it in.
        await using var officer = await Browser.OpenAsync(shared.Platform.Address);
        await officer.SignInAsync($"{unit}-officer");
        await officer.Page.GotoAsync($"/don-vi/{unit}/ke-hoach/nhap");
        await officer.Page.GetByLabel("Tệp kế hoạch").SetInputFilesAsync(Path.Combine(AppContext.BaseDirectory, "Samples", "ke-hoach-mau.txt"));
        await Expect(officer.Page).ToHaveURLAsync(new Regex("/ke-hoach/[0-9a-f-]{36}"));
        var plan = new Uri(officer.Page.Url).AbsolutePath;
        // The document names another commune: a finding says so.
        await Expect(officer.Page.GetByText("Thượng Hồng").First).ToBeVisibleAsync();
        await officer.Page.GetByRole(AriaRole.Button, new() { Name = "Sửa nhiệm vụ 6", Exact = true }).ClickAsync();
        await officer.Page.GetByLabel("Nội dung nhiệm vụ").FillAsync("Công khai ngân sách xã năm 2025");
        await officer.Page.Keyboard.PressAsync("Control+s");
        await Expect(officer.Page.GetByRole(AriaRole.Button, new() { Name = "Lưu", Exact = true })).ToBeDisabledAsync();
        await StepAsync(officer.Page, "Trình phê duyệt…", "Trình");

        // The leader approves and issues it.
        await using var leader = await Browser.OpenAsync(shared.Platform.Address);
        await leader.SignInAsync($"{unit}-leader");
        await leader.Page.GotoAsync(plan);
        await StepAsync(leader.Page, "Phê duyệt…", "Phê duyệt");
        await StepAsync(leader.Page, "Ban hành…", "Ban hành kế hoạch");

        // The task is in the task book; the leader gives it to an office and wants to confirm it.
        var task = await Eventually.GetAsync(
            async () => (await admin.GetAsync($"/api/tasks?orgUnit={unit}")).Ok().GetProperty("items").EnumerateArray()
                .FirstOrDefault(t => t.GetProperty("content").GetString() == "Công khai ngân sách xã năm 2025"),
            t => t.ValueKind == JsonValueKind.Object, "the plan's task in the task book");
        var address = $"/nhiem-vu/{task.GetProperty("id").GetString()}";
        await leader.Page.GotoAsync(address);
        await leader.Page.GetByRole(AriaRole.Button, new() { Name = "Phân công" }).ClickAsync();
        await leader.Page.GetByRole(AriaRole.Combobox, new() { Name = "Phòng" }).ClickAsync();
        await leader.Page.GetByRole(AriaRole.Option, new() { Name = "Phòng Kinh tế" }).ClickAsync();
        await leader.Page.GetByLabel("Cần người giao xác nhận khi hoàn thành").CheckAsync();
        await leader.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Phân công" }).ClickAsync();
        await Expect(leader.Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();

        // The office reports it done, with evidence.
        await using var office = await Browser.OpenAsync(shared.Platform.Address);
        await office.SignInAsync($"{unit}-kt");
        await office.Page.GotoAsync(address);
        await office.Page.GetByLabel("Tệp minh chứng").SetInputFilesAsync(new FilePayload
        {
            Name = "quyet-dinh-cong-khai.txt",
            MimeType = "text/plain",
            Buffer = Encoding.UTF8.GetBytes("Quyết định công khai ngân sách năm 2025."),
        });
        await Expect(office.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("quyet-dinh-cong-khai.txt") })).ToBeVisibleAsync();
        await office.Page.GetByRole(AriaRole.Button, new() { Name = "Cập nhật tiến độ" }).ClickAsync();
        await office.Page.GetByRole(AriaRole.Slider).PressAsync("End");
        await office.Page.GetByRole(AriaRole.Button, new() { Name = "Ghi tiến độ" }).ClickAsync();
        await Expect(office.Page.GetByText("Tiến độ 100%", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(office.Page.GetByRole(AriaRole.Button, new() { Name = "Xác nhận hoàn thành" })).ToBeHiddenAsync();

        // The leader looks and confirms.
        await leader.Page.ReloadAsync();
        await Expect(leader.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("quyet-dinh-cong-khai.txt") })).ToBeVisibleAsync();
        await leader.Page.GetByRole(AriaRole.Button, new() { Name = "Xác nhận hoàn thành" }).ClickAsync();
        await leader.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { NameRegex = new("Xác nhận") }).ClickAsync();
        await Expect(leader.Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        var state = (await admin.GetAsync($"/api{address.Replace("/nhiem-vu/", "/tasks/", StringComparison.Ordinal)}")).Ok().GetProperty("task").GetProperty("state").GetString();
        Assert.Contains(state, (string[])["doneOnTime", "doneLate"]);
        foreach (var browser in new[] { officer, leader, office })
            Assert.Empty(browser.Errors);
    }

    private static async Task StepAsync(IPage page, string step, string confirm)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = step }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = confirm, Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
    }
}
