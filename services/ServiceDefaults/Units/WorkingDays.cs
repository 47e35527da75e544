using System.Globalization;
using Platform.Contracts.Grpc.Identity;
using Platform.Contracts.Periods;

namespace Platform.ServiceDefaults.Units;

/// <summary>The working-day calendar, asked from Identity over gRPC and kept as <see cref="ReferenceCache{T}"/> says.</summary>
public sealed class WorkingDays(WorkCalendar.WorkCalendarClient identity, ReferenceVersion reference, TimeProvider time)
{
    private readonly ReferenceCache<WorkingCalendar> _calendar = new(stop => AskAsync(identity, stop), reference, time);

    public ValueTask<WorkingCalendar> GetAsync(CancellationToken stop = default) => _calendar.GetAsync(stop);

    private static async Task<WorkingCalendar> AskAsync(WorkCalendar.WorkCalendarClient identity, CancellationToken stop)
    {
        var reply = await identity.GetAsync(new(), cancellationToken: stop);
        return new(Days(reply.DaysOff), Days(reply.DaysWorked));
    }

    private static HashSet<DateOnly> Days(IEnumerable<string> days) => [.. days.Select(d => DateOnly.Parse(d, CultureInfo.InvariantCulture))];
}
