using System.Net;
using Microsoft.EntityFrameworkCore;
using Platform.Reporting.Model.Templates;
using Platform.Reporting.Reports;
using Platform.Reporting.Reports.Parts.List;
using Platform.Reporting.Reports.Submit;
using Platform.Reporting.Storage;
using Platform.Testing;
using static Platform.Reporting.Tests.ReportingPlatform;

namespace Platform.Reporting.Tests;

/// <summary>The races that SQLite's one writer hides.</summary>
public sealed class PostgresTests
{
    [SkippableByPostgres]
    public async Task OnPostgres_ParallelWritesOfOneReport_OneWinsAndNobodySeesAFailure()
    {
        await using var cluster = await PostgresCluster.StartAsync();
        await using var platform = await TestPlatform.StartAsync(
            ["Tasks", "Indicators", "Reporting"], Now,
            new() { ["Storage:Provider"] = "Postgres", ["Storage:ConnectionString"] = cluster.ConnectionString });
        var unit = platform.NextUnit();
        var (officer, leader) = (platform.Officer("Reporting", unit), platform.Leader("Reporting", unit));
        var template = await officer.GetAsync($"/api/reports/{Period}/template").ReadAsync<Template>();

        // Ten first drafts at once: one row, the later ones overwrite it.
        await Task.WhenAll(Enumerable.Range(0, 10)
            .Select(_ => officer.PutJsonAsync(Path(unit), Complete(template)).ReadAsync<ReportView>()));
        // Ten changes from the same revision: one wins.
        var revision = (await officer.GetAsync(Path(unit)).ReadAsync<ReportView>()).Revision;
        var changes = await Task.WhenAll(Enumerable.Range(0, 10)
            .Select(_ => officer.PutJsonAsync(Path(unit),
                new Dictionary<string, object?>(Complete(template)) { ["revision"] = revision })));
        Assert.Single(changes, c => c.StatusCode == HttpStatusCode.OK);
        Assert.Equal(9, changes.Count(c => c.StatusCode == HttpStatusCode.Conflict));
        // Ten times submit: one submission.
        var answers = await Task.WhenAll(Enumerable.Range(0, 10)
            .Select(_ => leader.PostAsync(Path(unit, "submit")).ReadAsync<SubmitAnswer>()));
        Assert.Single(answers.Select(a => a.Receipt).Distinct());
        Assert.Equal(1, await platform.DbAsync<ReportingDb, int>("Reporting", db => db.Submissions.CountAsync()));
        await Eventually.IsTrueAsync("the outbox is empty", () =>
            platform.DbAsync<ReportingDb, bool>("Reporting", async db => !await db.Outbox.AnyAsync()));
    }

    [SkippableByPostgres]
    public async Task OnPostgres_FiftyPeopleOnOneReport_LoseNoEntry()
    {
        await using var cluster = await PostgresCluster.StartAsync();
        await using var platform = await TestPlatform.StartAsync(
            ["Tasks", "Indicators", "Reporting"], Now,
            new() { ["Storage:Provider"] = "Postgres", ["Storage:ConnectionString"] = cluster.ConnectionString });
        var unit = platform.NextUnit();
        var template = await platform.Officer("Reporting", unit).GetAsync($"/api/reports/{Period}/template").ReadAsync<Template>();
        var items = template.Items.Where(i => i.Area is 3 or 6 or 7).Take(50).ToList();
        var offices = new Dictionary<int, string> { [3] = "HCC", [6] = "KT", [7] = "VHXH" };
        // Each person has one line; whoever finds the part changed meanwhile reads it again and saves again.
        await Task.WhenAll(items.Select(async (item, i) =>
        {
            var client = Office(platform, unit, offices[item.Area], $"{unit}-user-{i}");
            var mine = items.Where(x => x.Area == item.Area).Select(x => x.Code).ToHashSet();
            while (true)
            {
                var part = (await client.GetAsync(Path(unit, "parts")).ReadAsync<PartsView>()).Parts.Single(p => p.Code == $"L{item.Area}");
                var values = (await client.GetAsync(Path(unit)).ReadAsync<ReportView>()).Values.Where(v => mine.Contains(v.Key))
                    .ToDictionary();
                values[item.Code] = i + 1;
                using var answer = await client.PutJsonAsync(PartPath(unit, part.Code), new { values, @base = part.Version });
                if (answer.StatusCode == HttpStatusCode.OK)
                    return;
                Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
            }
        }));
        var view = await platform.Admin("Reporting").GetAsync(Path(unit)).ReadAsync<ReportView>();
        Assert.Equal(items.Select((_, i) => (decimal)(i + 1)), items.Select(i => view.Values[i.Code]));
        Assert.Equal(items.Count, view.Revision);
    }

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class SkippableByPostgresAttribute : FactAttribute
    {
        public SkippableByPostgresAttribute() => Skip = PostgresCluster.Missing;
    }
}
