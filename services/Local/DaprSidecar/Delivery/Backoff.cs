namespace Platform.Sidecar.Delivery;

/// <summary>Waits that double, up to a limit, give or take a fifth so that many failures do not come back at once.</summary>
internal static class Backoff
{
    /// <param name="failures">1 after the first.</param>
    /// <param name="chance">From 0 to 1.</param>
    public static TimeSpan Delay(TimeSpan first, TimeSpan limit, int failures, double chance)
    {
        var doubled = first * Math.Pow(2, Math.Min(failures - 1, 30));
        return (doubled < limit ? doubled : limit) * (0.8 + (0.4 * chance));
    }
}
