using System.Text.Json;
using Platform.Contracts.Periods;
using Platform.ServiceDefaults.Text;
using Platform.ServiceDefaults.Units;

namespace Platform.Tasks.Model;

/// <summary>A task that comes from no plan: what was told of it, and the row that follows. Pure.</summary>
/// <param name="DueDates">As written, in order; more than one makes a series.</param>
public sealed record NewTask(
    string Content, int Area, IReadOnlyList<string> Products, string? DeadlineText, IReadOnlyList<DateOnly> DueDates, string? Recurrence,
    string? Office, string? User, bool NeedsConfirmation)
{
    public (TaskRow Task, List<OccurrenceRow> Occurrences) For(
        OrgUnitInfo unit, string origin, Guid? assignment, WorkingCalendar calendar, DateTimeOffset now)
    {
        var today = VietnamTime.DateOf(now);
        var series = DueDates.Count > 1;
        var task = new TaskRow
        {
            Id = Guid.CreateVersion7(now),
            OrgUnit = unit.Code,
            Province = unit.Parent ?? unit.Code,
            Origin = origin,
            PlanId = Guid.Empty,
            AssignmentId = assignment,
            Area = Area,
            Number = "",
            Content = Content.Trim(),
            Coordinators = "[]",
            Products = JsonSerializer.Serialize(Products.Select(p => p.Trim()), PlatformJson.Options),
            DeadlineText = DeadlineText ?? TextOf(DueDates),
            DeadlineKind = series ? DeadlineKinds.Recurring : DueDates.Count == 1 ? DeadlineKinds.ByDate : DeadlineKinds.None,
            DeadlineFrom = series ? DueDates[0] : null,
            DeadlineTo = DueDates.Count > 0 ? DueDates[^1] : null,
            Recurrence = series ? Recurrence : null,
            DueDates = "[]",
            FromYear = DueDates.Count > 0 && DueDates[0].Year < today.Year ? DueDates[0].Year : today.Year,
            ToYear = DueDates.Count > 0 ? Math.Max(today.Year, DueDates[^1].Year) : today.Year,
            AssigneeOffice = Office,
            AssigneeUser = User,
            NeedsConfirmation = NeedsConfirmation,
            State = "",
            Version = 1,
            UpdatedAt = now,
        };
        task.SearchText = SearchTextOf(task);
        var occurrences = new List<OccurrenceRow>();
        DueDay.Write(task, DueDates, occurrences, calendar);
        TaskRules.Settle(task, occurrences, [], today);
        return (task, occurrences);
    }

    public static string SearchTextOf(TaskRow t) =>
        SearchWords.TextOf(t.Number, t.Content, t.LeadAgency, Names(t.Products), Names(t.Coordinators));

    public static string TextOf(IReadOnlyList<DateOnly> dueDates) => dueDates.Count switch
    {
        0 => "",
        1 => $"Trước ngày {dueDates[0]:dd/MM/yyyy}",
        _ => $"{dueDates.Count} kỳ, từ {dueDates[0]:dd/MM/yyyy} đến {dueDates[^1]:dd/MM/yyyy}",
    };

    private static string Names(string json) => string.Join(' ', JsonSerializer.Deserialize<List<string>>(json, PlatformJson.Options)!);
}
