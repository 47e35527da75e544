using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Platform.ServiceDefaults.Hosting;

/// <summary>
/// The system clock, or, with <c>Clock:Now</c> (ISO 8601), a clock that starts there and runs on: to try out a deadline
/// afternoon on another day. Never set in production.
/// </summary>
public static class Clock
{
    public static TimeProvider From(IConfiguration configuration) =>
        configuration["Clock:Now"] is { Length: > 0 } now
            ? new Shifted(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture) - TimeProvider.System.GetUtcNow())
            : TimeProvider.System;

    private sealed class Shifted(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }
}
