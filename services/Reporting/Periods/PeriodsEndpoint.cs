using Microsoft.EntityFrameworkCore;
using Platform.Reporting.Storage;
using Platform.Reporting.Templates;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Preconditions;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting.Periods;

/// <summary>The calendar of reporting periods, and the Department's hand on each row.</summary>
public static class PeriodsEndpoint
{
    public static void MapPeriods(this WebApplication app)
    {
        app.For(Rights.SignedIn).MapGet("/api/reports/periods", (PeriodCalendar calendar, TimeProvider time, int? year, string? kind) =>
        {
            var now = time.GetUtcNow();
            var focus = calendar.Focus(now)?.Code;
            return Results.Ok(calendar.All
                .Where(p => (year is null || p.Code.StartsWith($"{year}", StringComparison.Ordinal)) && (kind is null || p.Kind == kind))
                .Select(p => PeriodView.Of(p, now, focus)));
        }).Produces<IEnumerable<PeriodView>>().Revalidated().WithSummary("The calendar of reporting periods");

        app.For(Rights.ManagePeriods).MapPut("/api/reports/periods/{period}", async (
            string period, PeriodEdit edit, Change change, OrgUnitDirectory directory, TemplateCatalog templates, TimeProvider time,
            CancellationToken stop) =>
        {
            var units = await directory.GetAsync(stop);
            return await change.RunAsync(period, row => PeriodRules.Apply(row, edit, false, units, templates, time.GetUtcNow()), stop);
        }).Produces<PeriodView>().WithSummary("Edits a period's dates and rules (city-admin); window, senders and template only before it opens");

        app.For(Rights.ManagePeriods).MapPost("/api/reports/periods/{period}/close", (
            string period, Change change, TimeProvider time, CancellationToken stop) =>
            change.RunAsync(period, row =>
            {
                row.ClosedAt ??= time.GetUtcNow();
                return [];
            }, stop)).Produces<PeriodView>().WithSummary("Locks a period (city-admin)");

        app.For(Rights.ManagePeriods).MapPost("/api/reports/periods/{period}/open", (string period, Change change, CancellationToken stop) =>
            change.RunAsync(period, row =>
            {
                row.ClosedAt = null;
                return [];
            }, stop)).Produces<PeriodView>().WithSummary("Unlocks a period (city-admin)");
    }

    /// <summary>The shared way: decision on the row as it stands, write, calendar read anew.</summary>
    public sealed class Change(PeriodCalendar calendar, ReportingDb db, TimeProvider time)
    {
        public async Task<IResult> RunAsync(string period, Func<PeriodRow, IReadOnlyList<FieldError>> change, CancellationToken stop)
        {
            if (calendar.Find(period).Failure is { } failure)
                return failure.ToProblem();
            var errors = await db.WriteAsync(
                async () =>
                {
                    var row = await db.Periods.SingleAsync(p => p.Code == period, stop);
                    var wrong = change(row);
                    if (wrong.Count > 0)
                        return wrong;
                    row.Version++;
                    await db.SaveChangesAsync(stop);
                    return wrong;
                },
                stop);
            if (errors.Count > 0)
                return Failure.Invalid(errors).ToProblem();
            await calendar.LoadAsync(db);
            var now = time.GetUtcNow();
            return Results.Ok(PeriodView.Of(calendar.Find(period).Value, now, calendar.Focus(now)?.Code));
        }
    }
}
