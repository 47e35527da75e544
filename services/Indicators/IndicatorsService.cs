using Platform.Contracts.Grpc.Reporting;
using Platform.Indicators.ClickHouse;
using Platform.Indicators.Compare;
using Platform.Indicators.Definitions;
using Platform.Indicators.Rebuild;
using Platform.Indicators.Series;
using Platform.Indicators.Storage;
using Platform.Indicators.Values;
using Platform.ServiceDefaults.Calls;
using Platform.ServiceDefaults.Hosting;
using Platform.ServiceDefaults.Outbox;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;
using Platform.ServiceDefaults.Units;

namespace Platform.Indicators;

/// <summary>Indicator definitions, recorded values, and the metric time series in ClickHouse.</summary>
public static class IndicatorsService
{
    public static WebApplication Create(string[] args)
    {
        var builder = PlatformHost.CreateBuilder("Indicators", args);
        builder.AddPlatformDb<IndicatorsDb>("indicators");
        builder.AddOrgUnits();
        builder.Services.AddSingleton<DefinitionCatalog>();
        builder.Services.AddSingleton<ClickHouseSource>();
        builder.Services.AddSingleton<ValueWriter>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ValueWriter>());
        builder.Services.AddSingleton<ValueQueries>();
        builder.AddServiceClient<StandingReports.StandingReportsClient>("Reporting");
        builder.Services.AddSingleton<SeriesRebuild>();
        builder.Services.AddSingleton<RebuildJob>();
        builder.Services.AddHostedService(services => services.GetRequiredService<RebuildJob>());
        builder.Services.AddHealthChecks().AddCheck<ClickHouseSource>("clickhouse");

        var app = builder.Build().UsePlatform();
        app.MapDefinitions();
        app.For(Rights.Anyone).MapGrpcService<IndicatorCatalogGrpc>();
        app.For(Rights.ReadUnit).MapGrpcService<RecordedValuesGrpc>();
        app.MapCompare();
        app.MapSeries();
        app.MapRecordValues();
        app.MapValueEvents();
        app.MapRebuild();
        app.MapOutbox<IndicatorsDb>("/api/indicators");
        return app;
    }

    public static async Task PrepareAsync(this WebApplication app)
    {
        await app.MigrateAsync<IndicatorsDb>();
        await app.Services.GetRequiredService<ClickHouseSource>().CreateTablesAsync(default);
    }
}
