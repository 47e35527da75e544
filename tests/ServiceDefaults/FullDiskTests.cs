using System.Net;
using Platform.Testing;

namespace Platform.ServiceDefaults.Tests;

/// <summary>A disk that is full is told as such: to who writes, and to who watches; what was answered stands, and nothing else.</summary>
public sealed class FullDiskTests
{
    private const string Now = "2025-09-12T08:00:00+07:00";

    private sealed record Page(int Total);

    private sealed record Made(Guid Id);

    [SmallDiskFact]
    public async Task FullDisk_IsToldToWritersAndWatchers_AndRecoveredFrom()
    {
        using var disk = SmallDisk.Mount(megabytes: 64);
        await using var platform = await TestPlatform.StartAsync(["Tasks", "Reporting"], Now, new() { ["Storage:Directory"] = disk.Path });
        var (unit, ready) = (platform.NextUnit(), platform.Anonymous("Tasks"));
        var (tasks, reports) = (platform.Leader("Tasks", unit), platform.Leader("Reporting", unit));
        Assert.Equal(HttpStatusCode.OK, (await ready.GetAsync("/health/ready")).StatusCode);

        disk.Fill();
        // The log beside the database has room of its own for a while: some are taken yet.
        var taken = await UntilRefusedAsync(i => tasks.PostJsonAsync("/api/tasks", Task(i)));
        var drafts = await UntilRefusedAsync(i => reports.PutJsonAsync($"/api/reports/2025-Q3/{unit}", Draft(i)));
        foreach (var service in (string[])["Tasks", "Reporting"])
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await platform.Anonymous(service).GetAsync("/health/ready")).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await platform.Anonymous(service).GetAsync("/health/live")).StatusCode);
        }
        // As the pool does by itself after some minutes; whoever reads next opens a connection anew, with no byte left on the disk.
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        disk.Fill();
        Assert.Equal(taken, (await tasks.GetAsync("/api/tasks").ReadAsync<Page>()).Total);

        disk.MakeRoom();
        foreach (var service in (string[])["Tasks", "Reporting"])
            Assert.Equal(HttpStatusCode.OK, (await platform.Anonymous(service).GetAsync("/health/ready")).StatusCode);
        var task = await tasks.PostJsonAsync("/api/tasks", Task(0)).ReadAsync<Made>();
        Assert.Equal(taken + 1, (await tasks.GetAsync("/api/tasks").ReadAsync<Page>()).Total);
        using var saved = await reports.PutJsonAsync($"/api/reports/2025-Q3/{unit}", Draft(1_000));
        Assert.Equal($"\"{drafts + 1}\"", saved.Headers.ETag?.Tag);

        // A file that does not fit: refused, and nothing of it stays behind.
        disk.Fill();
        Assert.Equal((507, "REQ-0020"), await RefusalAsync(tasks.PostAsync($"/api/tasks/{task.Id}/evidence", Evidence())));
        disk.MakeRoom();
        Assert.Equal(HttpStatusCode.OK, (await ready.GetAsync("/health/ready")).StatusCode);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(disk.Path, "evidence"), "*", SearchOption.AllDirectories));
    }

    private static object Task(int i) => new { content = $"Việc {i} {new string('x', 2_000)}", dueOn = "2025-12-31", area = 1, office = "VP" };

    private static object Draft(int i) => new
    {
        values = new Dictionary<string, int> { ["HS_TIEPNHAN"] = i + 1 },
        narrative = new Dictionary<string, string> { ["S1"] = $"{i} {string.Concat(Enumerable.Range(0, 400).Select(n => $"{n * i}, "))}" },
    };

    private static MultipartFormDataContent Evidence() =>
        new() { { new StringContent(new string('a', 3 * 1024 * 1024)), "file", "bien-ban.txt" } };

    /// <returns>How many were taken before the first refusal.</returns>
    private static async Task<int> UntilRefusedAsync(Func<int, Task<HttpResponseMessage>> send)
    {
        for (var i = 0; i < 5_000; i++)
        {
            using var answer = await send(i);
            if (answer.IsSuccessStatusCode)
                continue;
            Assert.Equal((507, "REQ-0020"), await RefusalAsync(System.Threading.Tasks.Task.FromResult(answer)));
            return i;
        }
        throw new InvalidOperationException("The disk is full, and 5,000 writes were taken.");
    }

    private static async Task<(int, string)> RefusalAsync(Task<HttpResponseMessage> answer)
    {
        var problem = await answer.ProblemAsync();
        Assert.True(problem.Detail?.Contains("hết chỗ lưu trữ"), $"{problem.Code} {problem.Detail} {string.Join("; ", problem.Errors ?? [])}");
        return (problem.Status, problem.Code);
    }

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class SmallDiskFactAttribute : FactAttribute
    {
        public SmallDiskFactAttribute() => Skip = SmallDisk.Missing;
    }
}
