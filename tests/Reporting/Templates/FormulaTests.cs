using CsCheck;
using Platform.Reporting.Model.Formulas;
using Platform.Reporting.Model.Reports;
using Platform.Reporting.Model.Templates;

namespace Platform.Reporting.Tests.Templates;

public sealed class FormulaTests
{
    private static decimal? Eval(string text, params (string Item, decimal Value)[] values)
    {
        var (formula, error) = FormulaParser.Parse(text);
        Assert.Null(error);
        var known = values.ToDictionary(v => v.Item, v => v.Value);
        return formula!.Evaluate(c => known.TryGetValue(c, out var v) ? v : null);
    }

    [Theory]
    [InlineData("1 + 2 * 3", "7")]
    [InlineData("(1 + 2) * 3", "9")]
    [InlineData("10 - 4 - 3", "3")]
    [InlineData("100 / 8 / 2", "6.25")]
    [InlineData("-2 + 5", "3")]
    [InlineData("0.1 + 0.2", "0.3")]
    [InlineData("sum(A, B, C)", "5")]
    [InlineData("max(A, 10) - min(A, 10)", "8")]
    [InlineData("if(A >= B, 1, 2)", "2")]
    [InlineData("if(A <> B, A; B)", "2")]
    [InlineData("round(A / B * 100, 1)", "66.7")]
    [InlineData("A / (B - 3)", null)]
    [InlineData("A + C", null)]
    [InlineData("sum(C, D)", null)]
    [InlineData("79228162514264337593543950335 * 10", null)]
    public void Formula_IsComputedInDecimal(string text, string? expected) => Assert.Equal(
        expected is null ? null : decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture),
        Eval(text, ("A", 2), ("B", 3)));

    [Theory]
    [InlineData("")]
    [InlineData("1 +")]
    [InlineData("(A")]
    [InlineData("A B")]
    [InlineData("foo(A)")]
    [InlineData("if(A, B)")]
    [InlineData("1.2.3")]
    [InlineData("A; B")]
    [InlineData("=A")]
    [InlineData("A # B")]
    public void Formula_ThatCannotBeRead_IsToldInVietnamese(string text)
    {
        var (formula, error) = FormulaParser.Parse(text);
        Assert.Null(formula);
        Assert.NotEmpty(error!);
    }

    [Fact]
    public void Formula_DeeplyNestedOrRandom_NeverFails()
    {
        Assert.NotNull(FormulaParser.Parse(new string('(', 400)).Error);
        Assert.NotNull(FormulaParser.Parse(new string('-', 400) + "1").Error);
        Gen.String[Gen.Char["AB1.2()+-*/<>=,; sumifroundmaxmin\0ă"], 1, 30].Sample(
            text =>
            {
                var (formula, error) = FormulaParser.Parse(text);
                Assert.True(formula is null != error is null, text);
                formula?.Evaluate(_ => 3);
            },
            iter: 20_000);
    }

    private static Template Make(params TemplateItem[] items) => new("T", 1, "T", ["quarter"], [new(1, "Một")], [], items, [], []);

    private static TemplateItem Item(string code, string? formula = null, string type = "number") =>
        new(code, 1, code, "u", type, false, null, formula);

    [Fact]
    public void Computed_FollowsChainsInAnyOrder()
    {
        var template = new CompiledTemplate(Make(Item("D", "C * 2"), Item("C", "A + B"), Item("A"), Item("B")));
        var values = new Dictionary<string, decimal> { ["A"] = 1, ["B"] = 2, ["D"] = 99 };
        ContentRules.Compute(template, values);
        Assert.Equal((3, 6), (values["C"], values["D"]));
        values.Remove("B");
        ContentRules.Compute(template, values);
        Assert.Equal(["A"], values.Keys);
    }

    [Fact]
    public void Check_TellsEveryMistakeAtOnce()
    {
        var template = TemplateRules.Normalize(new(
            "t!", 1, "", ["week"], [new(1, "Một"), null!], [new("A", 9, "", true, null!)],
            [Item("A", "B + 1"), Item("B", "C"), Item("C", "A / 2"), Item("S", "S + 1"), Item("1x", "+"), Item("U", "NOPE"), null!],
            [new("A", "below", "NOPE +")], [new("", "NOPE", null)], null, ["x"], null));
        var findings = TemplateRules.Check(template);
        Assert.Superset(
            new HashSet<string>
            {
                "code", "title", "periodKinds[0]", "blocks[0]", "sections[0].code", "sections[0].title", "sections[0].area",
                "items[4].code", "items[4].formula",
                "items[5].formula", "items[0].formula", "items[1].formula", "items[2].formula", "items[3].formula", "checks[0].op",
                "checks[0].right",
                "measures[0].indicator", "measures[0].numerator",
            },
            findings.Select(f => f.Field).ToHashSet());
        Assert.Contains(findings, f => f.Message == "Công thức quay vòng: A → B → C → A.");
        Assert.Contains(findings, f => f.Message == "Công thức quay vòng: S → S.");
    }

    [Fact]
    public void Check_TellsWhatIsWrongWithPartsUnitsAndWhatIsNamedTwice()
    {
        var fine = Make(Item("A"), Item("B")) with
        {
            Parts = [new("L1", "Chỉ đạo, tuyên truyền", "VP"), new("P_TC", "Tài chính", null)],
            Units = ["11593"],
            Checks = [new("A", "atMost", "B", new string('x', 500))],
            Measures = [new("HS-DUNGHAN", "A", "B")],
        };
        Assert.Empty(TemplateRules.Check(TemplateRules.Normalize(fine)));

        var wrong = TemplateRules.Check(TemplateRules.Normalize(fine with
        {
            Areas = [.. fine.Areas, fine.Areas[0]],
            Parts = [new("1.", "", "XYZ"), new("P", "Một", null), new("P", new string('x', 501), "VHXH")],
            Units = ["11593", "1159", "x"],
            Checks = [new("A", "atMost", "B", new string('x', 501))],
            Measures = [new("HS-DUNGHAN", "A", "B"), new("HS-DUNGHAN", "B", null)],
        }));
        Assert.Equal(
            ["areas[1]", "checks[0].message", "measures[1].indicator", "parts[0].code", "parts[0].office", "parts[0].title",
                "parts[2].code", "parts[2].title", "units[1]", "units[2]"],
            wrong.Select(f => f.Field).Order(StringComparer.Ordinal));
        Assert.Contains("Không có phòng “XYZ”; có: VP, VHXH, KT, HCC.", wrong.Select(f => f.Message));
        Assert.Contains("Hai phần việc cùng mã “P”.", wrong.Select(f => f.Message));
    }
}
