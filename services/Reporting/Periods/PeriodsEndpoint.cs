using Platform.Reporting.Storage;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting.Periods;

/// <summary>The calendar of reporting periods, and the Department's hand on each row.</summary>
public static class PeriodsEndpoint
{
    public static void MapPeriods(this WebApplication app)
    {
        app.For(Rights.SignedIn).MapGet("/api/reports/periods", (PeriodCalendar calendar, TimeProvider time, int? year, string? kind) =>
            List(calendar, time.GetUtcNow(), year, kind)).WithSummary("The calendar of reporting periods");

        var periods = app.For(Rights.ManagePeriods).MapGroup("/api/reports/periods");
        periods.MapPut("{period}", async ([AsParameters] PeriodChangeScope period, PeriodEdit edit, OrgUnitDirectory directory,
            TemplateCatalog templates) =>
        {
            var units = await directory.GetAsync(period.Stop);
            return await period.ChangeAsync((row, now) => PeriodRules.Apply(row, edit, false, units, templates, now));
        }).WithSummary("Edits a period's dates and rules (city-admin); window, senders and template only before it opens");
        periods.MapPost("{period}/close", ([AsParameters] PeriodChangeScope period) => period.ChangeAsync(PeriodRules.Close))
            .WithSummary("Locks a period (city-admin)");
        periods.MapPost("{period}/open", ([AsParameters] PeriodChangeScope period) => period.ChangeAsync(PeriodRules.Open))
            .WithSummary("Unlocks a period (city-admin)");
    }

    private static Answer<List<PeriodView>> List(PeriodCalendar calendar, DateTimeOffset now, int? year, string? kind)
    {
        var focus = calendar.Focus(now)?.Code;
        return calendar.All
            .Where(p => (year is null || p.Code.StartsWith($"{year}", StringComparison.Ordinal)) && (kind is null || p.Kind == kind))
            .Select(p => PeriodView.Of(p, now, focus)).ToList();
    }
}
