using CsCheck;
using Platform.Reporting.CityReports;
using Platform.Reporting.Model.CityReports;
using Platform.Reporting.Model.Reports;
using Platform.Reporting.Model.Templates;
using Platform.Reporting.Tests.Export;

namespace Platform.Reporting.Tests.CityReports;

public sealed class ConsolidateTests
{
    private static readonly CompiledTemplate Compiled = new(Samples.Template);

    /// <summary>A figure for each item, in quarters so that sums are exact; none in one of ten.</summary>
    private static readonly Gen<ReportContent> Report = Gen.Frequency((9, Gen.Int[0, 999_999].Select(n => (decimal?)n / 4)), (1, Gen.Const((decimal?)null)))
        .Array[Samples.Template.Items.Count]
        .Select(figures => new ReportContent(
            Samples.Template.Items.Zip(figures).Where(f => f.Second is not null).ToDictionary(f => f.First.Code, f => f.Second!.Value),
            new Dictionary<string, string>()));

    [Fact]
    public void Figures_AreTheSums_InAnyOrderAndGrouping() => Report.List[1, 40].SelectMany(reports => Gen.Select(Gen.Const(reports), Gen.Shuffle(reports.ToArray()), Gen.Int[0, reports.Count - 1]))
        .Sample(
            (reports, shuffled, cut) =>
            {
                var whole = Consolidate.Figures(Compiled, reports, []);
                Assert.Equal(whole.OrderBy(f => f.Key), Consolidate.Figures(Compiled, shuffled, []).OrderBy(f => f.Key));
                var (left, right) = (Consolidate.Figures(Compiled, reports[..cut], []), Consolidate.Figures(Compiled, reports[cut..], []));
                foreach (var (item, figure) in whole)
                {
                    var (l, r) = (left.GetValueOrDefault(item), right.GetValueOrDefault(item));
                    Assert.Equal((figure.Value, figure.Units), ((l?.Value ?? 0) + (r?.Value ?? 0), (l?.Units ?? 0) + (r?.Units ?? 0)));
                }
            },
            iter: 200);

    [Fact]
    public void Figures_LeaveOutWhatNobodyReported_AndCompareWithThePeriodBefore()
    {
        ReportContent Of(decimal value) =>
            new(new Dictionary<string, decimal> { ["HS_TIEPNHAN"] = value }, new Dictionary<string, string>());
        var figures = Consolidate.Figures(Compiled, [Of(10), Of(5)], [Of(8)]);
        Assert.Equal([new("HS_TIEPNHAN", new CityFigure(15, 2, 8))], figures);
    }

    [Fact]
    public void Figures_FollowEachItemsRule_AndFormulasAreComputedFromTheCitysFigures()
    {
        TemplateItem Item(string code, string? rule = null, string? formula = null) =>
            new(code, 1, code, "", "number", false, null, formula, Consolidation: rule);
        var template = new CompiledTemplate(Samples.Template with
        {
            Items = [Item("A"), Item("B"), Item("MEAN", "mean"), Item("MAX", "max"), Item("MIN", "min"), Item("NONE", "none"),
                Item("RATE", formula: "round(A / B * 100, 2)")],
            Sections = [],
            Checks = [],
            Measures = [],
            Parts = null,
        });
        ReportContent Of(decimal a, decimal b) => new(
            new Dictionary<string, decimal> { ["A"] = a, ["B"] = b, ["MEAN"] = a, ["MAX"] = a, ["MIN"] = a, ["NONE"] = a, ["RATE"] = 999 },
            new Dictionary<string, string>());
        var figures = Consolidate.Figures(template, [Of(1, 2), Of(2, 10)], []).ToDictionary(f => f.Key, f => f.Value.Value);
        Assert.Equal(
            new Dictionary<string, decimal> { ["A"] = 3, ["B"] = 12, ["MEAN"] = 1.5m, ["MAX"] = 2, ["MIN"] = 1, ["RATE"] = 25 }.OrderBy(f =>
                f.Key),
            figures.OrderBy(f => f.Key));
    }

    [Fact]
    public void NarrativeDraft_QuotesTheUnitsThemselves_AndSaysWhatTheFiguresSay()
    {
        ReportContent Of(decimal onTime, string text) => new(
            new Dictionary<string, decimal> { ["HS_DUNGHAN"] = onTime, ["HS_GIAIQUYET"] = 100 },
            new Dictionary<string, string> { ["S3"] = text });
        var reports = new List<NarrativeDraft.Said>
        {
            new("11593", "Phường An Phong", Of(90, "Đã rà soát 12 thủ tục. Đã niêm yết tại nhà văn hóa.")),
            new("11602", "Xã Thượng Hồng", Of(100, $"Một câu rất dài {string.Join(' ', Enumerable.Repeat("và", 200))}")),
            new("11605", "Xã Khác", Of(80, "Đã rà soát 12 thủ tục. Đã niêm yết tại nhà văn hóa.")),
        };
        var figures = Consolidate.Figures(Compiled, [.. reports.Select(r => r.Content)], [Of(80, "")]);
        var draft = NarrativeDraft.Of(Samples.Template, figures, reports, accepted: 1, expected: 114);

        Assert.StartsWith("Có 3/114 xã, phường, đặc khu đã gửi báo cáo, trong đó 1 báo cáo đã được duyệt.", draft["S1"].Text,
            StringComparison.Ordinal);
        var text = draft["S3"].Text;
        Assert.Contains("270/300 hồ sơ, tỷ lệ 90%, tăng 10 điểm phần trăm so với kỳ trước.", text, StringComparison.Ordinal);
        Assert.Contains("- Phường An Phong: Đã rà soát 12 thủ tục.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Xã Khác", text, StringComparison.Ordinal);
        Assert.Contains("…", text, StringComparison.Ordinal);
        Assert.Equal(["11593", "11602"], draft["S3"].Units);
        Assert.All(draft.Values, s => Assert.False(s.Edited));
    }
}
