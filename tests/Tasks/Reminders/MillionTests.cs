using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Platform.ServiceDefaults.Outbox;
using Platform.ServiceDefaults.Units;
using Platform.Tasks.Forecast;
using Platform.Tasks.Reminders;
using Platform.Tasks.Storage;
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
        await platform.DbAsync<TasksDb, int>("Tasks", async db =>
        {
            await db.Database.ExecuteSqlAsync($"create temp table leaf (Code text, Province text)");
            foreach (var unit in units)
                await db.Database.ExecuteSqlAsync($"insert into leaf values ({unit.Code}, {unit.Parent})");
            return await Seed.FillAsync(db, PerUnit);
        });
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

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class MillionFactAttribute : FactAttribute
    {
        public MillionFactAttribute() => Skip = Environment.GetEnvironmentVariable("REMINDERS_MILLION") == "1" ? null : "Takes minutes; set REMINDERS_MILLION=1.";
    }
}
