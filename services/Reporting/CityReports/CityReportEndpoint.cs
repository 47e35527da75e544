using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Reporting.Storage;
using Platform.Reporting.Submissions;
using Platform.Reporting.Submissions.View;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Preconditions;
using Platform.ServiceDefaults.Security;

namespace Platform.Reporting.CityReports;

/// <summary>The city's own report: consolidated from the communes' reports, edited, reviewed and issued by the Department.</summary>
public static class CityReportEndpoint
{
    /// <param name="AcceptedOnly">Only accepted reports; otherwise submitted ones too, and the report is marked provisional.</param>
    /// <param name="DiscardEdits">Draft the edited sections anew as well.</param>
    public sealed record ConsolidateInput(bool? AcceptedOnly, bool? DiscardEdits, long? Revision);

    /// <param name="Narrative">Texts by section code; sections that are absent stay.</param>
    public sealed record EditInput(IReadOnlyDictionary<string, JsonElement>? Narrative, long? Revision);

    public sealed record ReturnInput(string? Message);

    /// <param name="DocumentNumber">Number in the office's register, e.g. "125/BC-SNV".</param>
    /// <param name="Revision">Revision that was looked at; a newer one is not issued unseen. Absent: the current one.</param>
    public sealed record IssueInput(string? DocumentNumber, long? Revision);

    public sealed record ReopenCityInput(string? Reason);

    /// <summary>What one commune wrote in a section.</summary>
    public sealed record SectionSource(string OrgUnit, string Name, string Receipt, bool Accepted, string Text);

    private const string Route = "/api/reports/{period}/city-report/{city}";

    public static void MapCityReport(this WebApplication app)
    {
        app.For(Rights.ReadCityReport, "city").MapGet(Route, GetAsync).Revalidated<CityReportView>(r => r.Revision)
            .WithSummary("The city's consolidated report, or where the communes stand before it is made");
        app.For(Rights.ReadCityReport, "city").MapGet($"{Route}/history", HistoryAsync).Produces<IEnumerable<HistoryView>>();
        app.For(Rights.ReadCityReport, "city").MapGet($"{Route}/sections/{{section}}", SectionAsync).Produces<IEnumerable<SectionSource>>()
            .WithSummary("What each commune wrote in a section");
        app.For(Rights.WriteCityReport, "city").MapPost($"{Route}/consolidate", (
            string period, string city, ConsolidateInput? input, Precondition seen, CityReportChange change, CancellationToken stop) =>
            change.RunAsync(period, city, seen.Or(input?.Revision), (row, at) => change.ConsolidateAsync(row, at, input, stop), stop))
            .Produces<CityReportView>().WithSummary("Makes the city's report from the communes' (city-admin, city-analyst); again keeps edited sections");
        app.For(Rights.WriteCityReport, "city").MapPut(Route, (string period, string city, EditInput input, Precondition seen, CityReportChange change, CancellationToken stop) =>
            change.RunAsync(period, city, seen.Or(input.Revision), (row, at) => Task.FromResult(change.Edit(row, at, input)), stop))
            .Produces<CityReportView>().WithSummary("Edits the text (city-admin, city-analyst)");
        app.For(Rights.WriteCityReport, "city").MapPost($"{Route}/submit", (
            string period, string city, Precondition seen, CityReportChange change, CancellationToken stop) =>
            change.RunAsync(period, city, seen, (row, at) => Task.FromResult(change.Submit(row, at)), stop))
            .Produces<CityReportView>().WithSummary("Hands the report in for review (city-admin, city-analyst)");
        app.For(Rights.DecideCityReport, "city").MapPost($"{Route}/return", (
            string period, string city, ReturnInput input, Precondition seen, CityReportChange change, CancellationToken stop) =>
            change.RunAsync(period, city, seen, (row, _) => Task.FromResult(change.Return(row, input)), stop))
            .Produces<CityReportView>().WithSummary("Returns it with a message (city-admin)");
        app.For(Rights.DecideCityReport, "city").MapPost($"{Route}/issue", (
            string period, string city, IssueInput? input, Precondition seen, CityReportChange change, CancellationToken stop) =>
            change.RunAsync(period, city, seen.Or(input?.Revision), (row, _) => Task.FromResult(change.Issue(row, input)), stop))
            .Produces<CityReportView>().WithSummary("Issues it: an immutable, hashed version (city-admin)");
        app.For(Rights.DecideCityReport, "city").MapPost($"{Route}/reopen", (
            string period, string city, ReopenCityInput input, Precondition seen, CityReportChange change, CancellationToken stop) =>
            change.RunAsync(period, city, seen, (row, _) => Task.FromResult(change.Reopen(row, input)), stop))
            .Produces<CityReportView>().WithSummary("Opens an issued report for its next version, with a reason (city-admin)");
    }

    private static async Task<Answer<CityReportView>> GetAsync(string period, string city, CityInputsReader reader, ReportingDb db, CancellationToken stop)
    {
        var inputs = await reader.ReadAsync(period, city, withContent: false, stop);
        if (inputs.Failure is { } denied)
            return denied;
        var row = await db.CityReports.AsNoTracking().SingleOrDefaultAsync(r => r.Period == period && r.OrgUnit == city, stop);
        return CityReportView.Of(inputs.Value, row, await IssuedAsync(db, row, stop));
    }

    /// <summary>The latest issued version, when there is one.</summary>
    public static async Task<CityReportVersionRow?> IssuedAsync(ReportingDb db, CityReportRow? row, CancellationToken stop) => row is null or { Issued: 0 }
        ? null
        : await db.CityReportVersions.AsNoTracking().SingleAsync(v => v.Period == row.Period && v.OrgUnit == row.OrgUnit && v.Number == row.Issued, stop);

    private static async Task<IResult> HistoryAsync(string period, string city, CityInputsReader reader, ReportingDb db, CancellationToken stop)
    {
        var inputs = await reader.ReadAsync(period, city, withContent: false, stop);
        return inputs.Failure is { } denied
            ? denied.ToProblem()
            : Results.Ok(await db.History.AsNoTracking().Where(h => h.Period == period && h.OrgUnit == city).OrderBy(h => h.Id)
                .Select(h => new HistoryView(h.Revision, h.Action, h.By, h.At, h.Message)).ToListAsync(stop));
    }

    private static async Task<IResult> SectionAsync(string period, string city, string section, CityInputsReader reader, CancellationToken stop)
    {
        var inputs = await reader.ReadAsync(period, city, withContent: true, stop);
        return inputs.ToHttp(i => Results.Ok(i.Sent
            .Select(s => new SectionSource(s.Unit.Code, s.Unit.FullName, s.Source.Receipt, s.Source.Accepted, ReportContent.FromJson(s.Content).Narrative.GetValueOrDefault(section, "")))
            .Where(s => s.Text.Length > 0)));
    }
}
