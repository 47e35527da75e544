using Platform.Contracts.Grpc.Indicators;
using Platform.Rollups.Events;
using Platform.Rollups.Periods;
using Platform.Rollups.Silo;
using Platform.Rollups.Storage;
using Platform.Rollups.View;
using Platform.ServiceDefaults.Calls;
using Platform.ServiceDefaults.Hosting;
using Platform.ServiceDefaults.Storage;
using Platform.ServiceDefaults.Units;

namespace Platform.Rollups;

/// <summary>The live picture: one grain per commune, ward and special zone, one per city, one for the nation.</summary>
public static class RollupsService
{
    public static WebApplication Create(string[] args)
    {
        var builder = PlatformHost.CreateBuilder("Rollups", args);
        builder.AddPlatformDb<RollupsDb>(RollupsDb.DatabaseName);
        builder.AddOrgUnits();
        builder.AddServiceClient<IndicatorCatalog.IndicatorCatalogClient>("Indicators");
        builder.Services.AddSingleton<GroupCommit>();
        // Started before and stopped after the silo: grains still write while they deactivate.
        builder.Services.AddHostedService(services => services.GetRequiredService<GroupCommit>());
        builder.Services.AddSingleton<FactsReader>();
        builder.Services.AddSingleton<ExpectedUnits>();
        builder.Services.AddSingleton<IndicatorNames>();
        builder.Services.AddSingleton<RollupReader>();
        builder.Services.AddSingleton<LiveDocuments>();
        builder.AddSilo();

        var app = builder.Build().UsePlatform();
        app.MapRollups();
        app.MapRollupEvents();
        return app;
    }

    public static Task PrepareAsync(this WebApplication app) => app.MigrateAsync<RollupsDb>();
}
