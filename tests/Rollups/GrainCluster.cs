using Grpc.Core;
using Microsoft.Extensions.Time.Testing;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime.Placement;
using Orleans.TestingHost;
using Platform.Contracts.Grpc.Identity;
using Platform.Identity.OrgUnits;
using Platform.Rollups.Grains;
using Platform.Rollups.Silo;
using Platform.Rollups.Storage;
using Platform.ServiceDefaults.Storage;
using Platform.ServiceDefaults.Units;
using Platform.Testing;

namespace Platform.Rollups.Tests;

/// <summary>
/// Silos in this process over one SQLite file. The grains' clock stands still until it is moved, and each silo asks an Identity of its own,
/// which answers as told.
/// </summary>
internal sealed class GrainCluster : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Dictionary<string, FakeIdentity> _identities = [];
    private InProcessTestCluster _cluster = null!;

    public FakeTimeProvider Time { get; } = new(DateTimeOffset.UnixEpoch.AddYears(55));

    public static async Task<GrainCluster> StartAsync()
    {
        var cluster = new GrainCluster();
        var builder = new InProcessTestClusterBuilder(2);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSiloHost((options, host) => cluster.AddServices(host, options.SiloName));
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddActivityPropagation();
            silo.AddRollupGrains();
            silo.Configure<ClusterMembershipOptions>(o => o.ProbeTimeout = TimeSpan.FromSeconds(1));
            silo.Services.AddHostedService<SiloDeaths.Watch>();
        });
        builder.ConfigureClient(client => client.AddActivityPropagation());
        cluster._cluster = builder.Build();
        await cluster._cluster.DeployAsync();
        return cluster;
    }

    /// <summary>What the silo's grains ask for the unit list.</summary>
    public FakeIdentity Identity(int silo) => _identities[_cluster.Silos[silo].Name];

    public T Get<T>(int silo) where T : notnull => _cluster.Silos[silo].ServiceProvider.GetRequiredService<T>();

    /// <summary>Calls made inside place grains that stand nowhere yet on this silo.</summary>
    public async Task<T> OnAsync<T>(int silo, Func<IGrainFactory, Task<T>> call)
    {
        RequestContext.Set(IPlacementDirector.PlacementHintKey, _cluster.Silos[silo].SiloAddress);
        try
        {
            return await call(_cluster.Client);
        }
        finally
        {
            RequestContext.Clear();
        }
    }

    public IGrainFactory Grains => _cluster.Client;

    public Task KillAsync(int silo) => _cluster.KillSiloAsync(_cluster.Silos[silo]);

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        _folder.Dispose();
    }

    private void AddServices(IHostApplicationBuilder host, string silo)
    {
        host.Configuration["Storage:Directory"] = _folder.Path;
        var identity = new FakeIdentity();
        lock (_identities)
            _identities[silo] = identity;
        var services = host.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddKeyedSingleton<TimeProvider>(TimeProviderNames.Grains, Time);
        services.AddSingleton<OrgUnits.OrgUnitsClient>(identity);
        services.AddSingleton<ReferenceVersion>();
        services.AddSingleton<OrgUnitDirectory>();
        services.AddSingleton<FactsReader>();
        services.AddDbContext<RollupsDb>(o => Database.Configure(o, host.Configuration, RollupsDb.DatabaseName));
        services.AddSingleton(new GroupedWrites<RollupsDb>(null));
        services.AddSingleton<GroupCommit>();
        services.AddHostedService(s => s.GetRequiredService<GroupCommit>());
        using var provider = new ServiceCollection().AddDbContext<RollupsDb>(o => Database.Configure(o, host.Configuration, RollupsDb.DatabaseName)).BuildServiceProvider();
        Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.Migrate(provider.GetRequiredService<RollupsDb>().Database);
    }

    /// <summary>The official list, given after a moment unless the caller has left; away as often as told.</summary>
    public sealed class FakeIdentity : OrgUnits.OrgUnitsClient
    {
        private static readonly ListOrgUnitsReply Official = List();
        private int _away;

        public int Asked { get; private set; }

        public void FailNext(int times) => _away = times;

        public override AsyncUnaryCall<ListOrgUnitsReply> ListAsync(ListOrgUnitsRequest request, CallOptions options) =>
            new(AnswerAsync(options.CancellationToken), Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });

        private async Task<ListOrgUnitsReply> AnswerAsync(CancellationToken left)
        {
            Asked++;
            await Task.Yield();
            if (left.IsCancellationRequested)
                throw new RpcException(new(StatusCode.Cancelled, "The caller left."));
            if (Interlocked.Decrement(ref _away) >= 0)
                throw new RpcException(new(StatusCode.Unavailable, "Away."));
            return Official;
        }

        private static ListOrgUnitsReply List()
        {
            var reply = new ListOrgUnitsReply();
            reply.Units.AddRange(OfficialUnits.Read().Select(u => new OrgUnit
            {
                Code = u.Code,
                Name = u.Name,
                FullName = u.FullName,
                Kind = u.Kind,
                Parent = u.Parent ?? "",
                Block = u.Block ?? "",
            }));
            return reply;
        }
    }
}
