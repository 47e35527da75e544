using Platform.Contracts.Periods;
using Platform.ServiceDefaults.Units;
using Platform.Tasks.Storage;
using static Platform.Tasks.Forecast.ForecastEndpoint;

namespace Platform.Tasks.Forecast;

/// <summary>The forecast of the open tasks of units, or of one task.</summary>
public sealed class ForecastReader(TasksDb db, Forecasts forecasts, OrgUnitDirectory directory, WorkingDays workingDays, TimeProvider time)
{
    public async Task<ForecastView> ReadAsync(IReadOnlyCollection<string> codes, Guid? only, int take, CancellationToken stop)
    {
        var fitted = await forecasts.GetAsync(stop);
        if (fitted.Model is not { } model)
            return new(false, fitted.Outcomes, fitted.At, 0, 0, 0, []);
        var (calendar, today) = (await workingDays.GetAsync(stop), VietnamTime.DateOf(time.GetUtcNow()));
        var open = (await EndedTasks.OpenAsync(db, codes, only, calendar, today, stop))
            .ConvertAll(t => (t.Id, t.Number, t.Content, t.Sight, Likelihood: model.Likelihood(t.Sight)));
        var units = (await directory.GetAsync(stop)).ByCode;
        var items = open.OrderByDescending(t => t.Likelihood).ThenBy(t => t.Sight.Due).ThenBy(t => t.Id).Take(take)
            .Select(t => new TaskForecast(
                t.Id, t.Sight.OrgUnit, units[t.Sight.OrgUnit].FullName, t.Number, t.Content, t.Sight.Area, t.Sight.Due,
                t.Sight.Percent ?? 0, t.Sight.DaysLeft, Math.Round(t.Likelihood, 3), LevelOf(t.Likelihood), model.Reasons(t.Sight)))
            .ToList();
        int At(string level) => open.Count(t => LevelOf(t.Likelihood) == level);
        return new(true, fitted.Outcomes, fitted.At, open.Count, At("high"), At("medium"), items);
    }
}
