using System.Net;
using System.Text.Json;

namespace Platform.EndToEnd.Tests;

[Collection(SharedPlatformCollection.Name)]
public sealed class PlanImportTests(SharedPlatform shared)
{
    [Fact]
    public async Task Import_OwnSample_IssuedPlanFillsTheTaskBook()
    {
        var content = await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "Samples", "ke-hoach-mau.txt"));
        // Thượng Hồng: the demo leaves it without a plan.
        var tasks = await ImportAndIssueAsync("10993", content, expectedTasks: 7, expectedTargets: 3);
        Assert.Equal("2025-10-31", tasks.EnumerateArray().First(t => t.GetProperty("number").GetString() == "3").GetProperty("dueDate").GetString());
    }

    /// <summary>A real document, read where it lies beside the repository.</summary>
    [RealPlanFact("an-phong-2025-h2.txt")]
    public async Task Import_AnPhong_Gives33TasksIn7AreasAnd8Targets()
    {
        var content = await File.ReadAllBytesAsync(RealPlanFactAttribute.PathOf("an-phong-2025-h2.txt")!);
        var tasks = await ImportAndIssueAsync("11593", content, expectedTasks: 33, expectedTargets: 8);
        Assert.Equal(Enumerable.Range(1, 7), tasks.EnumerateArray().Select(t => t.GetProperty("area").GetInt32()).Distinct().Order());
        var first = tasks.EnumerateArray().First(t => t.GetProperty("number").GetString() == "1");
        Assert.Equal("2025-08-31", first.GetProperty("dueDate").GetString());
        Assert.Equal("Phòng Văn hóa-Xã hội phường", first.GetProperty("leadAgency").GetString());
    }

    private async Task<JsonElement> ImportAndIssueAsync(string unit, byte[] content, int expectedTasks, int expectedTargets)
    {
        using var officer = await shared.Platform.SignInAsync($"{unit}-officer");
        var imported = await officer.ImportAsync(unit, "ke-hoach.txt", content);
        Assert.Equal(HttpStatusCode.Created, imported.Status);
        Assert.Equal(expectedTasks, imported["tasks"].GetArrayLength());
        Assert.Equal(expectedTargets, imported["targets"].GetArrayLength());
        Assert.All(imported["tasks"].EnumerateArray(), t => Assert.NotEqual("", t.GetProperty("leadAgency").GetString()));
        var plan = imported["id"].GetString();
        (await officer.PostAsync($"/api/plans/{plan}/issue")).Ok();
        var book = await Eventually.GetAsync(
            async () => (await officer.GetAsync($"/api/tasks?orgUnit={unit}&planId={plan}")).Ok(),
            t => t.GetProperty("total").GetInt32() == expectedTasks, $"{expectedTasks} tasks of the issued plan");
        return book.GetProperty("items");
    }
}

/// <summary>A test over a real plan document, skipped aloud where the documents are not there.</summary>
public sealed class RealPlanFactAttribute : FactAttribute
{
    public RealPlanFactAttribute(string fileName)
    {
        if (PathOf(fileName) is null)
            Skip = $"shared/plans/{fileName} is not beside the repository";
    }

    public static string? PathOf(string fileName)
    {
        var shared = Environment.GetEnvironmentVariable("PLATFORM_SHARED") ?? Path.Combine(PlatformProcess.Root, "..", "shared");
        var path = Path.Combine(shared, "plans", fileName);
        return File.Exists(path) ? path : null;
    }
}
