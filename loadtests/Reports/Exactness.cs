using System.Diagnostics;
using Platform.LoadTests.Running;

namespace Platform.LoadTests.Reports;

/// <summary>Waits until a region's picture equals the recount.</summary>
public static class Exactness
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <returns>Seconds from <paramref name="last"/> (Stopwatch) to the exact picture; infinite when it never came.</returns>
    public static async Task<double> WaitAsync(
        Api api, string token, string region, string period, int submitted, Dictionary<string, (decimal, decimal)> sums, long last)
    {
        string? difference = null;
        while (Stopwatch.GetElapsedTime(last) < Patience)
        {
            difference = Pictures.Difference(await api.ReadAsync(token, $"/api/rollups/{region}?period={period}"), submitted, sums);
            if (difference is null)
                return Stopwatch.GetElapsedTime(last).TotalSeconds;
            // Exact in a fraction of a second; looking all the time would be a load of its own.
            await Task.Delay(50);
        }
        Console.WriteLine($"the picture of {region} never became exact: {difference}");
        return double.PositiveInfinity;
    }
}
