using System.Net;
using Platform.Identity.Tokens;
using Platform.Reporting.Model.Templates;
using Platform.Reporting.Reports;
using Platform.Reporting.Reports.Submit;
using Platform.Reporting.Storage;
using Platform.ServiceDefaults.Security;
using Platform.Testing;

namespace Platform.Reporting.Tests;

/// <summary>
/// Identity, Tasks, Indicators and Reporting on the afternoon before a deadline: 2025-Q3 is open and due on Monday, 15 September 2025.
/// </summary>
public sealed class ReportingPlatform : IAsyncLifetime
{
    public const string Now = "2025-09-12T08:00:00+07:00";
    public const string Period = "2025-Q3";

    public TestPlatform Platform { get; private set; } = null!;

    public Template Template { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Platform = await StartAsync();
        Template = await Platform.Admin("Reporting").GetAsync($"/api/reports/{Period}/template").ReadAsync<Template>();
    }

    public static Task<TestPlatform> StartAsync(string now = Now) => TestPlatform.StartAsync(
        ["Tasks", "Indicators", "Reporting"], now, new() { ["Reporting:FirstYear"] = "2025", ["Reporting:LastYear"] = "2026" });

    public Task DisposeAsync() => Platform.DisposeAsync().AsTask();

    public static string Path(string unit, string? action = null, string period = Period) =>
        $"/api/reports/{period}/{unit}{(action is null ? "" : $"/{action}")}";

    public HttpClient Leader(string unit) => Platform.Leader("Reporting", unit);

    public HttpClient Officer(string unit) => Platform.Officer("Reporting", unit);

    /// <summary>An officer of one office of the unit.</summary>
    public HttpClient Office(string unit, string office, string? userName = null) => Office(Platform, unit, office, userName);

    public static HttpClient Office(TestPlatform platform, string unit, string office, string? userName = null)
    {
        var client = platform.Anonymous("Reporting");
        var name = userName ?? $"{unit}-{office.ToLowerInvariant()}";
        client.DefaultRequestHeaders.Authorization = new("Bearer", platform.Get<TokenIssuer>("Identity")
            .Access(name, name, unit, Roles.CommuneOfficer, office));
        return client;
    }

    public static string PartPath(string unit, string part, string? action = null) =>
        Path(unit, $"parts/{part}{(action is null ? "" : $"/{action}")}");

    /// <summary>Content of one part that is complete.</summary>
    public Dictionary<string, object?> Part(string part, decimal value = 10) => new()
    {
        ["values"] = Template.Items.Where(i => $"L{i.Area}" == part).ToDictionary(i => i.Code, _ => value),
        ["narrative"] = Template.Sections.Where(s => $"L{s.Area}" == part).ToDictionary(s => s.Code, s => $"Nội dung phần {s.Title}."),
    };

    public HttpClient Admin => Platform.Admin("Reporting");

    /// <summary>A report that can be submitted.</summary>
    public Dictionary<string, object?> Complete() => Complete(Template);

    public static Dictionary<string, object?> Complete(Template template, decimal value = 10) => new()
    {
        ["values"] = template.Items.ToDictionary(i => i.Code, _ => value),
        ["narrative"] = template.Sections.ToDictionary(s => s.Code, s => $"Nội dung phần {s.Title}."),
    };

    public static Dictionary<string, object?> Values(params (string Item, decimal Value)[] values) => new()
    {
        ["values"] = values.ToDictionary(v => v.Item, v => v.Value),
    };

    public static Dictionary<string, object?> Values(long revision, params (string Item, decimal Value)[] values) =>
        new(Values(values)) { ["revision"] = revision };

    /// <summary>A unit with a complete draft.</summary>
    public async Task<string> DraftedAsync()
    {
        var unit = Platform.NextUnit();
        await Officer(unit).PutJsonAsync(Path(unit), Complete()).ReadAsync<ReportView>();
        return unit;
    }

    /// <summary>A unit with a submitted report.</summary>
    public async Task<string> SubmittedAsync()
    {
        var unit = await DraftedAsync();
        await SubmitAsync(unit);
        return unit;
    }

    public Task<SubmitAnswer> SubmitAsync(string unit) => Leader(unit).PostAsync(Path(unit, "submit")).ReadAsync<SubmitAnswer>();

    public Task<ReportView> ViewAsync(string unit) => Admin.GetAsync(Path(unit)).ReadAsync<ReportView>();

    public Task<T> DbAsync<T>(Func<ReportingDb, Task<T>> use) => Platform.DbAsync("Reporting", use);
}

[CollectionDefinition("Reporting")]
public sealed class ReportingCollection : ICollectionFixture<ReportingPlatform>;

internal static class Expect
{
    /// <summary>A refusal with this status and code.</summary>
    public static async Task<Problem> RefusedAsync(this Task<HttpResponseMessage> answer, HttpStatusCode status, string code)
    {
        var problem = await answer.ProblemAsync();
        Assert.Equal(((int)status, code), (problem.Status, problem.Code));
        return problem;
    }
}
