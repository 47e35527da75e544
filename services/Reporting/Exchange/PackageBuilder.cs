using Platform.Contracts.Exchange;
using Platform.Contracts.Units;
using Platform.OfficialDocuments;
using Platform.Reporting.CityReports;
using Platform.Reporting.Exports;
using Platform.Reporting.Model.CityReports;
using Platform.Reporting.Model.Periods;
using Platform.Reporting.Model.Reports;
using Platform.Reporting.Model.Templates;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting.Exchange;

/// <summary>A city's report as packages for the system above (vocabulary of QCVN 125:2021/BTTTT). Pure.</summary>
/// <param name="Contents">What each consolidated submission said, by unit: as it was then, whatever came later.</param>
public sealed record PackageBuilder(
    CityInputs Inputs, CityReportRow Row, CityReportVersionRow? Issued, CityReport Report, CompiledTemplate Compiled,
    IReadOnlyDictionary<string, ReportContent> Contents, IReadOnlyList<PeriodRow> Periods, DateTimeOffset Now)
{
    private Template Template => Compiled.Template;

    private const string SchemaVersion = "1.0";
    private const string LegalBasis = "Nghị định 09/2019/NĐ-CP";
    private static readonly ExchangeParty Ministry = new("", "Bộ Nội vụ");

    /// <summary>The package of that name; null when there is none.</summary>
    public object? Build(string package) => package switch
    {
        ReportPackages.Regime =>
            Wrap(package, new RegimeBody(Template.Code, Template.Title, LegalBasis, Template.PeriodKinds, Template.Code, Template.Version)),
        ReportPackages.Periods =>
            Wrap(package,
            new PeriodsBody(
                [.. Periods.Select(p => new ExchangePeriod(p.Code, p.Kind, p.From, p.To.AddDays(-1), p.CommuneDue, p.CityDue))])),
        ReportPackages.Form => Wrap(package, new FormBody(
            Template.Code, Template.Version, Template.Title,
            [.. Template.Items.Select((item, i) =>
                new FormItem(item.Code, i + 1, item.Area, item.Name, item.Unit, item.Type, item.Required))])),
        ReportPackages.OutlineForm => Wrap(package, new OutlineFormBody(
            Template.Code, Template.Version,
            [.. Template.Sections.Select((s, i) => new OutlineFormSection(s.Code, i + 1, s.Title, s.Required, s.Guidance))])),
        ReportPackages.Indicators =>
            Wrap(package,
            new IndicatorsBody([.. Template.Items.Select(i =>
                new ExchangeIndicator(i.Code, i.Name, i.Unit, i.Formula is null ? i.Consolidation ?? "sum" : "formula"))])),
        ReportPackages.KpiSet =>
            Wrap(package, new KpiSetBody(Template.Code, Template.Title,
            [.. Template.Measures.Select(m => new ExchangeKpi(m.Indicator, GroupOf(m), m.Numerator, m.Denominator))])),
        ReportPackages.KpiGroups =>
            Wrap(package, new KpiGroupsBody([.. Template.Areas.Select(a => new KpiGroup(Group(a.Number), a.Title))])),
        ReportPackages.KpiBreakdowns => Wrap(package, new KpiBreakdownsBody(
        [
            new("total", "Toàn thành phố, tỉnh", [new(Inputs.City.Code, Inputs.City.FullName)]),
            new("block", "Khối", [.. Blocks.Select(b => new KpiGroup(b, b == RankingBlocks.Wards ? "Phường" : "Xã, đặc khu"))]),
        ])),
        ReportPackages.Data => Wrap(package, new DataBody(
            Template.Code, Template.Version, [.. Template.Items.Where(i => Report.Figures.ContainsKey(i.Code))
                .Select(i => new DataCell(i.Code, Report.Figures[i.Code].Value, Report.Figures[i.Code].Units))])),
        ReportPackages.ListData => Wrap(package, ListData()),
        ReportPackages.Outline => Wrap(package, new OutlineBody(
            Template.Code, Template.Version, [.. Template.Sections.Where(s => Report.Narrative.ContainsKey(s.Code))
                .Select(s => new OutlineText(s.Code, XmlText.Clean(Report.Narrative[s.Code].Text)))])),
        ReportPackages.KpiData => Wrap(package, new KpiDataBody([.. KpiValues()])),
        ReportPackages.Status => Wrap(package, new StatusBody(
            Row.State, Issued?.DocumentNumber, Row.Issued, Issued?.IssuedAt, Issued?.Sha256, Report.Expected, Report.Sources.Count,
            Report.Sources.Count(s => s.Accepted),
            [.. Inputs.Units.ExceptBy(Report.Sources.Select(s => s.OrgUnit), u => u.Code)
                .Select(u => new ExchangeParty(u.Code, u.FullName))])),
        _ => null,
    };

    private ReportPackage<T> Wrap<T>(string package, T body) => new(
        package, SchemaVersion, Issued is not null, Issued?.IssuedAt ?? Now,
        new(Inputs.City.Code, IssuingBody.Department(Inputs.City).InSentence), Ministry, Template.Code, Inputs.Period.Code, body);

    private IEnumerable<string> Blocks => Inputs.Units.Select(u => u.Block).OfType<string>().Distinct().Order(StringComparer.Ordinal);

    private IEnumerable<(OrgUnitInfo Unit, CitySource Source, ReportContent Content)> Reports
    {
        get
        {
            var units = Inputs.Units.ToDictionary(u => u.Code);
            return Report.Sources.Select(s => (units[s.OrgUnit], s, Contents[s.OrgUnit]));
        }
    }

    private ListDataBody ListData() => new(
        Template.Code, Template.Version, [.. Template.Items.Select(i => i.Code)],
        [.. Reports.Select(r => new ListDataRow(
            r.Unit.Code, r.Unit.FullName, r.Source.Receipt, r.Source.Accepted,
            [.. Template.Items.Select(i => r.Content.Values.TryGetValue(i.Code, out var v) ? v : (decimal?)null)]))]);

    private IEnumerable<KpiValue> KpiValues()
    {
        foreach (var measure in Template.Measures)
        {
            if (Value(measure, "total", Inputs.City.Code, item => Report.Figures.TryGetValue(item, out var f)
                ? f.Value : null) is { } total)
            {
                yield return total;
            }
        }
        var byBlock = Reports.ToLookup(r => r.Unit.Block);
        foreach (var block in Blocks)
        {
            var contents = byBlock[block].Select(r => r.Content).ToList();
            var figures = Consolidate.Figures(Compiled, contents, []);
            foreach (var measure in Template.Measures)
            {
                if (Value(measure, "block", block, item => figures.TryGetValue(item, out var f) ? f.Value : null) is { } value)
                    yield return value;
            }
        }
    }

    private static KpiValue? Value(TemplateMeasure measure, string breakdown, string of, Func<string, decimal?> figure)
    {
        if (figure(measure.Numerator) is not { } numerator)
            return null;
        if (measure.Denominator is null)
            return new(measure.Indicator, breakdown, of, numerator, null, numerator);
        return figure(measure.Denominator) is { } denominator && denominator != 0
            ? new(measure.Indicator, breakdown, of, numerator, denominator, numerator / denominator)
            : null;
    }

    private string GroupOf(TemplateMeasure measure) => Group(Template.Items.First(i => i.Code == measure.Numerator).Area);

    private static string Group(int area) => $"LV{area}";
}
