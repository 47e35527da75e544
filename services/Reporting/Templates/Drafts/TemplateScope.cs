using Platform.Reporting.Model.Templates;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;

namespace Platform.Reporting.Templates.Drafts;

/// <summary>The version of a template that an address names.</summary>
public sealed record TemplateScope(string Code, int Version, TemplateVersions Versions, HttpContext Http)
{
    public CancellationToken Stop => Http.RequestAborted;

    /// <summary>One decision about the version as it stands; given too what Indicators measures, null when it does not answer.</summary>
    public async Task<Answer<TemplateVersion>> ChangeAsync(Func<TemplateRow, IReadOnlyDictionary<string, string>?, Failure?> decide) =>
        await Versions.ChangeAsync(Code, Version, decide, Stop);
}
