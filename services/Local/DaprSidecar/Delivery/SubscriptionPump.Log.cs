namespace Platform.Sidecar.Delivery;

internal sealed partial class SubscriptionPump
{
    [LoggerMessage(LogLevel.Warning, "{App} {Topic}: message {Seq} dropped: {Reason}")]
    private static partial void Dropped(ILogger logger, string app, string topic, long seq, string reason);

    [LoggerMessage(LogLevel.Warning, "{App} {Topic}: not reached, will go on trying: {Reason}")]
    private static partial void NotReached(ILogger logger, string app, string topic, string reason);

    [LoggerMessage(LogLevel.Debug, "{App} {Topic}: message {Seq} failed {Failures} times: {Reason}")]
    private static partial void Retrying(ILogger logger, string app, string topic, long seq, int failures, string reason);

    [LoggerMessage(LogLevel.Error, "{App} {Topic}: message {Seq} given up after {Attempts} attempts: {Reason}")]
    private static partial void GivenUp(ILogger logger, string app, string topic, long seq, int attempts, string reason);

    [LoggerMessage(LogLevel.Error, "{App} {Topic}: unexpected failure")]
    private static partial void Failed(ILogger logger, string app, string topic, Exception exception);
}
