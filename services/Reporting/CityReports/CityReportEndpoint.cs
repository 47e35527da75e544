using Microsoft.EntityFrameworkCore;
using Platform.Reporting.Model.Reports;
using Platform.Reporting.Reports.View;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Security;

namespace Platform.Reporting.CityReports;

/// <summary>What one commune wrote in a section.</summary>
public sealed record SectionSource(string OrgUnit, string Name, string Receipt, bool Accepted, string Text);

/// <summary>The city's own report: consolidated from the communes' reports, edited, reviewed and issued by the Department.</summary>
public static class CityReportEndpoint
{
    public const string Route = "/api/reports/{period}/city-report/{city}";

    public static void MapCityReport(this WebApplication app)
    {
        var reading = app.For(Rights.ReadCityReport, "city").MapGroup(Route);
        app.For(Rights.ReadCityReport, "city").MapGet(Route, GetAsync).Revalidated<CityReportView>(r => r.Revision)
            .WithSummary("The city's consolidated report, or where the communes stand before it is made");
        reading.MapGet("history", HistoryAsync).WithSummary("Who did what with the city's report, and when");
        reading.MapGet("sections/{section}", SectionAsync).WithSummary("What each commune wrote in a section");

        var writing = app.For(Rights.WriteCityReport, "city").MapGroup(Route);
        writing.MapPost("consolidate", ([AsParameters] CityScope report, ConsolidateInput? input) => report.ChangeAsync(
            r => ConsolidateCityReport.DecideAsync(r, input, units => report.Reader.PreviousAsync(r.Inputs, units, report.Stop)),
            input?.Revision))
            .WithSummary("Makes the city's report from the communes' (city-admin, city-analyst); again keeps edited sections");
        app.For(Rights.WriteCityReport, "city").MapPut(Route, ([AsParameters] CityScope report, EditInput input) =>
            report.ChangeAsync(r => DecideCityReport.Edit(r, input), input.Revision))
                .WithSummary("Edits the text (city-admin, city-analyst)");
        writing.MapPost("submit", ([AsParameters] CityScope report) => report.ChangeAsync(r => DecideCityReport.Submit(r)))
            .WithSummary("Hands the report in for review (city-admin, city-analyst)");

        var deciding = app.For(Rights.DecideCityReport, "city").MapGroup(Route);
        deciding.MapPost("return", ([AsParameters] CityScope report, ReturnInput input) =>
            report.ChangeAsync(r => DecideCityReport.Return(r, input)))
            .WithSummary("Returns it with a message (city-admin)");
        deciding.MapPost("issue", ([AsParameters] CityScope report, IssueInput? input) =>
            report.ChangeAsync(r => DecideCityReport.Issue(r, input), input?.Revision))
            .WithSummary("Issues it: an immutable, hashed version (city-admin)");
        deciding.MapPost("reopen", ([AsParameters] CityScope report, ReopenCityInput input) =>
            report.ChangeAsync(r => DecideCityReport.Reopen(r, input)))
            .WithSummary("Opens an issued report for its next version, with a reason (city-admin)");
    }

    private static Task<Answer<CityReportView>> GetAsync([AsParameters] CityScope scope) =>
        scope.ReadAsync<CityReportView>(async report => CityReportView.Of(report.Inputs, report.Row, await scope.IssuedAsync(report.Row)));

    private static Task<Answer<List<HistoryView>>> HistoryAsync([AsParameters] CityScope scope) =>
        scope.ReadAsync<List<HistoryView>>(async _ =>
            await scope.Db.History.AsNoTracking().Where(h => h.Period == scope.Period && h.OrgUnit == scope.City).OrderBy(h => h.Id)
                .Select(h => new HistoryView(h.Revision, h.Action, h.By, h.At, h.Message)).ToListAsync(scope.Stop));

    private static async Task<Answer<List<SectionSource>>> SectionAsync([AsParameters] CityScope scope, string section) =>
        (await scope.FindAsync(withContent: true)).Then(report => report.Inputs.Sent
            .Select(s => new SectionSource(s.Unit.Code, s.Unit.FullName, s.Source.Receipt, s.Source.Accepted, TextOf(s, section)))
            .Where(s => s.Text.Length > 0).ToList());

    private static string TextOf(SentReport sent, string section) =>
        ReportContent.FromJson(sent.Content).Narrative.GetValueOrDefault(section, "");
}
