using Platform.Reporting.Periods;
using Platform.Reporting.Templates;
using Platform.ServiceDefaults.Hosting;

namespace Platform.Reporting.Storage;

/// <summary>Reads calendar and templates anew every half minute: what another replica of this service changed is known here then too.</summary>
public sealed class CatalogRefresh(
    IServiceScopeFactory scopes, PeriodCalendar calendar, TemplateCatalog templates, TimeProvider time, ILogger<CatalogRefresh> logger)
    : PeriodicService(TimeSpan.FromSeconds(30), atStart: false, time, logger)
{
    protected override async Task PassAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ReportingDb>();
        await calendar.LoadAsync(db);
        await templates.LoadAsync(db);
    }
}
