using System.Collections.Frozen;
using Platform.Reporting.Model.Formulas;

namespace Platform.Reporting.Model.Templates;

/// <summary>A template ready for use: indexed by code, formulas read and put in the order in which they can be computed.</summary>
public sealed class CompiledTemplate
{
    /// <summary>Who usually fills an area in a commune: the standing office for reform is Văn hóa - Xã hội.</summary>
    private static readonly FrozenDictionary<string, string> UsualOffices = new Dictionary<string, string>
    {
        ["L1"] = "VHXH",
        ["L2"] = "VP",
        ["L3"] = "HCC",
        ["L4"] = "VHXH",
        ["L5"] = "VHXH",
        ["L6"] = "KT",
        ["L7"] = "VHXH",
    }.ToFrozenDictionary();

    public CompiledTemplate(Template template)
    {
        Template = template;
        Items = template.Items.ToFrozenDictionary(i => i.Code);
        Sections = template.Sections.ToFrozenDictionary(s => s.Code);
        PartOf = template.Items.Select(i => (i.Code, Part: i.Part ?? $"L{i.Area}"))
            .Concat(template.Sections.Select(s => (s.Code, Part: s.Part ?? $"L{s.Area}")))
            .ToFrozenDictionary(c => c.Code, c => c.Part);
        Parts = [.. PartOf.Values.Distinct().Select(Part).OrderBy(p => p.Order).Select(p => p.Part)];
        Computed = InOrder(template.Items);
        Checks = [.. template.Checks.Select(c => (c, FormulaParser.Parse(c.Right).Formula!))];
    }

    public Template Template { get; }

    public FrozenDictionary<string, TemplateItem> Items { get; }

    public FrozenDictionary<string, TemplateSection> Sections { get; }

    /// <summary>Part of every item and section, by its code.</summary>
    public FrozenDictionary<string, string> PartOf { get; }

    /// <summary>In the order of the areas, the closing sections last.</summary>
    public IReadOnlyList<TemplatePart> Parts { get; }

    /// <summary>Items with a formula; each after those it reads.</summary>
    public IReadOnlyList<(TemplateItem Item, Formula Formula)> Computed { get; }

    public IReadOnlyList<(TemplateCheck Check, Formula Right)> Checks { get; }

    public TemplatePart? FindPart(string code) => Parts.FirstOrDefault(p => p.Code == code);

    /// <summary>What an item or section is called; its code when the template has none such.</summary>
    public string NameOf(string code) =>
        Items.TryGetValue(code, out var item) ? item.Name : Sections.TryGetValue(code, out var section) ? section.Title : code;

    private (TemplatePart Part, int Order) Part(string code)
    {
        var area = Template.Items.Where(i => PartOf[i.Code] == code).Select(i => i.Area)
            .Concat(Template.Sections.Where(s => PartOf[s.Code] == code).Select(s => s.Area)).Min();
        var title = Template.Areas.FirstOrDefault(a => a.Number == area)?.Title ?? "Hạn chế, phương hướng, kiến nghị";
        var part = Template.Parts?.FirstOrDefault(p => p.Code == code) ?? new(code, title, UsualOffices.GetValueOrDefault(code));
        return (part, area == 0 ? int.MaxValue : area);
    }

    /// <summary>Published templates have no cycle (<see cref="TemplateRules"/>); what could not be put in order is left out.</summary>
    private static List<(TemplateItem, Formula)> InOrder(IReadOnlyList<TemplateItem> items)
    {
        var waiting = items.Where(i => i.Formula is not null)
            .Select(i => (Item: i, FormulaParser.Parse(i.Formula).Formula)).Where(i => i.Formula is not null)
                .ToDictionary(i => i.Item.Code);
        var ordered = new List<(TemplateItem, Formula)>(waiting.Count);
        while (waiting.Values.Where(w => !w.Formula!.Items.Any(waiting.ContainsKey)).ToList() is { Count: > 0 } ready)
        {
            foreach (var (item, formula) in ready)
            {
                ordered.Add((item, formula!));
                waiting.Remove(item.Code);
            }
        }
        return ordered;
    }
}
