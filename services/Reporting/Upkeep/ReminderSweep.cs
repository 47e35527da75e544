using Platform.Contracts.Periods;
using Platform.Contracts.Units;
using Platform.Reporting.Model.Periods;
using Platform.Reporting.Reminders;
using Platform.Reporting.Storage;
using Platform.ServiceDefaults.Timing;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting.Upkeep;

/// <summary>Every ten minutes: who has not sent and what step of reminding today is. <c>Reporting:Reminders=false</c> turns it off,
/// <c>Reporting:RemindUnder</c> names the region whose communes are reminded (all by default).</summary>
public sealed class ReminderSweep(
    IServiceScopeFactory scopes, PeriodCalendar calendar, TemplateCatalog templates, OrgUnitDirectory directory, WorkingDays workingDays,
    IConfiguration configuration,
    TimeProvider time, ILogger<ReminderSweep> logger) : PeriodicService(Interval, time, logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    protected override bool RunsAtStart => false;

    protected override async Task<NextRound> RoundAsync(CancellationToken stop)
    {
        if (!configuration.GetValue("Reporting:Reminders", true))
            return NextRound.Never;
        await SweepAsync(stop);
        return NextRound.AtNextTick;
    }

    /// <returns>How many units were reminded.</returns>
    public async Task<int> SweepAsync(CancellationToken stop)
    {
        var (now, days) = (Time.GetUtcNow(), await workingDays.GetAsync(stop));
        var all = await directory.GetAsync(stop);
        await using var scope = scopes.CreateAsyncScope();
        var (reminder, offices) = (scope.ServiceProvider.GetRequiredService<Reminder>(),
            scope.ServiceProvider.GetRequiredService<OfficeReminder>());
        var count = 0;
        foreach (var period in calendar.All.Where(p => PeriodStates.Of(p, now) == PeriodState.Open))
        {
            // Far from any deadline there is nothing to look for; an office's own may be earlier than the period's.
            if (VietnamTime.DateOf(now) < period.From || VietnamTime.DateOf(now) > days.Add(period.CommuneDue, ReminderSteps.LongestLate))
                continue;
            var units = all.LeavesUnder(configuration["Reporting:RemindUnder"] ?? OrgUnitCodes.Nation).Where(templates.Expected(period))
                .ToList();
            await offices.RemindAsync(period, units, days, stop);
            if (ReminderSteps.On(VietnamTime.DateOf(now), period, days) is not { } step)
                continue;
            var told = await reminder.RemindAsync(period, step, units, stop);
            count += told.Count;
            if (step.ToDepartment)
            {
                foreach (var region in told.GroupBy(u => u.Parent).Where(g => g.Key is not null))
                    await reminder.TellDepartmentAsync(period, step, region.Key!, [.. region], stop);
            }
        }
        return count;
    }
}
