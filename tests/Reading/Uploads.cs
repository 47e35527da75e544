using System.Net.Http.Headers;
using Platform.Tasks.Answers;
using Platform.Testing;

namespace Platform.Reading.Tests;

/// <summary>One way by which files come in: over HTTP, as the pages send them.</summary>
public sealed class Uploads : IAsyncLifetime
{
    public const string Plan = "plan";
    public const string Assignments = "assignments";
    public const string Template = "template";
    public const string Evidence = "evidence";

    public static readonly IReadOnlyList<string> All = [Plan, Assignments, Template, Evidence];

    public string Unit { get; private set; } = "";

    public Guid Task { get; private set; }

    public TestPlatform Platform { get; private set; } = null!;

    public async System.Threading.Tasks.Task InitializeAsync()
    {
        Platform = await TestPlatform.StartAsync(
            ["Plans", "Tasks", "Indicators", "Reporting"], "2025-12-10T08:00:00+07:00", new() { ["Reporting:FirstYear"] = "2025", ["Reporting:LastYear"] = "2026" });
        Unit = Platform.NextUnit();
        var made = await Platform.Leader("Tasks", Unit).PostJsonAsync("/api/tasks", new { orgUnit = Unit, content = "Rà soát hồ sơ", area = 3, dueOn = "2026-06-30" }).ReadAsync<TaskView>();
        Task = made.Id;
    }

    public System.Threading.Tasks.Task DisposeAsync() => Platform.DisposeAsync().AsTask();

    public Task<HttpResponseMessage> SendAsync(string way, byte[] file, string name, CancellationToken stop = default)
    {
        var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        var form = new MultipartFormDataContent { { content, "file", name } };
        return way switch
        {
            Plan => Post("Plans", Platform.Officer("Plans", Unit), "/api/plans/import", ("orgUnit", Unit)),
            Assignments => Post("Tasks", Platform.Admin("Tasks"), "/api/tasks/assignments/import"),
            Template => Post("Reporting", Platform.Admin("Reporting"), "/api/reports/templates/import", ("code", $"T-{Guid.NewGuid():N}"[..20].ToUpperInvariant()), ("title", "Mẫu")),
            _ => Post("Tasks", Platform.Officer("Tasks", Unit), $"/api/tasks/{Task}/evidence"),
        };

        Task<HttpResponseMessage> Post(string service, HttpClient client, string address, params (string Name, string Value)[] fields)
        {
            foreach (var (field, value) in fields)
                form.Add(new StringContent(value), field);
            return client.PostAsync(address, form, stop);
        }
    }
}
