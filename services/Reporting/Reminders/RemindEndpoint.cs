using System.Globalization;
using Platform.Contracts.Events;
using Platform.Contracts.Periods;
using Platform.Reporting.Errors;
using Platform.Reporting.Periods;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;

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
        app.For(Rights.RemindUnits).MapPost("/api/reports/{period}/remind", RemindAsync)
            .WithSummary("Reminds units that have not sent (city-admin)");

    private static async Task<Answer<RemindAnswer>> RemindAsync(
        [AsParameters] PeriodScope scope, RemindInput? input, Reminder reminder, TimeProvider time) =>
        await scope.Calendar.FindOpen(scope.Period).ThenAsync<RemindAnswer>(async period =>
        {
            var units = (await scope.UnitsAsync()).Where(scope.Expected(period)).ToDictionary(u => u.Code);
            if (input?.Units is { } wanted)
            {
                if (wanted.Count > MostUnits || wanted.Any(u => !units.ContainsKey(u ?? "")))
                {
                    return Failure.Invalid(
                        "units", ReportErrors.UnknownSenders,
                        $"Có đơn vị không thuộc diện gửi báo cáo kỳ này, hoặc quá {MostUnits} đơn vị.");
                }
                units = wanted.OfType<string>().Distinct().ToDictionary(u => u, u => units[u]);
            }
            var hour = time.GetUtcNow().ToOffset(VietnamTime.Offset).ToString("yyyyMMddHH", CultureInfo.InvariantCulture);
            var told = await reminder.RemindAsync(period, new($"manual-{hour}", NoticeUrgency.Warning, false), [.. units.Values],
                scope.Stop);
            return new RemindAnswer([.. told.Select(u => u.Code)]);
        });
}
