using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Platform.Identity.OrgUnits;
using Platform.Identity.Storage;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Outbox;
using Platform.ServiceDefaults.Preconditions;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;

namespace Platform.Identity.Calendar;

/// <param name="Working">False: a day off. True: a weekend worked in exchange.</param>
/// <param name="Name">Why, e.g. “Quốc khánh”.</param>
public sealed record CalendarDay(DateOnly Day, bool Working, string Name);

/// <summary>The days of a year that differ from Monday to Friday. Everybody may look; the platform's own city or the nation keeps them.</summary>
public static class CalendarEndpoint
{
    private const int FirstYear = 2000;
    private const int LastYear = 2100;
    private const int MostDays = 120;
    private const int LongestName = 100;

    private static readonly ErrorCode BadYear = new("IDN-0050", 404, "There is no calendar of that year");
    private static readonly ErrorCode Changed = new("IDN-0051", 409, "Somebody else has changed the calendar of that year");

    /// <param name="Version">To be sent with a change; 0 for a year that nobody has changed yet.</param>
    public sealed record CalendarYear(int Year, long Version, string? ChangedBy, DateTimeOffset? ChangedAt, IReadOnlyList<CalendarDay> Days);

    /// <param name="Days">All of the year's days; what is not in it becomes an ordinary day again.</param>
    public sealed record CalendarInput(long? Version, IReadOnlyList<DayInput>? Days);

    public sealed record DayInput(DateOnly? Day, bool? Working, string? Name);

    public static void MapCalendar(this WebApplication app)
    {
        app.For(Rights.SignedIn).MapGet("/api/identity/calendar/{year:int}", async Task<Answer<CalendarYear>> (int year, IdentityDb db, CancellationToken stop) =>
            Refusal(year) is { } failure ? failure : await ReadAsync(db, year, stop))
            .Revalidated<CalendarYear>(c => c.Version).WithSummary("Days of a year that differ from Monday to Friday");

        app.For(Rights.SignedIn).MapGet("/api/identity/calendar/{year:int}/proposals", Answer<List<CalendarDay>> (int year) =>
            Refusal(year) is { } failure ? failure : Proposals.Of(year).ToList())
            .WithSummary("Days off that the law lets expect, for a person to check");

        app.For(Rights.KeepCalendar).MapPut("/api/identity/calendar/{year:int}", ChangeAsync)
            .WithSummary("Replaces the days of a year; due dates follow");
    }

    private static Failure? Refusal(int year) =>
        year is < FirstYear or > LastYear ? new(BadYear, $"Lịch làm việc có từ năm {FirstYear} đến {LastYear}.") : null;

    private static async Task<Answer<CalendarYear>> ChangeAsync(
        int year, CalendarInput input, Precondition seen, Caller caller, IdentityDb db, OutboxSignal signal, TimeProvider time, CancellationToken stop)
    {
        if (Refusal(year) is { } failure)
            return failure;
        var errors = Check(year, input).ToList();
        if (errors.Count > 0)
            return Failure.Invalid(errors);
        var now = time.GetUtcNow();
        var result = await db.WriteAsync<Result<CalendarYear>>(
            async () =>
            {
                var row = await db.CalendarYears.SingleOrDefaultAsync(y => y.Year == year, stop);
                if (!seen.And(input.Version).Holds(row?.Version ?? 0))
                    return new Failure(Changed, $"Lịch năm {year} vừa được {row?.ChangedBy} sửa; hãy tải lại trang rồi sửa tiếp.");
                if (row is null)
                    db.CalendarYears.Add(row = new() { Year = year, ChangedBy = "" });
                (row.Version, row.ChangedBy, row.ChangedAt) = (row.Version + 1, caller.UserName, now);
                var (from, to) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
                await db.CalendarDays.Where(d => d.Day >= from && d.Day <= to).ExecuteDeleteAsync(stop);
                db.CalendarDays.AddRange(input.Days!.Select(d => new CalendarDayRow { Day = d.Day!.Value, Working = d.Working ?? false, Name = d.Name!.Trim() }));
                await db.SaveChangesAsync(stop);
                await db.TellOfChangeAsync(caller.Unit, now, stop);
                return await ReadAsync(db, year, stop);
            },
            stop);
        signal.Set();
        return result;
    }

    private static IEnumerable<FieldError> Check(int year, CalendarInput input)
    {
        if (input.Version is null)
            yield return new("version", "IDN-0052", "Thiếu phiên bản của lịch đang sửa.");
        if (input.Days is null || input.Days.Count > MostDays)
        {
            yield return new("days", "IDN-0053", $"Cần danh sách tối đa {MostDays} ngày, nhận được {input.Days?.Count.ToString(CultureInfo.InvariantCulture) ?? "trống"}.");
            yield break;
        }
        var seen = new HashSet<DateOnly>();
        foreach (var (index, day) in input.Days.Index())
        {
            var field = $"days[{index}]";
            if (day?.Day is not { } on || on.Year != year)
                yield return new($"{field}.day", "IDN-0054", $"Ngày phải thuộc năm {year}.");
            else if (!seen.Add(on))
                yield return new($"{field}.day", "IDN-0055", $"Ngày {on:dd/MM/yyyy} ghi hai lần.");
            else if (day.Working == true && on.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                yield return new($"{field}.working", "IDN-0056", $"Ngày {on:dd/MM/yyyy} vốn là ngày làm việc; chỉ thứ bảy và chủ nhật mới làm bù.");
            if (string.IsNullOrWhiteSpace(day?.Name) || day.Name.Length > LongestName || day.Name.Any(char.IsControl))
                yield return new($"{field}.name", "IDN-0057", $"Tên ngày cần từ 1 đến {LongestName} ký tự, trên một dòng.");
        }
    }

    private static async Task<Result<CalendarYear>> ReadAsync(IdentityDb db, int year, CancellationToken stop)
    {
        var (from, to) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        var row = await db.CalendarYears.AsNoTracking().SingleOrDefaultAsync(y => y.Year == year, stop);
        var days = await db.CalendarDays.AsNoTracking().Where(d => d.Day >= from && d.Day <= to).OrderBy(d => d.Day)
            .Select(d => new CalendarDay(d.Day, d.Working, d.Name)).ToListAsync(stop);
        return new CalendarYear(year, row?.Version ?? 0, row?.ChangedBy, row?.ChangedAt, days);
    }
}
