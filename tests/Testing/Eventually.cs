namespace Platform.Testing;

/// <summary>Waits for a condition instead of a time; the message says what was expected.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static Task IsTrueAsync(string expected, Func<bool> condition) => IsTrueAsync(expected, () => Task.FromResult(condition()));

    public static async Task IsTrueAsync(string expected, Func<Task<bool>> condition, TimeSpan? within = null)
    {
        var patience = within ?? Patience;
        var until = TimeProvider.System.GetTimestamp() + (long)(patience.TotalSeconds * TimeProvider.System.TimestampFrequency);
        while (!await condition())
        {
            if (TimeProvider.System.GetTimestamp() > until)
                throw new TimeoutException($"Within {patience.TotalSeconds} s this did not come true: {expected}");
            // The one place in which tests look again; a condition tells nobody that it has come true.
            await Task.Delay(10);
        }
    }

    /// <summary>The first result that fits.</summary>
    public static async Task<T> GetAsync<T>(string expected, Func<Task<T>> get, Func<T, bool> fits)
    {
        T last = default!;
        await IsTrueAsync(expected, async () => fits(last = await get()));
        return last;
    }
}
