using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.Contracts.Periods;
using Platform.Reporting.Model.Periods;
using Platform.Reporting.Model.Reports;
using Platform.Reporting.Storage;
using Platform.ServiceDefaults.Outbox;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting.Reminders;

/// <summary>
/// Reminds offices of the parts they have not handed in, by the part's own deadline. One notice an office, deadline and step, written with
/// its row, so that a repeated sweep says nothing twice.
/// </summary>
public sealed class OfficeReminder(ReportingDb db, TemplateCatalog templates, OutboxSignal signal, TimeProvider time)
{
    private const int Batch = 200;

    /// <returns>How many offices were told.</returns>
    public async Task<int> RemindAsync(PeriodRow period, IReadOnlyList<OrgUnitInfo> units, WorkingCalendar days, CancellationToken stop)
    {
        var (told, today) = (0, VietnamTime.DateOf(time.GetUtcNow()));
        // Far from the period's own date only reports are looked at whose parts have dates of their own.
        var near = ReminderSteps.ForOffice(today, period.OfficeDue, days) is not null;
        foreach (var batch in units.Chunk(Batch))
        {
            told += await db.WriteAsync(
                async () =>
                {
                    var (codes, now) = (batch.Select(u => u.Code).ToList(), time.GetUtcNow());
                    var reports = await db.Reports.AsNoTracking()
                        .Where(r => r.Period == period.Code && codes.Contains(r.OrgUnit) && (near || r.Parts!.Contains("\"dueOn\":\"")))
                        .Select(r => new Begun(r.OrgUnit, r.State, r.Parts, r.TemplateCode, r.TemplateVersion))
                            .ToDictionaryAsync(r => r.OrgUnit, stop);
                    var decided = (await db.PartOffices.AsNoTracking().Where(p => codes.Contains(p.OrgUnit)).ToListAsync(stop))
                        .ToLookup(p => p.OrgUnit);
                    var done = await db.Reminders.Where(r => r.Period == period.Code && codes.Contains(r.OrgUnit)
                        && r.Step.StartsWith("office/"))
                        .Select(r => new { r.OrgUnit, r.Step }).ToHashSetAsync(stop);
                    var count = 0;
                    foreach (var unit in batch.Where(u => near || reports.ContainsKey(u.Code)))
                    {
                        foreach (var reminder in Open(period, unit, reports.GetValueOrDefault(unit.Code), decided[unit.Code], today, days))
                        {
                            if (done.Contains(new { OrgUnit = unit.Code, Step = reminder.Code }))
                                continue;
                            db.Reminders.Add(new() { Period = period.Code, OrgUnit = unit.Code, Step = reminder.Code, At = now });
                            db.Outbox.Add(OutboxMessage.For(Topics.NoticeRaised, Notice(period, unit, reminder, now), now));
                            count++;
                        }
                    }
                    await db.SaveChangesAsync(stop);
                    return count;
                },
                stop);
        }
        if (told > 0)
            signal.Set();
        return told;
    }

    private sealed record Begun(string OrgUnit, string State, string? Parts, string TemplateCode, int TemplateVersion);

    private sealed record OfficeStep(string Office, DateOnly Due, ReminderStep Step, IReadOnlyList<string> Titles)
    {
        public string Code => $"office/{Office}/{Step.Code}/{Due:yyyyMMdd}";
    }

    /// <summary>What every office of a unit is to hear today.</summary>
    private IEnumerable<OfficeStep> Open(
        PeriodRow period, OrgUnitInfo unit, Begun? report, IEnumerable<PartOfficeRow> decided, DateOnly today, WorkingCalendar days)
    {
        var template = report is null ? templates.For(period, unit) : templates.Get(report.TemplateCode, report.TemplateVersion);
        if (template.Failure is not null || report?.State is not (null or ReportStates.Draft or ReportStates.Returned))
            return [];
        var (states, chosen) = (PartState.Of(report?.Parts), decided.ToDictionary(d => d.Part, d => d.Office));
        return
            from part in template.Value.Parts
            let office = chosen.TryGetValue(part.Code, out var own) ? own : part.Office
            let state = states.GetValueOrDefault(part.Code) ?? PartState.New
            where office is not null && state.State != PartStates.HandedIn
            let due = state.DueOn ?? period.OfficeDue
            let step = ReminderSteps.ForOffice(today, due, days)
            where step is not null
            group part.Title by (office, due, step) into open
            select new OfficeStep(open.Key.office, open.Key.due, open.Key.step, [.. open]);
    }

    private static NoticeRaisedV1 Notice(PeriodRow period, OrgUnitInfo unit, OfficeStep reminder, DateTimeOffset now)
    {
        var late = VietnamTime.DateOf(now) > reminder.Due;
        var parts = reminder.Titles.Count == 1 ? $"phần “{reminder.Titles[0]}”" : $"{reminder.Titles.Count} phần";
        return new(
            Guid.NewGuid(), $"report/{period.Code}/{unit.Code}/{reminder.Code}", unit.Code, late
                ? "report-part-overdue" : "report-part-due", reminder.Step.Urgency,
            late ? $"Đã quá hạn nộp {parts} của báo cáo {PeriodNames.Of(period)} (hạn {reminder.Due:dd/MM/yyyy})"
                : $"Phải nộp {parts} của báo cáo {PeriodNames.Of(period)} trước hết ngày {reminder.Due:dd/MM/yyyy}",
            string.Join("; ", reminder.Titles), $"/don-vi/{unit.Code}/bao-cao/{period.Code}",
            [new(unit.Code, Roles.CommuneOfficer, reminder.Office)], now);
    }
}
