using System.Net;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime.Hosting;
using Platform.Rollups.Grains;
using Platform.Rollups.Storage;
using Platform.ServiceDefaults.Storage;

namespace Platform.Rollups.Silo;

/// <summary>The silo: alone by default, or one of several that know each other through PostgreSQL.</summary>
public static class SiloHosting
{
    // A killed silo is gone for the others after three questions without an answer: about five seconds. The last vote of a cluster of two
    // is the other's alone; Orleans counts so by itself.
    private const int MissedProbes = 3;

    // A dead silo's row that nobody renews is passed over by silos that start, also when all of them died at once.
    private static readonly TimeSpan IAmAlive = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan TableRefresh = TimeSpan.FromSeconds(10);

    // Calls to a dead silo end when it is known to be dead; what hangs for another reason ends here.
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);

    public static void AddSilo(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<SiloSettings>().BindConfiguration(SiloSettings.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<SiloSettings>, SiloSettingsCheck>();
        var settings = builder.Configuration.GetSection(SiloSettings.Section).Get<SiloSettings>() ?? new();
        // At every start it warns of the small collector, which is meant, and takes the machine's whole uptime for a pause.
        builder.Logging.AddFilter("Orleans.Runtime.Silo", LogLevel.Error).AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error);
        builder.UseOrleans(silo =>
        {
            // The grains' timers go by the platform's clock; who is alive is a matter of the system's, whatever the platform's says.
            silo.Services.AddKeyedSingleton(TimeProviderNames.Membership, TimeProvider.System);
            silo.AddActivityPropagation();
            silo.AddRollupGrains();
            if (settings.IsClustered)
                JoinOthers(silo, settings, builder.Configuration);
            else
                silo.UseLocalhostClustering(settings.SiloPort, settings.GatewayPort, null, settings.ServiceId, settings.ClusterId);
        });
        builder.Services.AddHostedService<SiloDeaths.Watch>();
    }

    /// <summary>What the grains need of a silo.</summary>
    public static void AddRollupGrains(this ISiloBuilder silo)
    {
        silo.Configure<SiloMessagingOptions>(o => o.ResponseTimeout = AnswerWithin);
        silo.Services.AddSingleton<SiloDeaths>();
        silo.Services.AddGrainStorage(RollupStorage.Name, (services, _) => ActivatorUtilities.CreateInstance<RollupStorage>(services));
    }

    private static void JoinOthers(ISiloBuilder silo, SiloSettings settings, IConfiguration configuration)
    {
        silo.Configure<ClusterOptions>(o => (o.ClusterId, o.ServiceId) = (settings.ClusterId, settings.ServiceId));
        silo.Configure<EndpointOptions>(o => (o.SiloPort, o.GatewayPort) = (settings.SiloPort, settings.GatewayPort));
        silo.Configure<ClusterMembershipOptions>(o =>
        {
            o.ProbeTimeout = settings.ProbeTimeout;
            o.NumMissedProbesLimit = MissedProbes;
            o.TableRefreshTimeout = TableRefresh;
            o.IAmAliveTablePublishTimeout = IAmAlive;
        });
        silo.UseAdoNetClustering(o =>
        {
            o.Invariant = "Npgsql";
            o.ConnectionString = settings.ConnectionString ?? Database.PostgresConnection(configuration, RollupsDb.DatabaseName);
        });
        if (settings.Kubernetes)
            silo.UseKubernetesHosting();
        else
            silo.Configure<EndpointOptions>(o => o.AdvertisedIPAddress = IPAddress.Parse(settings.AdvertisedAddress));
    }
}
