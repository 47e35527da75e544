using System.Text.Json.Nodes;
using Platform.Identity;
using Platform.Indicators;
using Platform.Indicators.Storage;
using Platform.Plans;
using Platform.Reporting;
using Platform.Rollups;
using Platform.ServiceDefaults.Storage;
using Platform.Tasks;
using Platform.Testing;

namespace Platform.Architecture.Tests;

/// <summary>What the services say of their API is what contracts/openapi says.</summary>
public sealed class OpenApiTests
{
    private static readonly Dictionary<string, (Func<string[], WebApplication> Create, Func<WebApplication, Task> Prepare)> Services = new()
    {
        ["identity"] = (IdentityService.Create, IdentityService.PrepareAsync),
        ["plans"] = (PlansService.Create, PlansService.PrepareAsync),
        ["tasks"] = (TasksService.Create, TasksService.PrepareAsync),
        // Without its ClickHouse tables: the document needs none.
        ["indicators"] = (IndicatorsService.Create, app => app.MigrateAsync<IndicatorsDb>()),
        ["reporting"] = (ReportingService.Create, ReportingService.PrepareAsync),
        ["rollups"] = (RollupsService.Create, RollupsService.PrepareAsync),
    };

    public static TheoryData<string> Names => [.. Services.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Document_ServedIsTheOneCommitted(string service)
    {
        using var folder = new TempFolder();
        await using var app = Services[service].Create(
            [$"--Storage:Directory={folder.Path}", "--ClickHouse:ConnectionString=Host=127.0.0.1;Port=1", "--Logging:LogLevel:Default=None", "--Urls:Http=http://127.0.0.1:0"]);
        await Services[service].Prepare(app);
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new(app.Urls.First()) };
        var served = await client.GetStringAsync($"/openapi/{service}.json");
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await app.StopAsync(soon.Token);

        var file = RepositoryRoot.Combine("contracts", "openapi", $"{service}.json");
        if (Environment.GetEnvironmentVariable("UPDATE_OPENAPI") == "1")
            await File.WriteAllTextAsync(file, served);
        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse(await File.ReadAllTextAsync(file)), JsonNode.Parse(served)),
            $"The {service} service no longer serves contracts/openapi/{service}.json. A break is a new version; for anything else UPDATE_OPENAPI=1 makes this test write the file.");
    }
}
