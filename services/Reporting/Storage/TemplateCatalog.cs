using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Reporting.Errors;
using Platform.Reporting.Model.Periods;
using Platform.Reporting.Model.Templates;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Text;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting.Storage;

/// <summary>All template versions in memory. The newest version that serves a period's kind is used for new reports.</summary>
public sealed class TemplateCatalog(IServiceScopeFactory scopes)
{
    private volatile FrozenDictionary<(string Code, int Version), CompiledTemplate> _templates =
        FrozenDictionary<(string, int), CompiledTemplate>.Empty;
    private IReadOnlyList<(CompiledTemplate Template, DateTimeOffset At)> _published = [];

    public static async Task SeedAsync(ReportingDb db)
    {
        foreach (var name in typeof(TemplateCatalog).Assembly.GetManifestResourceNames()
            .Where(n => n.EndsWith(".json", StringComparison.Ordinal)))
        {
            using var stream = typeof(TemplateCatalog).Assembly.GetManifestResourceStream(name)!;
            var template = (await JsonSerializer.DeserializeAsync<Template>(stream, PlatformJson.Options))!;
            if (!await db.Templates.AnyAsync(t => t.Code == template.Code && t.Version == template.Version))
            {
                db.Templates.Add(new()
                {
                    Code = template.Code,
                    Version = template.Version,
                    Content = JsonSerializer.Serialize(template, PlatformJson.Options)
                });
            }
        }
        await db.SaveChangesAsync();
    }

    /// <summary>Reads published and retired versions anew; drafts serve no report.</summary>
    public async Task LoadAsync(ReportingDb db)
    {
        var rows = (await db.Templates.AsNoTracking().Where(t => t.State != TemplateStates.Draft).ToListAsync())
            .Select(t => (Row: t, Template: new CompiledTemplate(JsonSerializer.Deserialize<Template>(t.Content, PlatformJson.Options)!)))
                .ToList();
        _templates = rows.ToFrozenDictionary(t => (t.Row.Code, t.Row.Version), t => t.Template);
        _published = [.. rows.Where(t => t.Row.State == TemplateStates.Published).Select(t => (t.Template, t.Row.UpdatedAt))];
    }

    /// <summary>
    /// A version that a report is bound to. One that another replica published a moment ago is read when it is asked for.
    /// </summary>
    public CompiledTemplate Get(string code, int version)
    {
        if (_templates.TryGetValue((code, version), out var known))
            return known;
        using var scope = scopes.CreateScope();
        var row = scope.ServiceProvider.GetRequiredService<ReportingDb>().Templates.AsNoTracking()
            .Single(t => t.Code == code && t.Version == version);
        return new(JsonSerializer.Deserialize<Template>(row.Content, PlatformJson.Options)!);
    }

    /// <summary>
    /// The template for new reports: the one that the period names, else one that serves the period's kind; made for this unit before
    /// made for its block before made for all; of equals the one published last.
    /// </summary>
    public Result<CompiledTemplate> For(PeriodRow period, OrgUnitInfo? unit = null)
    {
        var best = Serving(period)
            .Select(t => (t.Template, t.At, Fit: FitOf(t.Template.Template, unit))).Where(t => t.Fit > 0)
            .OrderByDescending(t => t.Fit).ThenByDescending(t => t.At).ThenByDescending(t => t.Template.Template.Version)
                .FirstOrDefault().Template;
        return best is not null
            ? best
            : new Failure(ReportErrors.NoTemplate, $"Chưa có biểu mẫu cho kỳ {period.Code}.");
    }

    /// <summary>Whether a unit has a template to report by in the period.</summary>
    public Func<OrgUnitInfo, bool> Covers(PeriodRow period)
    {
        var serving = Serving(period).Select(t => t.Template.Template).ToList();
        return serving.Any(t => t is { Units: null, Blocks: null }) ? _ => true : unit => serving.Any(t => FitOf(t, unit) > 0);
    }

    /// <summary>Who has to send: as announced when the period opened, until then those of its senders who have a template.</summary>
    public Func<OrgUnitInfo, bool> Expected(PeriodRow period)
    {
        if (period.Expected is { } json)
            return PeriodSenders.Read(json).AsFilter();
        var (senders, covered) = (PeriodSenders.Of(period).AsFilter(), Covers(period));
        return unit => senders(unit) && covered(unit);
    }

    private IEnumerable<(CompiledTemplate Template, DateTimeOffset At)> Serving(PeriodRow period) => _published
        .Where(t => period.TemplateCode is { } code ? t.Template.Template.Code == code
            : t.Template.Template.PeriodKinds.Contains(period.Kind));

    private static int FitOf(Template template, OrgUnitInfo? unit) => template switch
    {
        { Units: { } units } => unit is not null && units.Contains(unit.Code) ? 3 : 0,
        { Blocks: { } blocks } => unit?.Block is { } block && blocks.Contains(block) ? 2 : 0,
        _ => 1,
    };

    public IEnumerable<Template> All => _templates.Values.Select(t => t.Template).OrderBy(t => t.Code).ThenBy(t => t.Version);
}
