using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Platform.ServiceDefaults.Outbox;
using Platform.ServiceDefaults.Units;
using Platform.Tasks.Forecast;
using Platform.Tasks.Reminders;
using Platform.Testing;
using Xunit.Abstractions;

namespace Platform.Tasks.Tests.Reminders;

/// <summary>A pass over a million tasks of the whole country. Takes minutes: run with REMINDERS_MILLION=1, figures in docs/performance.md.</summary>
public sealed class MillionTests(ITestOutputHelper output)
{
    private const int PerUnit = 301;

    [MillionFact]
    public async Task Pass_OverAMillionTasks_IsBounded()
    {
        await using var platform = await TestPlatform.StartAsync(["Tasks"], "2025-09-15T09:00:00+07:00", new() { ["Reminders:EveryMinutes"] = "1440" });
        var units = platform.Units.LeavesUnder("VN").ToList();
        // A tenth is open; of these a third is overdue, a third due within the month, a third later.
        await FillAsync(Path.Combine(platform.Folder, "tasks.db"), units);
        var sweep = new ReminderSweep(
            platform.Scopes("Tasks"), platform.Get<OrgUnitDirectory>("Tasks"), platform.Get<WorkingDays>("Tasks"), Options.Create(new ReminderOptions()),
            new ManualTime(DateTimeOffset.Parse("2025-09-15T09:00:00+07:00")), platform.Get<OutboxSignal>("Tasks"), NullLogger<ReminderSweep>.Instance);

        var watch = Stopwatch.StartNew();
        var first = await sweep.PassAsync(default);
        output.WriteLine($"{units.Count * PerUnit} tasks, first pass: {first} reminders in {watch.Elapsed.TotalSeconds:0.0} s");
        watch.Restart();
        Assert.Equal(0, await sweep.PassAsync(default));
        output.WriteLine($"a pass that finds nothing: {watch.Elapsed.TotalSeconds:0.0} s");
        watch.Restart();
        var fitted = await platform.Get<Forecasts>("Tasks").GetAsync(default);
        output.WriteLine($"forecast fitted on {fitted.Outcomes} outcomes in {watch.Elapsed.TotalSeconds:0.0} s");
        Assert.True(first > 10_000);
    }

    private static async Task FillAsync(string file, List<OrgUnitInfo> units)
    {
        await using var connection = new SqliteConnection($"Data Source={file}");
        await connection.OpenAsync();
        async Task RunAsync(string sql)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.CommandTimeout = 600;
            await command.ExecuteNonQueryAsync();
        }
        await RunAsync("begin; create temp table leaf (N integer primary key, Code text, Province text)");
        foreach (var (n, unit) in units.Index())
            await RunAsync($"insert into leaf values ({n}, '{unit.Code}', '{unit.Parent}')");
        await RunAsync($"""
            insert into tasks (Id, OrgUnit, Province, PlanId, Position, Area, Number, Content, Coordinators, Products, DeadlineText, DeadlineKind, DueDates,
                LastDueOn, DueOn, FromYear, ToYear, Percent, CompletedOn, Cancelled, State, Version, UpdatedAt, Seq)
            with recursive n(i) as (select 0 union all select i + 1 from n where i < {PerUnit - 1}),
            t as (select leaf.*, i, case when i % 10 > 0 then date('2025-06-30', '-' || i || ' days') when i % 30 = 0 then date('2025-09-01', '-' || (i / 10) || ' days')
                when i % 30 = 10 then date('2025-09-15', '+' || (i / 10) || ' days') else '2025-12-31' end as due from leaf, n)
            select printf('%08X-0000-4000-8000-%012X', N, i), Code, Province, '00000000-0000-0000-0000-000000000001', i, 1 + i % 7, i, 'Nhiệm vụ ' || i, '[]', '[]', '', 'byDate',
                '["' || due || '"]', due, due, 2025, 2025, case when i % 10 > 0 then 100 else 20 end, case when i % 10 > 0 then date(due, (i % 9 - 6) || ' days') end, 0,
                case when i % 10 > 0 then iif(i % 9 > 6, 'doneLate', 'doneOnTime') when i % 30 = 0 then 'overdue' else 'inProgress' end, 1, 0, N * {PerUnit} + i + 1 from t
            """);
        await RunAsync("drop table leaf; commit");
    }

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class MillionFactAttribute : FactAttribute
    {
        public MillionFactAttribute() => Skip = Environment.GetEnvironmentVariable("REMINDERS_MILLION") == "1" ? null : "Takes minutes; set REMINDERS_MILLION=1.";
    }
}
