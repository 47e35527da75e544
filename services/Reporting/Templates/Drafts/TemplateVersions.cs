using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Reporting.Errors;
using Platform.Reporting.Model.Templates;
using Platform.Reporting.Storage;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Preconditions;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;
using Platform.ServiceDefaults.Text;

namespace Platform.Reporting.Templates.Drafts;

/// <summary>One version of a template, with its life.</summary>
/// <param name="State">draft, published or retired.</param>
/// <param name="Revision">Of a draft: send it back with a change.</param>
/// <param name="Findings">What stands between a draft and its publication.</param>
public sealed record TemplateVersion(
    string Code, int Version, string State, long Revision, DateTimeOffset? UpdatedAt, string UpdatedBy, Template Template,
    IReadOnlyList<FieldError> Findings)
{
    /// <param name="sources">As <see cref="IndicatorSources.GetAsync"/> gives them.</param>
    public static TemplateVersion Of(TemplateRow row, IReadOnlyDictionary<string, string>? sources)
    {
        var template = TemplateRules.Normalize(JsonSerializer.Deserialize<Template>(row.Content, PlatformJson.Options)!);
        return new(
            row.Code, row.Version, row.State, row.Revision, row.UpdatedAt.ToUnixTimeMilliseconds() <= 0 ? null : row.UpdatedAt,
            row.UpdatedBy, template,
            row.State == TemplateStates.Draft ? [.. TemplateRules.Check(template), .. IndicatorSources.Check(template, sources)] : []);
    }
}

/// <summary>How versions change: read, decide, write, catalogue read anew.</summary>
public sealed class TemplateVersions(Caller caller, ReportingDb db, TemplateCatalog catalog, IndicatorSources indicators, TimeProvider time)
{
    public const int MostTemplates = 500;

    public async Task<List<TemplateVersion>> ListAsync(CancellationToken stop)
    {
        var sources = await indicators.GetAsync(stop);
        var rows = await db.Templates.AsNoTracking().OrderBy(t => t.Code).ThenByDescending(t => t.Version).Take(MostTemplates)
            .ToListAsync(stop);
        return rows.ConvertAll(r => TemplateVersion.Of(r, sources));
    }

    /// <summary>What stands between a template and its publication.</summary>
    public async Task<IReadOnlyList<FieldError>> CheckAsync(Template template, CancellationToken stop) =>
        [.. TemplateRules.Check(template), .. IndicatorSources.Check(template, await indicators.GetAsync(stop))];

    /// <summary>A new draft: the next version of its code.</summary>
    public async Task<Result<TemplateVersion>> AddAsync(Template template, CancellationToken stop)
    {
        var sources = await indicators.GetAsync(stop);
        return await db.WriteAsync<Result<TemplateVersion>>(
            async () =>
            {
                var last = await db.Templates.Where(t => t.Code == template.Code).MaxAsync(t => (int?)t.Version, stop) ?? 0;
                var row = new TemplateRow
                {
                    Code = template.Code,
                    Version = last + 1,
                    State = TemplateStates.Draft,
                    Content = Json(template with { Version = last + 1 }),
                    Revision = 1,
                    UpdatedAt = Now,
                    UpdatedBy = caller.UserName,
                };
                db.Templates.Add(row);
                await db.SaveChangesAsync(stop);
                return TemplateVersion.Of(row, sources);
            },
            stop);
    }

    /// <param name="change">Given the row and what Indicators measures (<see cref="IndicatorSources.GetAsync"/>).</param>
    public async Task<Result<TemplateVersion>> ChangeAsync(
        string code, int version, Func<TemplateRow, IReadOnlyDictionary<string, string>?, Failure?> change, CancellationToken stop)
    {
        var sources = await indicators.GetAsync(stop);
        var result = await db.WriteAsync<Result<TemplateVersion>>(
            async () =>
            {
                var row = await db.Templates.SingleOrDefaultAsync(t => t.Code == code && t.Version == version, stop);
                if (row is null)
                    return Unknown(code, version);
                if (change(row, sources) is { } no)
                    return no;
                row.Revision++;
                row.UpdatedAt = Now;
                row.UpdatedBy = caller.UserName;
                await db.SaveChangesAsync(stop);
                return TemplateVersion.Of(row, sources);
            },
            stop);
        await catalog.LoadAsync(db);
        return result;
    }

    public Task<Failure?> RemoveAsync(string code, int version, Precondition seen, CancellationToken stop) => db.WriteAsync(
        async () =>
        {
            var row = await db.Templates.SingleOrDefaultAsync(t => t.Code == code && t.Version == version, stop);
            if (row is null)
                return Unknown(code, version);
            if (row.State != TemplateStates.Draft)
                return NotADraft(row);
            if (MustBeAs(row, seen) is { } stale)
                return stale;
            db.Templates.Remove(row);
            await db.SaveChangesAsync(stop);
            return null;
        },
        stop);

    public static Failure? MustBeAs(TemplateRow row, Precondition seen) => seen.Holds(row.Revision) ? null : new(
        ReportErrors.TemplateStale,
        $"Biểu mẫu đã được người khác sửa: bản hiện tại là {row.Revision}, bản gửi lên dựa trên {seen}. Hãy tải lại.");

    public static Failure NotADraft(TemplateRow row) =>
        new(ReportErrors.TemplateFixed,
            $"Biểu mẫu {row.Code} phiên bản {row.Version} đã ban hành nên không đổi được; hãy lập phiên bản mới.");

    public static string PathOf(TemplateVersion version) => $"/api/reports/templates/versions/{version.Code}/{version.Version}";

    public static string Json(Template template) => JsonSerializer.Serialize(template, PlatformJson.Options);

    public static Failure Unknown(string code, int version) =>
        new(ReportErrors.UnknownTemplate, $"Không có biểu mẫu {code} phiên bản {version}.");

    private DateTimeOffset Now => time.GetUtcNow();
}
