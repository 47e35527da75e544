using Microsoft.EntityFrameworkCore;
using Platform.Reporting.Errors;
using Platform.Reporting.Model.Periods;
using Platform.Reporting.Storage;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting.Periods.Generate;

/// <param name="Year">2000 to 2100.</param>
/// <param name="Apply">False (the default) only shows what would be made.</param>
public sealed record GenerateInput(int? Year, bool? Apply);

/// <param name="Exists">Already in the calendar and left as it is.</param>
/// <param name="Notes">What to look at: deadlines moved off days off, less than a working day between cut-off and deadline.</param>
public sealed record GeneratedPeriod(PeriodView Period, bool Exists, IReadOnlyList<string> Notes);

public sealed record GenerateAnswer(int Year, bool Applied, int Added, IReadOnlyList<GeneratedPeriod> Periods);

/// <summary>
/// Makes a year's calendar by Decree 09/2019/NĐ-CP: twelve months, four quarters, two halves, nine months and the year, with deadlines on
/// working days. Rows that exist are kept, so that it may be run again.
/// </summary>
public static class GenerateEndpoint
{
    public static void MapGeneratePeriods(this WebApplication app) =>
        app.For(Rights.ManagePeriods).MapPost("/api/reports/periods/generate", GenerateAsync)
            .WithSummary("Previews or makes the calendar of a year (city-admin)");

    private static async Task<Answer<GenerateAnswer>> GenerateAsync(
        GenerateInput input, PeriodCalendar calendar, WorkingDays workingDays, ReportingDb db, TimeProvider time, CancellationToken stop)
    {
        if (input.Year is not (>= 2000 and <= 2099) || input.Year is not { } year)
            return Failure.Invalid("year", ReportErrors.DateOutOfReach, $"Năm phải từ 2000 đến 2099, nhận được {input.Year}.");
        var days = await workingDays.GetAsync(stop);
        var rows = Decree.Year(year).Select(c => Decree.Row(c, days)).ToList();
        var known = calendar.All.ToDictionary(p => p.Code);
        var added = input.Apply == true
            ? await db.WriteAsync(async () =>
            {
                var there = await db.Periods.Select(p => p.Code).ToHashSetAsync(stop);
                db.Periods.AddRange(rows.Where(r => !there.Contains(r.Code)));
                await db.SaveChangesAsync(stop);
                return rows.Count(r => !there.Contains(r.Code));
            }, stop)
            : 0;
        if (added > 0)
            await calendar.LoadAsync(db);
        var now = time.GetUtcNow();
        return new GenerateAnswer(year, input.Apply == true, added, [.. rows.Select(r => known.TryGetValue(r.Code, out var there)
            ? new GeneratedPeriod(PeriodView.Of(there, now, null), true, Decree.Notes(there, days))
            : new GeneratedPeriod(PeriodView.Of(r, now, null), false, Decree.Notes(r, days)))]);
    }
}
