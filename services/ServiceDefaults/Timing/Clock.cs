using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Platform.ServiceDefaults.Timing;

/// <summary>
/// The clock of the platform: the system's, in the whole milliseconds that are stored, so that an answer and its repetition agree. With
/// <c>Clock:Now</c> (ISO 8601) it starts there and runs on: to try out a deadline afternoon on another day. <c>Clock:StartedAt</c> is when it began to
/// run (by the system's clock), the same for all services, so that they agree however long each takes to start; without it, now. Never set in production.
/// </summary>
public sealed class Clock(TimeSpan ahead) : TimeProvider
{
    public static TimeProvider From(IConfiguration configuration) => new Clock(configuration["Clock:Now"] is { Length: > 0 } now
        ? DateTimeOffset.Parse(now, CultureInfo.InvariantCulture) - StartedAt(configuration)
        : TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds((base.GetUtcNow() + ahead).ToUnixTimeMilliseconds());

    private static DateTimeOffset StartedAt(IConfiguration configuration) => configuration["Clock:StartedAt"] is { Length: > 0 } at
        ? DateTimeOffset.Parse(at, CultureInfo.InvariantCulture)
        : System.GetUtcNow();
}
