using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Platform.ServiceDefaults.Hosting;

/// <summary>
/// The system clock, or, with <c>Clock:Now</c> (ISO 8601), a clock that starts there and runs on: to try out a deadline
/// afternoon on another day. <c>Clock:StartedAt</c> is when it began to run (by the system's clock), the same for all services, so that they agree
/// however long each takes to start; without it, now. Never set in production.
/// </summary>
public static class Clock
{
    public static TimeProvider From(IConfiguration configuration) =>
        configuration["Clock:Now"] is { Length: > 0 } now
            ? new Shifted(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture) - StartedAt(configuration))
            : TimeProvider.System;

    private static DateTimeOffset StartedAt(IConfiguration configuration) => configuration["Clock:StartedAt"] is { Length: > 0 } at
        ? DateTimeOffset.Parse(at, CultureInfo.InvariantCulture)
        : TimeProvider.System.GetUtcNow();

    private sealed class Shifted(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }
}
