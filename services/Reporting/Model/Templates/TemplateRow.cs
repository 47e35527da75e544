namespace Platform.Reporting.Model.Templates;

public sealed class TemplateRow
{
    public required string Code { get; init; }
    public required int Version { get; init; }

    /// <summary>The template as JSON (<see cref="Template"/>).</summary>
    public required string Content { get; set; }

    /// <summary>One of <see cref="TemplateStates"/>; a published version never changes.</summary>
    public string State { get; set; } = TemplateStates.Published;
    public long Revision { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }
    public string UpdatedBy { get; set; } = "";
}
