using System.Runtime.InteropServices;

namespace Platform.Local;

internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        LocalOptions options;
        try
        {
            options = LocalOptions.Parse(args);
        }
        catch (LocalPlatformException error)
        {
            return await TellAsync(error.Failure);
        }

        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        // Many hosts share the pool, and SQLite and the embedded engine block threads for moments.
        // More than these only take turns on a small machine.
        ThreadPool.SetMinThreads(Math.Max(16, 4 * Environment.ProcessorCount), 64);
        try
        {
            await using var platform = await LocalPlatform.StartAsync(options, stop.Token);
            Console.WriteLine($"ready {platform.Address.GetLeftPart(UriPartial.Authority)}");
            await Task.Delay(Timeout.Infinite, stop.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            Console.WriteLine("stopping");
            return 0;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception error)
        {
            // Whatever else it is, is a bug or nothing that we know of: its trace is the best there is to go by.
            return await TellAsync(StartFailure.Of(error, options) ?? new($"Không khởi động được: {error.Message}", $"Cannot start: {error}"));
        }

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.Cancel();
        }
    }

    private static async Task<int> TellAsync(StartFailure failure)
    {
        await Console.Error.WriteLineAsync(failure.ToString());
        return failure.ExitCode;
    }
}
