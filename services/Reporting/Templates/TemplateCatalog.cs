using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Periods;
using Platform.Reporting.Storage;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Hosting;

namespace Platform.Reporting.Templates;

/// <summary>All template versions in memory. The newest version that serves a period's kind is used for new reports.</summary>
public sealed class TemplateCatalog
{
    private FrozenDictionary<(string Code, int Version), Compiled> _templates = FrozenDictionary<(string, int), Compiled>.Empty;

    /// <summary>A template with its items and sections indexed by code.</summary>
    public sealed class Compiled(Template template)
    {
        public Template Template { get; } = template;

        public FrozenDictionary<string, TemplateItem> Items { get; } = template.Items.ToFrozenDictionary(i => i.Code);

        public FrozenDictionary<string, TemplateSection> Sections { get; } = template.Sections.ToFrozenDictionary(s => s.Code);
    }

    public static async Task SeedAsync(ReportingDb db)
    {
        foreach (var name in typeof(TemplateCatalog).Assembly.GetManifestResourceNames().Where(n => n.EndsWith(".json", StringComparison.Ordinal)))
        {
            using var stream = typeof(TemplateCatalog).Assembly.GetManifestResourceStream(name)!;
            var template = (await JsonSerializer.DeserializeAsync<Template>(stream, PlatformHost.Json))!;
            if (!await db.Templates.AnyAsync(t => t.Code == template.Code && t.Version == template.Version))
                db.Templates.Add(new() { Code = template.Code, Version = template.Version, Content = JsonSerializer.Serialize(template, PlatformHost.Json) });
        }
        await db.SaveChangesAsync();
    }

    public async Task LoadAsync(ReportingDb db) =>
        _templates = (await db.Templates.AsNoTracking().ToListAsync())
            .Select(t => JsonSerializer.Deserialize<Template>(t.Content, PlatformHost.Json)!)
            .ToFrozenDictionary(t => (t.Code, t.Version), t => new Compiled(t));

    public Compiled Get(string code, int version) => _templates[(code, version)];

    public Result<Compiled> For(PeriodCode period)
    {
        var kind = JsonNamingPolicy.CamelCase.ConvertName(period.Kind.ToString());
        var newest = _templates.Values.Where(t => t.Template.PeriodKinds.Contains(kind)).MaxBy(t => t.Template.Version);
        return newest is not null
            ? newest
            : new Failure(ReportErrors.NoTemplate, $"Chưa có biểu mẫu cho kỳ {period}.");
    }

    public IEnumerable<Template> All => _templates.Values.Select(t => t.Template).OrderBy(t => t.Code).ThenBy(t => t.Version);
}

public static class TemplatesEndpoint
{
    public static void MapTemplates(this WebApplication app)
    {
        app.MapGet("/api/reports/templates", (TemplateCatalog templates) => Results.Ok(templates.All))
            .Produces<IEnumerable<Template>>().WithSummary("All versions of the report templates");
        app.MapGet("/api/reports/{period}/template", (string period, TemplateCatalog templates) =>
                PeriodCode.TryParse(period, out var code)
                    ? templates.For(code).ToHttp(t => Results.Ok(t.Template))
                    : RequestErrors.NoSuchPeriod(period).ToProblem())
            .Produces<Template>().WithSummary("The template that new reports of a period use");
    }
}
