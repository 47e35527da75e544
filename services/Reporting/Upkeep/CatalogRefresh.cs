using Platform.Reporting.Storage;
using Platform.ServiceDefaults.Timing;

namespace Platform.Reporting.Upkeep;

/// <summary>
/// Reads calendar and templates anew every half minute: what another replica of this service changed is known here then too.
/// </summary>
public sealed class CatalogRefresh(
    IServiceScopeFactory scopes, PeriodCalendar calendar, TemplateCatalog templates, TimeProvider time, ILogger<CatalogRefresh> logger)
    : PeriodicService(Interval, time, logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    protected override bool RunsAtStart => false;

    protected override async Task<NextRound> RoundAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ReportingDb>();
        await calendar.LoadAsync(db);
        await templates.LoadAsync(db);
        return NextRound.AtNextTick;
    }
}
