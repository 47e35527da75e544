using System.Text.Json;
using Npgsql;
using Orleans.Configuration;
using Orleans.Hosting;
using Platform.Contracts.Events;
using Platform.Rollups.Facts;
using Platform.Rollups.Grains;
using Platform.Rollups.View;
using Platform.ServiceDefaults.Tests;
using Platform.ServiceDefaults.Text;
using Platform.Testing;
using Xunit.Abstractions;

namespace Platform.Cluster.Tests;

/// <summary>Two silos over one PostgreSQL; the one that holds the city's grain is killed while reports come in.</summary>
public sealed class KilledSiloTests(ITestOutputHelper output)
{
    private const string Period = "2025-Q3";
    private const string Indicator = "HS-DUNGHAN";
    private static readonly TimeSpan Exact = TimeSpan.FromSeconds(15);
    private string _database = "";
    private static readonly DateTimeOffset At = new(2025, 9, 15, 1, 0, 0, TimeSpan.Zero);

    [PostgresFact]
    public async Task City_WhoseSiloIsKilledWhileReportsCome_IsExactWithin15Seconds()
    {
        await using var postgres = await PostgresCluster.StartAsync();
        var total = System.Diagnostics.Stopwatch.StartNew();
        _database = new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Database = "platform_rollups" }.ToString();
        await using var identity = await TestPlatform.StartAsync([]);
        var settings = new Dictionary<string, string>
        {
            ["Storage:Provider"] = "Postgres",
            ["Storage:ConnectionString"] = postgres.ConnectionString,
            ["Services:Identity:Http"] = identity.Address("Identity").ToString().TrimEnd('/'),
            ["Services:Identity:Grpc"] = identity.GrpcAddress("Identity").ToString().TrimEnd('/'),
            ["APP_API_TOKEN"] = TestPlatform.AppToken,
            ["DAPR_GRPC_ENDPOINT"] = identity.Broker.Address,
            ["Orleans:Membership"] = "Postgres",
            ["Orleans:ClusterId"] = "test",
        };
        await using var one = await SiloProcess.StartAsync(settings);
        await using var two = await SiloProcess.StartAsync(settings);
        SiloProcess[] silos = [one, two];
        output.WriteLine($"{total.Elapsed.TotalSeconds:0} s: two silos are ready");
        foreach (var silo in silos)
            silo.Http.DefaultRequestHeaders.Authorization = new("Bearer", identity.Token("city-admin", TestPlatform.City, "city-admin"));
        var communes = identity.Units.LeavesUnder(TestPlatform.City).Select(u => u.Code).ToList();

        // Each report goes to the one silo and the next to the other, as a broker delivers to replicas.
        await DeliverAllAsync(silos, communes, version: 1);
        await ShowsAsync(silos, communes, version: 1, TimeSpan.FromSeconds(60));

        var holder = await HolderOfCityAsync(silos);
        var left = silos.Single(s => s != holder);
        output.WriteLine($"{total.Elapsed.TotalSeconds:0} s: the city's grain is found");
        var deliveries = DeliverAllAsync(silos, communes, version: 2);
        await holder.KillAsync();
        var clock = System.Diagnostics.Stopwatch.StartNew();
        await deliveries;
        var delivered = clock.Elapsed;
        await ShowsAsync([left], communes, version: 2, Exact - clock.Elapsed);
        output.WriteLine($"killed: every report taken after {delivered.TotalSeconds:0.0} s, city = communes = recount after {clock.Elapsed.TotalSeconds:0.0} s");

