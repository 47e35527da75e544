using Platform.Contracts.Units;
using Platform.Identity.Tokens;
using Platform.Indicators.Rebuild;
using Platform.ServiceDefaults.Security;

namespace Platform.Local;

/// <summary>Fills a lost time series again at the start: on one machine nobody else would.</summary>
public static class SeriesRestore
{
    private const string Operator = "local-operator";

    /// <param name="identity">Of the process's Identity, which vouches for who asks.</param>
    /// <param name="indicators">Of the process's Indicators.</param>
    /// <param name="always">Also when it is not empty.</param>
    public static async Task RunAsync(IServiceProvider identity, IServiceProvider indicators, bool always, CancellationToken stop)
    {
        var rebuild = indicators.GetRequiredService<SeriesRebuild>();
        var authorization = $"Bearer {identity.GetRequiredService<TokenIssuer>().Access(Operator, Operator, OrgUnitCodes.Nation, Roles.CityAdmin)}";
        var lost = await rebuild.IsLostAsync(authorization, stop);
        if (!lost && !always)
            return;
        Console.WriteLine(lost ? "series: its store does not say that it is whole, and there are reports or recorded values; rebuilding it" : "series: rebuilding it");
        var done = await rebuild.RunAsync(
            authorization,
            p =>
            {
                Console.WriteLine($"series: {p.Reports} of {p.TotalReports} reports, {p.Recorded} of {p.TotalRecorded} recorded values");
                return Task.CompletedTask;
            },
            stop);
        Console.WriteLine($"series: rebuilt from {done.Reports} reports and {done.Recorded} recorded values");
    }
}
