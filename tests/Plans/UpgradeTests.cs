using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Platform.Plans.Answers;
using Platform.Plans.Storage;
using Platform.Testing;

namespace Platform.Plans.Tests;

/// <summary>Plans stored by the first version: no ids in targets and findings, no editions.</summary>
public sealed class UpgradeTests
{
    private const string Content = """
        {"decision":{"number":"7/KH-UBND","date":"2025-07-05","dateText":null,"place":null,"signer":null,"signerRole":null},"legalBases":[],
        "targets":[{"number":"1","text":"Hài lòng đạt 90%","comparator":"equals","value":90,"unit":"%","area":null,"measures":[],
        "sourceLines":{"from":3,"to":3}}],
        "tasks":[{"id":"0b0ff9d4-8a52-4f39-8ff1-4f4c4a3d1c11","area":2,"areaTitle":null,"number":"1","subNumber":null,
        "content":"Việc","leadAgency":null,"coordinators":[],"leaderInCharge":null,"products":[],"deadline":
        {"text":"Quý III","kind":"window","from":"2025-07-01","to":"2025-09-30","recurrence":null,"dueDates":["2025-09-30"]},
        "sourceLines":{"from":9,"to":9},"confidence":0.8}],
        "findings":[{"code":"PLN-I-036","severity":"warning","message":"Không có cơ quan chủ trì.","line":9,"field":"tasks[0].leadAgency"}]}
        """;

    [Fact]
    public Task Plans_OfTheFirstVersion_OnSqlite() => UpgradeAsync(null);

    [SkippableByPostgres]
    public async Task Plans_OfTheFirstVersion_OnPostgres()
    {
        await using var cluster = await PostgresCluster.StartAsync();
        await UpgradeAsync(cluster.ConnectionString);
    }

    private static async Task UpgradeAsync(string? postgres)
    {
        var settings = new Dictionary<string, string?>();
        if (postgres is not null)
            settings = new() { ["Storage:Provider"] = "Postgres", ["Storage:ConnectionString"] = postgres };
        await using var platform = await TestPlatform.StartAsync(["Plans"], "2025-07-10T08:00:00+07:00", settings);
        var unit = platform.NextUnit();
        var (draft, issued) = (Guid.NewGuid(), Guid.NewGuid());
        await platform.DbAsync<PlansDb, int>("Plans", async db =>
        {
            // Back to the first version, with plans as it stored them.
            await db.Database.EnsureDeletedAsync();
            await db.GetService<IMigrator>().MigrateAsync("20261121000002_IdempotencyAge");
            foreach (var (id, state, at) in new[] { (draft, "draft", (long?)null), (issued, "issued", 5L) })
            {
                await db.Database.ExecuteSqlAsync(
                    $"""
                    insert into plans ("Id", "OrgUnit", "State", "Title", "Period", "From", "To", "Content", "FileName", "SourceText",
                        "Version", "CreatedAt", "CreatedBy", "IssuedAt", "IssuedBy")
                    values ({id}, {unit}, {state}, 'Kế hoạch cũ', '2025-H2', {new DateOnly(2025, 7, 1)}, {new DateOnly(2025, 12, 31)},
                        {Content}, 'a.txt', 'x', 2, 4, 'ai', {at}, {(at is null ? null : "ai")})
                    """);
            }
            await db.Database.MigrateAsync();
            return 0;
        });
        var officer = platform.Officer("Plans", unit);
        var old = await officer.PlanAsync(draft);
        var finding = Assert.Single(old.Findings, f => f.Code == "PLN-I-036");
        Assert.Equal((old.Tasks[0].Id, 9, "tasks[0].leadAgency"), (finding.Row!.Value, finding.Line!.Value, finding.Field));
        Assert.NotEqual(Guid.Empty, old.Targets[0].Id);
        Assert.Contains(old.Findings, f => f.Code == "PLN-I-113");
        var saved = await officer.PutJsonAsync($"/api/plans/{draft}", old.Input()).ReadAsync<PlanView>();
        Assert.Equal(old.Targets[0].Id, saved.Targets[0].Id);

        Assert.Equal("issued", (await officer.PostAsync($"/api/plans/{issued}/issue").ReadAsync<PlanView>()).State);
        var amendment = await officer.PostAsync($"/api/plans/{issued}/amend").ReadAsync<PlanView>();
        Assert.Equal((await officer.PlanAsync(issued)).Targets[0].Id, amendment.Targets[0].Id);
        Assert.Equal(
            System.Net.HttpStatusCode.OK, (await platform.Leader("Plans", unit).PostAsync($"/api/plans/{amendment.Id}/issue")).StatusCode);
        Assert.Equal("Kế hoạch cũ", (await officer.GetAsync($"/api/plans/{issued}/versions/1").ReadAsync<PlanView>()).Title);
    }
}
