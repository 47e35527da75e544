using Platform.Reporting.Model.Templates;
using Platform.Reporting.Storage;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting.Templates;

public static class TemplatesEndpoint
{
    public static void MapTemplates(this WebApplication app)
    {
        app.For(Rights.SignedIn).MapGet("/api/reports/templates", (TemplateCatalog templates) =>
            (Answer<List<Template>>)templates.All.ToList())
            .WithSummary("All published versions of the report templates");
        app.For(Rights.SignedIn).MapGet("/api/reports/{period}/template", GetAsync)
            .WithSummary("The template that new reports of a period (of one unit) use");
    }

    private static async Task<Answer<Template>> GetAsync(
        string period, string? unit, PeriodCalendar calendar, TemplateCatalog templates, OrgUnitDirectory directory, CancellationToken stop)
    {
        var orgUnit = unit is null ? null : (await directory.GetAsync(stop)).ByCode.GetValueOrDefault(unit);
        return calendar.Find(period).Then(p => templates.For(p, orgUnit)).Then(t => t.Template);
    }
}
