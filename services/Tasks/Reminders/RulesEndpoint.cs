using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Periods;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Preconditions;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;
using Platform.ServiceDefaults.Text;
using Platform.ServiceDefaults.Units;
using Platform.Tasks.Changes;
using Platform.Tasks.Errors;
using Platform.Tasks.Storage;

namespace Platform.Tasks.Reminders;

/// <summary>A city's rules of reminding, kept by its administrator, and whom they would tell today.</summary>
public static class RulesEndpoint
{
    private const int MostLines = 500;

    /// <param name="City">Code of the city or province.</param>
    /// <param name="Version">To be sent with a change; 0 while the default rules hold.</param>
    public sealed record RulesView(
        string City, long Version, bool IsDefault, string? ChangedBy, DateTimeOffset? ChangedAt, IReadOnlyList<ReminderStep> Steps);

    public sealed record RulesInput(long? Version, IReadOnlyList<ReminderStep?>? Steps);

    /// <param name="Recipient"><c>officer</c> or <c>leader</c>.</param>
    /// <param name="Office">Code of the office; null when it is all officers or the leader.</param>
    public sealed record PreviewLine(
        string OrgUnit, string UnitName, string Recipient, string? Office, string? UserName, string Title, int Tasks);

    /// <param name="Working">Whether today is a working day; on a day off nothing is sent.</param>
    /// <param name="TasksForDepartment">Tasks that the Department would be told of.</param>
    public sealed record Preview(DateOnly Day, bool Working, int TasksForDepartment, int Notices, IReadOnlyList<PreviewLine> Lines);

    public static void MapReminderRules(this IEndpointRouteBuilder app)
    {
        app.For(Rights.SignedIn).MapGet("/api/tasks/reminder-rules", ReadOwnAsync).Revalidated<RulesView>(r => r.Version)
            .WithSummary("When tasks of the caller's city are reminded of, and whom");
        app.For(Rights.KeepReminderRules).MapPut("/api/tasks/reminder-rules", ChangeAsync)
            .WithSummary("Replaces the reminder rules of the caller's city");
        app.For(Rights.ReadUnit).MapGet("/api/tasks/reminder-rules/preview", PreviewAsync)
            .WithSummary("Who would be told of what today (at most 500 lines)");
    }

    private static async Task<Answer<RulesView>> ReadOwnAsync(
        Caller caller, OrgUnitDirectory directory, TasksDb db, CancellationToken stop) =>
        await ReadAsync(db, CityOf(caller, await directory.GetAsync(stop)), stop);

    private static async Task<Answer<RulesView>> ChangeAsync(
        RulesInput input, Precondition seen, Caller caller, OrgUnitDirectory directory, TasksDb db, TimeProvider time, CancellationToken stop)
    {
        var errors = ReminderRules.Check(input.Steps).ToList();
        if (input.Version is null)
            errors.Add(new("version", "TSK-1108", "Thiếu phiên bản của quy tắc đang sửa."));
        if (errors.Count > 0)
            return Failure.Invalid(errors);
        var (city, now) = (CityOf(caller, await directory.GetAsync(stop)), time.GetUtcNow());
        return await db.WriteAsync<Result<RulesView>>(
            async () =>
            {
                var row = await db.ReminderRules.SingleOrDefaultAsync(r => r.City == city, stop);
                if (!seen.And(input.Version).Holds(row?.Version ?? 0))
                {
                    return new Failure(
                        TaskErrors.RulesChanged, $"Quy tắc nhắc việc vừa được {row?.ChangedBy} sửa; hãy tải lại trang rồi sửa tiếp.");
                }
                if (row is null)
                    db.Add(row = new() { City = city, Steps = "", ChangedBy = "" });
                (row.Version, row.Steps, row.ChangedBy, row.ChangedAt) =
                    (row.Version + 1, JsonSerializer.Serialize(input.Steps, PlatformJson.Options), caller.UserName, now);
                await db.SaveChangesAsync(stop);
                return await ReadAsync(db, city, stop);
            },
            stop);
    }

    private static async Task<Answer<Preview>> PreviewAsync(
        string? orgUnit, TaskAccess access, OrgUnitDirectory directory, WorkingDays workingDays, TasksDb db, TimeProvider time,
        CancellationToken stop) =>
        await (await access.UnitAsync(orgUnit, stop)).ThenAsync<Preview>(async unit => unit.Parent is null
            ? new Failure(TaskErrors.NoPreviewOfNation, "Chỉ xem trước cho một tỉnh, thành phố hoặc một xã, phường, đặc khu.")
            : await PreviewOfAsync(
                [.. (await directory.GetAsync(stop)).LeavesUnder(unit.Code)], await workingDays.GetAsync(stop), db, time.GetUtcNow(),
                stop));

    private static async Task<Preview> PreviewOfAsync(
        IReadOnlyList<OrgUnitInfo> units, WorkingCalendar calendar, TasksDb db, DateTimeOffset now, CancellationToken stop)
    {
        var today = VietnamTime.DateOf(now);
        var schedules = await StoredRules.SchedulesAsync(db, calendar, today, stop);
        var (lines, notices, forDepartment) = (new List<PreviewLine>(), 0, 0);
        foreach (var unit in units)
        {
            var due = await new UnitPass(unit, schedules(unit.Parent ?? unit.Code), today, now).DueAsync(db, stop);
            forDepartment += due.Count(d => d.At.Step.To.Contains(ReminderRules.Department));
            foreach (var reminder in Gathering.Of(due, unit.Code))
            {
                notices++;
                if (lines.Count >= MostLines)
                    continue;
                var title = Gathering.Notice(reminder, unit, today, now).Title;
                lines.Add(new(
                    unit.Code, unit.FullName, reminder.Recipient, reminder.To.Office, reminder.To.UserName, title, reminder.Tasks.Count));
            }
        }
        return new(today, calendar.IsWorkingDay(today), forDepartment, notices, lines);
    }

    /// <summary>A commune's people look at the rules of their city.</summary>
    private static string CityOf(Caller caller, OrgUnitSnapshot units) =>
        units.ByCode.TryGetValue(caller.Unit, out var unit) && unit is { IsLeaf: true, Parent: { } parent } ? parent : caller.Unit;

    private static async Task<RulesView> ReadAsync(TasksDb db, string city, CancellationToken stop)
    {
        var row = await db.ReminderRules.AsNoTracking().SingleOrDefaultAsync(r => r.City == city, stop);
        return new(city, row?.Version ?? 0, row is null, row?.ChangedBy, row?.ChangedAt, StoredRules.StepsOf(row));
    }
}
