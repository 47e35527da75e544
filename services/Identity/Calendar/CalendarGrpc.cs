using System.Globalization;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Grpc.Identity;
using Platform.Identity.Storage;

namespace Platform.Identity.Calendar;

/// <summary>The working-day calendar for the other services.</summary>
public sealed class CalendarGrpc(IdentityDb db) : WorkCalendar.WorkCalendarBase
{
    public override async Task<GetCalendarReply> Get(GetCalendarRequest request, ServerCallContext context)
    {
        var days = await db.CalendarDays.AsNoTracking().OrderBy(d => d.Day).ToListAsync(context.CancellationToken);
        var reply = new GetCalendarReply();
        foreach (var day in days)
            (day.Working ? reply.DaysWorked : reply.DaysOff).Add(day.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        return reply;
    }
}
