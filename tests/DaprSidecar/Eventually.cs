using System.Runtime.CompilerServices;

namespace Platform.Tests.Sidecar;

/// <summary>Waits for a condition, with a message that names it.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static Task TrueAsync(Func<bool> condition, Func<string>? seen = null, [CallerArgumentExpression(nameof(condition))] string? what = null) =>
        TrueAsync(() => Task.FromResult(condition()), seen, what);

    public static async Task TrueAsync(Func<Task<bool>> condition, Func<string>? seen = null, [CallerArgumentExpression(nameof(condition))] string? what = null)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        using var patience = new CancellationTokenSource(Patience);
        while (!await condition())
        {
            if (patience.IsCancellationRequested)
            {
                Assert.Fail($"Not within {Patience.TotalSeconds} s: {what}. {seen?.Invoke()}");
            }

            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }
}
