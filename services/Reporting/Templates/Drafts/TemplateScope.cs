using Platform.Reporting.Model.Templates;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Preconditions;

namespace Platform.Reporting.Templates.Drafts;

/// <summary>The version of a template that an address names.</summary>
/// <param name="Seen">Revision that the caller has seen.</param>
public sealed record TemplateScope(string Code, int Version, Precondition Seen, TemplateVersions Versions, HttpContext Http)
{
    public CancellationToken Stop => Http.RequestAborted;

    /// <summary>
    /// One decision about the version as it stands, unless the caller has seen another revision; given too what Indicators measures, null when it does
    /// not answer.
    /// </summary>
    /// <param name="revision">Seen revision that stands in the body.</param>
    public async Task<Answer<TemplateVersion>> ChangeAsync(
        Func<TemplateRow, IReadOnlyDictionary<string, string>?, Failure?> decide, long? revision = null)
    {
        var seen = Seen.And(revision);
        var changed = await Versions.ChangeAsync(Code, Version, (row, sources) => TemplateVersions.MustBeAs(row, seen) ?? decide(row, sources), Stop);
        if (changed.Failure is null)
            Http.Response.Headers.ETag = Precondition.TagOf(changed.Value.Revision);
        return changed;
    }
}
