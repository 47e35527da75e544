using System.Diagnostics;
using Platform.ServiceDefaults.Telemetry;

namespace Platform.Rollups.Grains;

/// <summary>
/// When a grain tells its region of what changed: once per throttle at most, and again a second later until the region has taken it.
/// What is told lies with the grain, which knows by version what was taken. The grain's other calls wait meanwhile, so that nothing is
/// told that is not durable.
/// </summary>
internal sealed partial class UpwardPush
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);
    private const int MostCallers = 64;

    private readonly List<ActivityContext> _callers = [];
    private readonly string _unit;
    private readonly TimeSpan _throttle;
    private readonly Func<Task> _tell;
    private readonly ILogger _logger;
    private readonly IGrainTimer _timer;
    private bool _scheduled;

    public UpwardPush(IGrainBase grain, string unit, TimeSpan throttle, Func<Task> tell, ILogger logger)
    {
        (_unit, _throttle, _tell, _logger) = (unit, throttle, tell, logger);
        // One timer as long as the grain lives, set anew for each push: it is not disposed of while its own callback runs, which would
        // cancel the work. Its token says only that the grain goes.
        _timer = grain.RegisterGrainTimer(_ => TellAsync(), new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
    }

    /// <summary>Something changed; called by the turn that changed it, whose trace the push goes on with.</summary>
    public void Schedule()
    {
        if (Activity.Current is { } caller && _callers.Count < MostCallers)
            _callers.Add(caller.Context);
        Set(_throttle);
    }

    private void Set(TimeSpan after)
    {
        if (_scheduled)
            return;
        _scheduled = true;
        _timer.Change(after, Timeout.InfiniteTimeSpan);
    }

    private async Task TellAsync()
    {
        _scheduled = false;
        using var activity = _callers.Count == 0 ? null : PlatformTelemetry.StartShared($"push {_unit}", ActivityKind.Internal, _callers);
        try
        {
            await _tell();
            _callers.Clear();
        }
        catch (Exception error)
        {
            activity?.SetStatus(ActivityStatusCode.Error, error.Message);
            Log.NotTold(_logger, _unit, error.Message);
            Set(Again);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The region of {Unit} was not told: {Error}")]
        public static partial void NotTold(ILogger logger, string unit, string error);
    }
}
