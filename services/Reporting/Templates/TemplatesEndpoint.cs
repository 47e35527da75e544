using Platform.Reporting.Periods;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Preconditions;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting.Templates;

public static class TemplatesEndpoint
{
    public static void MapTemplates(this WebApplication app)
    {
        app.For(Rights.SignedIn).MapGet("/api/reports/templates", (TemplateCatalog templates) => Results.Ok(templates.All))
            .Produces<IEnumerable<Template>>().Revalidated().WithSummary("All published versions of the report templates");
        app.For(Rights.SignedIn).MapGet("/api/reports/{period}/template", async (
            string period, string? unit, PeriodCalendar calendar, TemplateCatalog templates, OrgUnitDirectory directory, CancellationToken stop) =>
        {
            var found = calendar.Find(period);
            if (found.Failure is { } unknown)
                return unknown.ToProblem();
            var orgUnit = unit is null ? null : (await directory.GetAsync(stop)).ByCode.GetValueOrDefault(unit);
            return templates.For(found.Value, orgUnit).ToHttp(t => Results.Ok(t.Template));
        }).Produces<Template>().Revalidated().WithSummary("The template that new reports of a period (of one unit) use");
    }
}
