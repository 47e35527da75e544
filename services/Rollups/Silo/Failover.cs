namespace Platform.Rollups.Silo;

/// <summary>Asking a grain whose silo has just gone: the question is put again until the grain stands elsewhere.</summary>
public static class Failover
{
    private const int MostAttempts = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <param name="ask">Changes nothing, so that asking twice is harmless.</param>
    /// <exception cref="TimeoutException">The grain did not answer, whoever was asked.</exception>
    public static async Task<T> AskAsync<T>(Func<Task<T>> ask, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await ask().WaitAsync(stop);
            }
            catch (Exception error) when (IsOfTheSilo(error))
            {
                if (attempt == MostAttempts)
                    throw new TimeoutException("The grain did not answer.", error);
            }
            await Task.Delay(Pause, stop);
        }
    }

    private static bool IsOfTheSilo(Exception error) => error is OrleansMessageRejectionException or Orleans.Runtime.Messaging.ConnectionFailedException;
}
