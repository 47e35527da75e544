using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Periods;
using Platform.ServiceDefaults.Text;
using Platform.ServiceDefaults.Units;
using Platform.Tasks.Model;
using Platform.Tasks.Storage;

namespace Platform.Tasks.Forecast;

/// <summary>
/// The model in use: fitted on first need from all that has ended, again every six hours and when history was taken over.
/// </summary>
public sealed class Forecasts(IServiceScopeFactory scopes, WorkingDays workingDays, TimeProvider time)
{
    /// <summary>The newest so many outcomes are learnt from.</summary>
    private const int MostOutcomes = 50_000;
    private static readonly TimeSpan Keep = TimeSpan.FromHours(6);

    private readonly SemaphoreSlim _fitting = new(1, 1);
    private volatile Fitted? _fitted;

    /// <param name="Outcomes">How many tasks of the past it was fitted on.</param>
    public sealed record Fitted(ForecastModel? Model, int Outcomes, DateTimeOffset At);

    public void Forget() => _fitted = null;

    public async Task<Fitted> GetAsync(CancellationToken stop)
    {
        if (_fitted is { } fresh && time.GetUtcNow() - fresh.At < Keep)
            return fresh;
        await _fitting.WaitAsync(stop);
        try
        {
            if (_fitted is { } done && time.GetUtcNow() - done.At < Keep)
                return done;
            var outcomes = await OutcomesAsync(stop);
            return _fitted = new(ForecastModel.From(outcomes, await workingDays.GetAsync(stop)), outcomes.Count, time.GetUtcNow());
        }
        finally
        {
            _fitting.Release();
        }
    }

    private async Task<List<Outcome>> OutcomesAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TasksDb>();
        var today = VietnamTime.DateOf(time.GetUtcNow());
        var past = await db.PastTasks.AsNoTracking().OrderByDescending(t => t.DueOn).Take(MostOutcomes).ToListAsync(stop);
        var own = await EndedTasks.ReadAsync(db, today, MostOutcomes - past.Count, stop);
        return [.. past.Select(OutcomeOf), .. own];
    }

    private static Outcome OutcomeOf(PastTaskRow t) => new(
        t.OrgUnit, t.Office, t.Area, t.DeadlineKind, t.FromOn, t.DueOn, t.CompletedOn,
        JsonSerializer.Deserialize<List<ProgressMark>>(t.Marks, PlatformJson.Options)!);
}
