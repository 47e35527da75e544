namespace Platform.Reporting.Model.Templates;

/// <summary>A report template: data, versioned. A new version never changes reports already sent.</summary>
/// <param name="PeriodKinds">Kinds of periods it serves: month, quarter, halfYear, nineMonths, year, extraordinary.</param>
/// <param name="Items">Numeric rows of the table of figures.</param>
/// <param name="Checks">Rules between items.</param>
/// <param name="Measures">How indicators are derived from items.</param>
/// <param name="Parts">Names and offices of the parts; a part that is not listed takes both from its area.</param>
/// <param name="Blocks">Ranking blocks it is for (phuong, xa); null for all.</param>
/// <param name="Units">Official codes of the units it is for; null for all. A template for the unit goes before one for its block.</param>
public sealed record Template(
    string Code,
    int Version,
    string Title,
    IReadOnlyList<string> PeriodKinds,
    IReadOnlyList<TemplateArea> Areas,
    IReadOnlyList<TemplateSection> Sections,
    IReadOnlyList<TemplateItem> Items,
    IReadOnlyList<TemplateCheck> Checks,
    IReadOnlyList<TemplateMeasure> Measures,
    IReadOnlyList<TemplatePart>? Parts = null,
    IReadOnlyList<string>? Blocks = null,
    IReadOnlyList<string>? Units = null);

/// <summary>One of the seven areas of reform.</summary>
public sealed record TemplateArea(int Number, string Title);

/// <summary>A narrative section, with guidance for the writer.</summary>
/// <param name="Area">1..7, or 0 for the sections over all areas.</param>
/// <param name="Part">The part it belongs to; null for that of its area (<c>L1</c> … <c>L7</c>, <c>L0</c>).</param>
public sealed record TemplateSection(string Code, int Area, string Title, bool Required, string Guidance, string? Part = null);

/// <param name="Type">count (whole number), money (million đồng, decimals allowed) or number (decimals allowed, may be negative).</param>
/// <param name="Prefill">Where a first value comes from: one of <see cref="TemplateRules.Prefills"/> or an <see cref="IndicatorPrefill"/>;
/// null when typed in.</param>
/// <param name="Formula">Computed by the server from other items (<see cref="Formulas.Formula"/>); null when typed in.</param>
/// <param name="CarryOver">Starts with the accepted value of the period before.</param>
/// <param name="Part">As with <see cref="TemplateSection"/>.</param>
/// <param name="Consolidation">How the city's figure comes from the communes': sum (also when null), mean, max, min or none. An item with a
/// formula is computed from the city's figures instead.</param>
public sealed record TemplateItem(
    string Code, int Area, string Name, string Unit, string Type, bool Required, string? Prefill,
    string? Formula = null, bool CarryOver = false, string? Part = null, string? Consolidation = null);

/// <summary>What must hold between <paramref name="Left"/>, an item, and <paramref name="Right"/>, an item or a formula.</summary>
/// <param name="Op">atMost, atLeast or equal.</param>
/// <param name="Message">Vietnamese; null for one made from the names and numbers.</param>
public sealed record TemplateCheck(string Left, string Op, string Right, string? Message = null);

/// <summary>An indicator derived from one item (count) or from two (ratio).</summary>
public sealed record TemplateMeasure(string Indicator, string Numerator, string? Denominator);

/// <summary>What one office of a commune fills in.</summary>
/// <param name="Office">Code of the office that fills it unless the commune decides otherwise: VP, VHXH, KT, HCC.</param>
public sealed record TemplatePart(string Code, string Title, string? Office);