        // What comes afterwards is counted too, and a silo that takes the dead one's place is told of everything.
        await DeliverAllAsync([left], communes, version: 3);
        await using var third = await SiloProcess.StartAsync(settings);
        output.WriteLine($"{total.Elapsed.TotalSeconds:0} s: a third silo is ready");
        third.Http.DefaultRequestHeaders.Authorization = left.Http.DefaultRequestHeaders.Authorization;
        await ShowsAsync([left, third], communes, version: 3, TimeSpan.FromSeconds(60));
    }

    /// <summary>Every commune's report; what is not taken is delivered again, to the other silo then, as a broker does.</summary>
    private static Task DeliverAllAsync(SiloProcess[] silos, List<string> communes, long version) => Parallel.ForEachAsync(
        communes.Index(), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (commune, stop) =>
        {
            var attempt = commune.Index;
            await Patient.UntilAsync($"the report of {commune.Item} is taken", TimeSpan.FromMinutes(1), async () =>
            {
                var silo = silos[attempt++ % silos.Length];
                try
                {
                    using var envelope = TestPlatform.Envelope(Topics.ReportSubmitted, Report(commune.Item, version));
                    using var answer = await silo.Http.PostAsync($"/events/{Topics.ReportSubmitted}", envelope, stop);
                    return answer.IsSuccessStatusCode;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            });
        });

    private static ReportSubmittedV1 Report(string unit, long version) =>
        new(Guid.NewGuid(), unit, Period, version, ReportStates.Submitted, 1, At, At, true, [new(Indicator, Numerator(unit, version), 100)]);

    private static decimal Numerator(string unit, long version) => (version * 1_000) + (int.Parse(unit, System.Globalization.CultureInfo.InvariantCulture) % 97) + 0.25m;

    /// <summary>On each silo the city's picture is what was delivered, what its communes show, and what is read from the store.</summary>
    private async Task ShowsAsync(SiloProcess[] silos, List<string> communes, long version, TimeSpan within)
    {
        var expected = communes.Sum(c => Numerator(c, version));
        foreach (var silo in silos)
        {
            decimal city = 0;
            var took = await Patient.UntilAsync($"the city shows {expected} of {communes.Count} communes (last {city})\n{silo.Output()}", within, async () =>
            {
                var document = await ReadAsync(silo, TestPlatform.City);
                city = Of(document);
                return document?.Reports.Submitted == communes.Count && city == expected;
            });
            output.WriteLine($"version {version}: exact after another {took.TotalSeconds:0.0} s");
            Assert.Equal(expected, (await Task.WhenAll(communes.Select(c => ReadAsync(silo, c)))).Sum(Of));
        }
        Assert.Equal(expected, await RecountAsync());
    }

    private static decimal Of(RollupDocument? document) => document?.Indicators.SingleOrDefault(i => i.Indicator == Indicator)?.Numerator ?? 0;

    private static async Task<RollupDocument?> ReadAsync(SiloProcess silo, string unit)
    {
        using var answer = await silo.Http.GetAsync($"/api/rollups/{unit}?period={Period}");
        return answer.IsSuccessStatusCode ? JsonSerializer.Deserialize<RollupDocument>(await answer.Content.ReadAsStreamAsync(), PlatformJson.Options) : null;
    }

    /// <summary>The sum over the communes' durable facts, by the database.</summary>
    private async Task<decimal> RecountAsync()
    {
        await using var connection = new NpgsqlConnection(_database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("""select sum(("Content"::jsonb #>> $1)::numeric) from grain_states where "Name" = 'commune'""", connection);
        command.Parameters.Add(new() { Value = new[] { "reports", Period, "values", Indicator, "numerator" } });
        return (decimal)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Asks the cluster, as a client of it, where the city's grain stands.</summary>
    private async Task<SiloProcess> HolderOfCityAsync(SiloProcess[] silos)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(o => (o.ClusterId, o.ServiceId) = ("test", "rollups"));
            client.UseAdoNetClustering(o => (o.Invariant, o.ConnectionString) = ("Npgsql", _database));
        });
        using var host = builder.Build();
        await host.StartAsync();
        var client = host.Services.GetRequiredService<IClusterClient>();
        var address = await client.GetGrain<IManagementGrain>(0).GetActivationAddress(client.GetGrain<IRegionGrain>(TestPlatform.City));
        await host.StopAsync();
        return silos.Single(s => s.SiloPort == address!.Endpoint.Port);
    }
}
