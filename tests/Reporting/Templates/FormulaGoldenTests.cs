using System.Globalization;
using System.Text.Json;
using Platform.Reporting.Model.Formulas;
using Platform.Reporting.Model.Reports;
using Platform.Reporting.Model.Templates;
using Platform.Testing;

namespace Platform.Reporting.Tests.Templates;

/// <summary>
/// contracts/formulas.golden.json, which the form in the browser is held to as well (gateway/web/src/report/formula.golden.test.ts).
/// </summary>
public sealed class FormulaGoldenTests
{
    private static readonly Golden Cases = JsonSerializer.Deserialize<Golden>(
        File.ReadAllText(RepositoryRoot.Combine("contracts", "formulas.golden.json")), JsonSerializerOptions.Web)!;

    public sealed record FormulaCase(string Formula, Dictionary<string, string> Values, string? Result)
    {
        public override string ToString() => $"{Formula} {JsonSerializer.Serialize(Values)}";
    }

    public sealed record Item(string Code, string Type, string? Formula);

    public sealed record ComputedCase(
        string About, IReadOnlyList<Item> Items, Dictionary<string, string> Values, Dictionary<string, string> Result)
    {
        public override string ToString() => About;
    }

    /// <param name="Broken">The value as the message shows it and what is wrong with it; null where the check holds.</param>
    public sealed record CheckCase(string Left, string Op, string Right, Dictionary<string, string> Values, string? Broken)
    {
        public override string ToString() => $"{Left} {Op} {Right} {JsonSerializer.Serialize(Values)}";
    }

    private sealed record Golden(
        IReadOnlyList<FormulaCase> Formulas, IReadOnlyList<string> Refused, IReadOnlyList<ComputedCase> Computed,
        IReadOnlyList<CheckCase> Checks);

    public static TheoryData<FormulaCase> Formulas() => [.. Cases.Formulas];

    public static TheoryData<string> Refused() => [.. Cases.Refused];

    public static TheoryData<ComputedCase> Computed() => [.. Cases.Computed];

    public static TheoryData<CheckCase> Checks() => [.. Cases.Checks];

    [Theory]
    [MemberData(nameof(Formulas))]
    public void Formula_AnswersAsWritten(FormulaCase @case)
    {
        var values = Decimals(@case.Values);
        var (formula, error) = FormulaParser.Parse(@case.Formula);
        Assert.Null(error);
        var result = formula!.Evaluate(code => values.TryGetValue(code, out var v) ? v : null);
        Assert.Equal(@case.Result is null ? null : Decimal(@case.Result), result);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void Formula_ThatCannotBeRead_IsRefused(string text) => Assert.NotNull(FormulaParser.Parse(text).Error);

    [Theory]
    [MemberData(nameof(Computed))]
    public void Items_AreComputedAsWritten(ComputedCase @case)
    {
        var values = Decimals(@case.Values);
        ContentRules.Compute(new(TemplateOf(@case.Items, [])), values);
        Assert.Equal(Decimals(@case.Result).OrderBy(v => v.Key, StringComparer.Ordinal),
            values.OrderBy(v => v.Key, StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Checks))]
    public void Check_HoldsOrBreaksAsWritten(CheckCase @case)
    {
        var items = new[] { "T", "A", "B" }.Select(code => new Item(code, "number", null)).ToList();
        var template = new CompiledTemplate(TemplateOf(items, [new(@case.Left, @case.Op, @case.Right)]));
        var errors = ContentRules.BeforeSubmit(template, new(Decimals(@case.Values), new Dictionary<string, string>()));
        if (@case.Broken is null)
            Assert.Empty(errors);
        else
            Assert.Equal(@case.Broken, Said(Assert.Single(errors).Message));
    }

    /// <summary>"T (3,5) khác A (3)." says "3,5 khác".</summary>
    private static string Said(string message)
    {
        var shown = message.Split('(', 3)[1].Split(')');
        var (value, rest) = (shown[0], shown[1].Trim());
        return $"{value} {new[] { "nhỏ hơn", "lớn hơn", "khác" }.Single(words => rest.StartsWith(words, StringComparison.Ordinal))}";
    }

    private static Template TemplateOf(IReadOnlyList<Item> items, IReadOnlyList<TemplateCheck> checks) => new(
        "T", 1, "T", ["quarter"], [new(1, "Một")], [],
        [.. items.Select(i => new TemplateItem(i.Code, 1, i.Code, "u", i.Type, false, null, i.Formula))], checks, []);

    private static Dictionary<string, decimal> Decimals(Dictionary<string, string> values) =>
        values.ToDictionary(v => v.Key, v => Decimal(v.Value));

    private static decimal Decimal(string text) =>
        decimal.Parse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
}
