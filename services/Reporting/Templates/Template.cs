namespace Platform.Reporting.Templates;

/// <summary>A report template: data, versioned. A new version never changes reports already sent.</summary>
/// <param name="PeriodKinds">Kinds of periods it serves: month, quarter, halfYear, nineMonths, year.</param>
/// <param name="Items">Numeric rows of the table of figures.</param>
/// <param name="Checks">Rules between items.</param>
/// <param name="Measures">How indicators are derived from items.</param>
public sealed record Template(
    string Code,
    int Version,
    string Title,
    IReadOnlyList<string> PeriodKinds,
    IReadOnlyList<TemplateArea> Areas,
    IReadOnlyList<TemplateSection> Sections,
    IReadOnlyList<TemplateItem> Items,
    IReadOnlyList<TemplateCheck> Checks,
    IReadOnlyList<TemplateMeasure> Measures);

/// <summary>One of the seven areas of reform.</summary>
public sealed record TemplateArea(int Number, string Title);

/// <summary>A narrative section, with guidance for the writer.</summary>
/// <param name="Area">1..7, or 0 for the sections over all areas.</param>
public sealed record TemplateSection(string Code, int Area, string Title, bool Required, string Guidance);

/// <param name="Type">count (whole number) or money (million đồng, decimals allowed).</param>
/// <param name="Prefill">Where a first value comes from: tasks.total, tasks.done, tasks.doneOnTime; null when typed in.</param>
public sealed record TemplateItem(string Code, int Area, string Name, string Unit, string Type, bool Required, string? Prefill);

/// <summary><paramref name="Left"/> must be at most <paramref name="Right"/>.</summary>
/// <param name="Op">Only atMost.</param>
public sealed record TemplateCheck(string Left, string Op, string Right);

/// <summary>An indicator derived from one item (count) or from two (ratio).</summary>
public sealed record TemplateMeasure(string Indicator, string Numerator, string? Denominator);
