using System.Globalization;
using System.Text.Json;

namespace Platform.Local.Demo;

/// <summary>Progress on the plans' tasks, a few assignments of the city, requests for extensions; the same at every load.</summary>
public static class DemoTasks
{
    public delegate Task Send(string path, object body, string? key);

    private static readonly (string Content, string Document, int Area, string Product, string Office, int Days)[] Assignments =
    [
        ("Báo cáo rà soát thủ tục hành chính nội bộ sau sắp xếp (dữ liệu demo)", "1204/UBND-KSTTHC", 3, "Báo cáo; Danh mục", "HCC", 45),
        ("Tổ chức đối thoại với người dân về cải cách hành chính (dữ liệu demo)", "87/KH-UBND", 1, "Biên bản đối thoại", "VP", 60),
        ("Cập nhật dữ liệu cán bộ, công chức lên hệ thống của thành phố (dữ liệu demo)", "412/SNV-CCVC", 5, "Dữ liệu đã cập nhật", "VHXH", 30),
    ];

    /// <summary>About six tasks of ten are done, mostly in time; every occurrence of a series by itself.</summary>
    public static async Task ReportAsync(string unit, IReadOnlyList<(Guid Id, IReadOnlyList<DateOnly> DueDates)> tasks, DateOnly today, Send send)
    {
        var random = new Random(int.Parse(unit, CultureInfo.InvariantCulture));
        foreach (var (id, due) in tasks.Where(_ => random.NextDouble() < 0.6))
        {
            foreach (var day in due.Count == 0 ? [new DateOnly(2025, 6, 30)] : due)
            {
                var done = day.AddDays(random.Next(-30, 5));
                // With a clock that starts earlier, what lies ahead is still to do.
                if (done > today)
                    continue;
                await send(
                    $"/api/tasks/{id}/progress",
                    new { percent = 100, completedOn = done, comment = "Dữ liệu demo", occurrence = due.Count > 1 ? day : (DateOnly?)null },
                    $"demo-{id}-{day:yyyyMMdd}");
            }
        }
    }

    /// <summary>Three assignments to every commune; some report on them, some ask for more time.</summary>
    public static async Task AssignAsync(IReadOnlyList<string> units, DateOnly today, Send send, Func<string, Task<JsonElement>> read)
    {
        await send(
            "/api/tasks/assignments/batch",
            new
            {
                items = Assignments.Select(a => new
                {
                    content = a.Content, document = a.Document, area = a.Area, products = a.Product.Split("; "), office = a.Office, units, dueOn = today.AddDays(a.Days),
                }),
            },
            "demo-assignments");
        var tasks = new List<Guid>();
        foreach (var page in (await read("/api/tasks?orgUnit=31&origin=assignment&sort=due&pageSize=500")).GetProperty("items").EnumerateArray())
            tasks.Add(page.GetProperty("id").GetGuid());
        var parts = tasks.Index().GroupBy(t => t.Index % 10, t => t.Item).ToDictionary(g => g.Key, g => g.ToList());
        Task BulkAsync(int part, int percent, string comment) => parts.TryGetValue(part, out var ids)
            ? send("/api/tasks/bulk", new { action = "progress", ids, progress = new { percent, comment } }, $"demo-bulk-{part}")
            : Task.CompletedTask;
        await BulkAsync(1, 30, "Đã giao bộ phận thực hiện (dữ liệu demo).");
        await BulkAsync(2, 60, "Đang tổng hợp số liệu (dữ liệu demo).");
        await BulkAsync(3, 100, "Đã gửi báo cáo (dữ liệu demo).");
        foreach (var id in parts.GetValueOrDefault(4, []).Take(6))
            await send($"/api/tasks/{id}/extension", new { dueOn = today.AddDays(90), reason = "Chờ số liệu của các thôn, tổ dân phố (dữ liệu demo)." }, $"demo-extension-{id}");
    }
}
