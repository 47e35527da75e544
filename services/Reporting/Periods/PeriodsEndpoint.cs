using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Periods;
using Platform.Reporting.Storage;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;

namespace Platform.Reporting.Periods;

public static class PeriodsEndpoint
{
    /// <param name="Cutoff">Last day covered by the figures.</param>
    /// <param name="DueAt">The instant (UTC) after which a submission of a commune is late.</param>
    /// <param name="Focus">True for the one period the pages open with: the earliest open quarter.</param>
    public sealed record PeriodView(
        string Code, string Kind, DateOnly From, DateOnly Cutoff, DateOnly OfficeDue, DateOnly CommuneDue, DateOnly CityDue,
        DateTimeOffset OpensAt, DateTimeOffset DueAt, DateTimeOffset? ClosedAt, PeriodState State, bool Focus);

    /// <summary>Dates that may be edited; what is absent stays.</summary>
    public sealed record PeriodEdit(DateOnly? OfficeDue, DateOnly? CommuneDue, DateOnly? CityDue, DateTimeOffset? OpensAt);

    public static void MapPeriods(this WebApplication app)
    {
        app.MapGet("/api/reports/periods", (PeriodCalendar calendar, TimeProvider time, int? year, string? kind) =>
        {
            var now = time.GetUtcNow();
            var focus = Focus(calendar, now)?.Code;
            return Results.Ok(calendar.All
                .Where(p => (year is null || p.Code.StartsWith($"{year}", StringComparison.Ordinal)) && (kind is null || p.Kind == kind))
                .Select(p => View(p, now, focus)));
        }).Produces<IEnumerable<PeriodView>>().WithSummary("The calendar of reporting periods");

        app.MapPut("/api/reports/periods/{period}", (string period, PeriodEdit edit, Caller caller, PeriodCalendar calendar, ReportingDb db, TimeProvider time, CancellationToken stop) =>
            ChangeAsync(period, caller, calendar, db, time, row => OutOfReach(edit, row), row =>
            {
                row.OfficeDue = edit.OfficeDue ?? row.OfficeDue;
                row.CommuneDue = edit.CommuneDue ?? row.CommuneDue;
                row.CityDue = edit.CityDue ?? row.CityDue;
                row.OpensAt = edit.OpensAt ?? row.OpensAt;
            }, stop)).Produces<PeriodView>().WithSummary("Edits a period's dates (city-admin)");

        app.MapPost("/api/reports/periods/{period}/close", (string period, Caller caller, PeriodCalendar calendar, ReportingDb db, TimeProvider time, CancellationToken stop) =>
            ChangeAsync(period, caller, calendar, db, time, _ => [], row => row.ClosedAt ??= time.GetUtcNow(), stop))
            .Produces<PeriodView>().WithSummary("Locks a period (city-admin)");

        app.MapPost("/api/reports/periods/{period}/open", (string period, Caller caller, PeriodCalendar calendar, ReportingDb db, TimeProvider time, CancellationToken stop) =>
            ChangeAsync(period, caller, calendar, db, time, _ => [], row => row.ClosedAt = null, stop))
            .Produces<PeriodView>().WithSummary("Unlocks a period (city-admin)");
    }

    private static async Task<IResult> ChangeAsync(
        string period, Caller caller, PeriodCalendar calendar, ReportingDb db, TimeProvider time,
        Func<PeriodRow, IReadOnlyList<FieldError>> check, Action<PeriodRow> change, CancellationToken stop)
    {
        if (!caller.Is(Roles.CityAdmin))
            return RequestErrors.NotAllowed("sửa lịch báo cáo").ToProblem();
        var found = calendar.Find(period);
        if (found.Failure is { } failure)
            return failure.ToProblem();
        if (check(found.Value) is { Count: > 0 } errors)
            return new Failure(RequestErrors.Validation, $"Có {errors.Count} chỗ cần sửa; chưa lưu gì.", errors).ToProblem();
        await db.WriteAsync(
            async () =>
            {
                var row = await db.Periods.SingleAsync(p => p.Code == period, stop);
                change(row);
                row.Version++;
                return await db.SaveChangesAsync(stop);
            },
            stop);
        await calendar.LoadAsync(db);
        var now = time.GetUtcNow();
        return Results.Ok(View(calendar.Find(period).Value, now, Focus(calendar, now)?.Code));
    }

    /// <summary>Dates lie between the period's first day and a year after its last: a slip of the pen must not stop the calendar.</summary>
    private static List<FieldError> OutOfReach(PeriodEdit edit, PeriodRow row)
    {
        var last = row.To.AddYears(1);
        DateOnly? opens = edit.OpensAt is { } instant ? DateOnly.FromDateTime(instant.UtcDateTime) : null;
        (string Field, DateOnly? Day, DateOnly First)[] dates =
        [
            ("officeDue", edit.OfficeDue, row.From), ("communeDue", edit.CommuneDue, row.From), ("cityDue", edit.CityDue, row.From),
            // A period may well open before its first day.
            ("opensAt", opens, row.From.AddYears(-1)),
        ];
        return [.. dates.Where(d => d.Day < d.First || d.Day > last).Select(d => new FieldError(
            d.Field, ReportErrors.DateOutOfReach, $"Ngày {d.Day:dd/MM/yyyy} nằm ngoài khoảng từ {d.First:dd/MM/yyyy} đến {last:dd/MM/yyyy}."))];
    }

    private static PeriodRow? Focus(PeriodCalendar calendar, DateTimeOffset now) =>
        calendar.All.FirstOrDefault(p => p.Kind == "quarter" && PeriodCalendar.StateOf(p, now) == PeriodState.Open);

    private static PeriodView View(PeriodRow p, DateTimeOffset now, string? focus) => new(
        p.Code, p.Kind, p.From, p.To.AddDays(-1), p.OfficeDue, p.CommuneDue, p.CityDue,
        p.OpensAt, VietnamTime.EndOf(p.CommuneDue), p.ClosedAt, PeriodCalendar.StateOf(p, now), p.Code == focus);
}
