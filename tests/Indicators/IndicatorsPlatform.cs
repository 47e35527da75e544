using Platform.Contracts.Events;
using Platform.Fixtures;
using Platform.Indicators.Compare;
using Platform.Testing;

namespace Platform.Indicators.Tests;

/// <summary>Identity and Indicators on a real ClickHouse engine. Each test takes a period of its own.</summary>
public sealed class IndicatorsPlatform : IAsyncLifetime
{
    private readonly EmbeddedClickHouseFixture _clickHouse = new();
    private int _nextPeriod = 2030;

    public TestPlatform Platform { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await _clickHouse.InitializeAsync();
        // Indicators is told where Reporting will be, which starts after it.
        var ports = Local.Ports.Free(2);
        Platform = await TestPlatform.StartAsync(["Indicators", "Reporting"], settings: new()
        {
            ["ClickHouse:ConnectionString"] = _clickHouse.ConnectionString,
            ["Reporting:FirstYear"] = "2025",
            ["Reporting:LastYear"] = "2026",
            ["Services:Reporting:Http"] = $"http://127.0.0.1:{ports[0]}",
            ["Services:Reporting:Grpc"] = $"http://127.0.0.1:{ports[1]}",
        });
    }

    public async Task DisposeAsync()
    {
        await Platform.DisposeAsync();
        await _clickHouse.DisposeAsync();
    }

    public string NextPeriod() => $"{Interlocked.Increment(ref _nextPeriod)}-Q3";

    public HttpClient Admin => Platform.Admin("Indicators");

    public Task SubmittedAsync(string unit, string period, long version, params IndicatorValueV1[] values) => SentAsync(unit, period, version, true, values);

    public Task LateAsync(string unit, string period, long version) => SentAsync(unit, period, version, false);

    private Task SentAsync(string unit, string period, long version, bool onTime, params IndicatorValueV1[] values) => Platform.DeliverAsync(
        "Indicators", Topics.ReportSubmitted,
        new ReportSubmittedV1(Guid.NewGuid(), unit, period, version, ReportStates.Submitted, 1, DateTimeOffset.UnixEpoch, null, onTime, values));

    public Task AcceptedAsync(string unit, string period, long version, params IndicatorValueV1[] values) => Platform.DeliverAsync(
        "Indicators", Topics.ReportAccepted,
        new ReportAcceptedV1(Guid.NewGuid(), unit, period, version, ReportStates.Accepted, 1, DateTimeOffset.UnixEpoch, null, true, values));

    public Task ReturnedAsync(string unit, string period, long version) => Platform.DeliverAsync(
        "Indicators", Topics.ReportReturned,
        new ReportReturnedV1(Guid.NewGuid(), unit, period, version, ReportStates.Returned, 1, DateTimeOffset.UnixEpoch, null, true, []));

    public Task<CompareAnswer> CompareAsync(string indicator, string period, HttpClient? by = null, string query = "") =>
        (by ?? Admin).GetAsync($"/api/indicators/compare?indicator={indicator}&period={period}{query}").ReadAsync<CompareAnswer>();

    public async Task<CompareRow> RowAsync(string unit, string indicator, string period) =>
        (await CompareAsync(indicator, period)).Rows.Single(r => r.OrgUnit == unit);
}

[CollectionDefinition("Indicators")]
public sealed class IndicatorsCollection : ICollectionFixture<IndicatorsPlatform>;
