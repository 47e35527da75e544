using System.Globalization;
using Platform.Contracts.Grpc.Identity;
using Platform.Contracts.Periods;

namespace Platform.ServiceDefaults.Units;

/// <summary>The working-day calendar, asked from Identity over gRPC and kept for five minutes; an old one serves while Identity is away.</summary>
public sealed class WorkingDays(WorkCalendar.WorkCalendarClient identity, TimeProvider time)
{
    private static readonly TimeSpan Keep = TimeSpan.FromMinutes(5);
    private volatile Loaded? _loaded;

    public async ValueTask<WorkingCalendar> GetAsync(CancellationToken stop = default)
    {
        var old = _loaded;
        if (old is not null && time.GetUtcNow() - old.At < Keep)
            return old.Calendar;
        try
        {
            var reply = await identity.GetAsync(new(), cancellationToken: stop);
            var fresh = new WorkingCalendar(Days(reply.DaysOff), Days(reply.DaysWorked));
            _loaded = new(fresh, time.GetUtcNow());
            return fresh;
        }
        catch (Grpc.Core.RpcException) when (old is not null)
        {
            return old.Calendar;
        }
    }

    private static HashSet<DateOnly> Days(IEnumerable<string> days) => [.. days.Select(d => DateOnly.Parse(d, CultureInfo.InvariantCulture))];

    private sealed record Loaded(WorkingCalendar Calendar, DateTimeOffset At);
}
