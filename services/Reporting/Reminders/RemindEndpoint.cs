using System.Globalization;
using Platform.Contracts.Events;
using Platform.Contracts.Periods;
using Platform.Reporting.Periods;
using Platform.Reporting.Templates;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting.Reminders;

/// <param name="Units">Official codes; absent for all that have not sent.</param>
public sealed record RemindInput(IReadOnlyList<string?>? Units);

/// <param name="Reminded">Units that were told now; those that have sent or were told within the hour are left out.</param>
public sealed record RemindAnswer(IReadOnlyList<string> Reminded);

/// <summary>The Department reminds by hand, at most once an hour and unit.</summary>
public static class RemindEndpoint
{
    private const int MostUnits = 5000;

    public static void MapRemind(this WebApplication app) =>
        app.For(Rights.RemindUnits).MapPost("/api/reports/{period}/remind", async (
            string period, RemindInput? input, Caller caller, OrgUnitDirectory directory, PeriodCalendar calendar, TemplateCatalog templates, Reminder reminder, TimeProvider time,
            CancellationToken stop) =>
        {
            var found = calendar.FindOpen(period);
            if (found.Failure is { } no)
                return no.ToProblem();
            var units = (await directory.GetAsync(stop)).LeavesUnder(caller.Unit).Where(PeriodSenders.Expected(found.Value, templates)).ToDictionary(u => u.Code);
            if (input?.Units is { } wanted)
            {
                if (wanted.Count > MostUnits || wanted.Any(u => !units.ContainsKey(u ?? "")))
                {
                    return Failure.Invalid("units", ReportErrors.UnknownSenders, $"Có đơn vị không thuộc diện gửi báo cáo kỳ này, hoặc quá {MostUnits} đơn vị.").ToProblem();
                }
                units = wanted.OfType<string>().Distinct().ToDictionary(u => u, u => units[u]);
            }
            var hour = time.GetUtcNow().ToOffset(VietnamTime.Offset).ToString("yyyyMMddHH", CultureInfo.InvariantCulture);
            var told = await reminder.RemindAsync(found.Value, new($"manual-{hour}", NoticeUrgency.Warning, false), [.. units.Values], stop);
            return Results.Ok(new RemindAnswer([.. told.Select(u => u.Code)]));
        }).Produces<RemindAnswer>().WithSummary("Reminds units that have not sent (city-admin)");
}
