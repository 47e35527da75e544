using Platform.Reporting.Periods;
using Platform.Reporting.Templates;

namespace Platform.Reporting.Storage;

/// <summary>Reads calendar and templates anew every half minute: what another replica of this service changed is known here then too.</summary>
public sealed partial class CatalogRefresh(
    IServiceScopeFactory scopes, PeriodCalendar calendar, TemplateCatalog templates, TimeProvider time, ILogger<CatalogRefresh> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var db = scope.ServiceProvider.GetRequiredService<ReportingDb>();
                await calendar.LoadAsync(db);
                await templates.LoadAsync(db);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                Log.Failed(logger, error);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Calendar and templates could not be read anew")]
        public static partial void Failed(ILogger logger, Exception error);
    }
}
