namespace Platform.Reporting.Model.Templates;

/// <summary>The life of a template version.</summary>
public static class TemplateStates
{
    public const string Draft = "draft";
    public const string Published = "published";
    public const string Retired = "retired";
}
