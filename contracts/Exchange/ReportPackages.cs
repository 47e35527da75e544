namespace Platform.Contracts.Exchange;

/// <summary>
/// Names of the thirteen packages in which reports are exchanged with the national reporting system. The set and the vocabulary follow
/// QCVN 125:2021/BTTTT; the members are this platform's own, described by the schemas in contracts/exchange, until a receiving system
/// hands over its tables.
/// </summary>
public static class ReportPackages
{
    /// <summary>Chế độ báo cáo.</summary>
    public const string Regime = "reporting-regime";

    /// <summary>Biểu mẫu số liệu.</summary>
    public const string Form = "form";

    /// <summary>Biểu mẫu đề cương (lời văn).</summary>
    public const string OutlineForm = "outline-form";

    /// <summary>Dữ liệu báo cáo: figures by item.</summary>
    public const string Data = "data";

    /// <summary>Dữ liệu danh sách: a row per reporting unit.</summary>
    public const string ListData = "list-data";

    /// <summary>Gửi báo cáo theo đề cương: the narrative.</summary>
    public const string Outline = "outline";

    /// <summary>Trạng thái gửi, nhận.</summary>
    public const string Status = "status";

    /// <summary>Kỳ báo cáo.</summary>
    public const string Periods = "periods";

    /// <summary>Chỉ tiêu.</summary>
    public const string Indicators = "indicators";

    /// <summary>Bộ chỉ số.</summary>
    public const string KpiSet = "kpi-set";

    /// <summary>Nhóm chỉ số.</summary>
    public const string KpiGroups = "kpi-groups";

    /// <summary>Phân tổ chỉ số.</summary>
    public const string KpiBreakdowns = "kpi-breakdowns";

    /// <summary>Dữ liệu chỉ số.</summary>
    public const string KpiData = "kpi-data";

    /// <summary>All of them with the type of their body, in the order in which a receiver can take them.</summary>
    public static readonly IReadOnlyDictionary<string, Type> Bodies = new Dictionary<string, Type>
    {
        [Regime] = typeof(RegimeBody),
        [Periods] = typeof(PeriodsBody),
        [Form] = typeof(FormBody),
        [OutlineForm] = typeof(OutlineFormBody),
        [Indicators] = typeof(IndicatorsBody),
        [KpiSet] = typeof(KpiSetBody),
        [KpiGroups] = typeof(KpiGroupsBody),
        [KpiBreakdowns] = typeof(KpiBreakdownsBody),
        [Data] = typeof(DataBody),
        [ListData] = typeof(ListDataBody),
        [Outline] = typeof(OutlineBody),
        [KpiData] = typeof(KpiDataBody),
        [Status] = typeof(StatusBody),
    };
}

/// <summary>A package: what every one of them says about itself, and its body.</summary>
/// <param name="Package">One of <see cref="ReportPackages"/>.</param>
/// <param name="Version">Version of the body's schema.</param>
/// <param name="Final">False while the report is not issued: figures may still change.</param>
/// <param name="Sender">Who sends: official unit code and name.</param>
/// <param name="Receiver">Who is meant to receive.</param>
/// <param name="Regime">Code of the reporting regime.</param>
/// <param name="Period">Reporting period code, e.g. <c>2025-Q3</c>.</param>
public sealed record ReportPackage<TBody>(
    string Package, string Version, bool Final, DateTimeOffset CreatedAt, ExchangeParty Sender, ExchangeParty Receiver, string Regime, string Period, TBody Body);

/// <param name="Code">Official unit code; empty when the receiver has not told its own.</param>
public sealed record ExchangeParty(string Code, string Name);

/// <param name="LegalBasis">What orders the reports.</param>
/// <param name="PeriodKinds">month, quarter, halfYear, nineMonths, year.</param>
public sealed record RegimeBody(string Code, string Name, string LegalBasis, IReadOnlyList<string> PeriodKinds, string FormCode, int FormVersion);

/// <param name="Items">Rows of the table of figures.</param>
public sealed record FormBody(string Code, int Version, string Title, IReadOnlyList<FormItem> Items);

/// <param name="Area">1..7, the area of reform.</param>
/// <param name="Type">count, money or number.</param>
public sealed record FormItem(string Code, int Order, int Area, string Name, string Unit, string Type, bool Required);

public sealed record OutlineFormBody(string Code, int Version, IReadOnlyList<OutlineFormSection> Sections);

public sealed record OutlineFormSection(string Code, int Order, string Title, bool Required, string Guidance);

public sealed record DataBody(string FormCode, int FormVersion, IReadOnlyList<DataCell> Cells);

/// <param name="Units">How many units reported the item.</param>
public sealed record DataCell(string Item, decimal Value, int Units);

public sealed record ListDataBody(string FormCode, int FormVersion, IReadOnlyList<string> Items, IReadOnlyList<ListDataRow> Rows);

/// <param name="Values">In the order of the items; null where the unit gave none.</param>
/// <param name="Receipt">Receipt number of the unit's submission.</param>
public sealed record ListDataRow(string OrgUnit, string Name, string Receipt, bool Accepted, IReadOnlyList<decimal?> Values);

public sealed record OutlineBody(string FormCode, int FormVersion, IReadOnlyList<OutlineText> Sections);

public sealed record OutlineText(string Section, string Text);

/// <param name="State">draft, submitted, returned, issued.</param>
/// <param name="DocumentNumber">Number in the sender's register; null when not told.</param>
/// <param name="Sha256">Of the issued content, hexadecimal; null before it is issued.</param>
/// <param name="Expected">Units that are to report.</param>
public sealed record StatusBody(
    string State, string? DocumentNumber, int Version, DateTimeOffset? IssuedAt, string? Sha256, int Expected, int Received, int Accepted, IReadOnlyList<ExchangeParty> Missing);

public sealed record PeriodsBody(IReadOnlyList<ExchangePeriod> Periods);

/// <param name="From">First day covered.</param>
/// <param name="Cutoff">Last day covered.</param>
/// <param name="UnitDue">Last day for the communes.</param>
/// <param name="CityDue">Last day for the city.</param>
public sealed record ExchangePeriod(string Code, string Kind, DateOnly From, DateOnly Cutoff, DateOnly UnitDue, DateOnly CityDue);

/// <summary>The figures as indicators of the national system: an item each.</summary>
public sealed record IndicatorsBody(IReadOnlyList<ExchangeIndicator> Indicators);

/// <param name="Aggregation">sum, mean, max, min, none or formula.</param>
public sealed record ExchangeIndicator(string Code, string Name, string Unit, string Aggregation);

/// <param name="Code">Code of the set of indicators (KPI).</param>
public sealed record KpiSetBody(string Code, string Name, IReadOnlyList<ExchangeKpi> Kpis);

/// <param name="Group">Code of the group.</param>
/// <param name="Numerator">Item code.</param>
/// <param name="Denominator">Item code; null for a count.</param>
public sealed record ExchangeKpi(string Code, string Group, string Numerator, string? Denominator);

public sealed record KpiGroupsBody(IReadOnlyList<KpiGroup> Groups);

public sealed record KpiGroup(string Code, string Name);

public sealed record KpiBreakdownsBody(IReadOnlyList<KpiBreakdown> Breakdowns);

/// <param name="Code">total, block.</param>
/// <param name="Values">What it divides into.</param>
public sealed record KpiBreakdown(string Code, string Name, IReadOnlyList<KpiGroup> Values);

public sealed record KpiDataBody(IReadOnlyList<KpiValue> Values);

/// <param name="Breakdown">Code of the breakdown.</param>
/// <param name="BreakdownValue">One of its values.</param>
/// <param name="Denominator">Null for a count. A ratio travels as both sums.</param>
/// <param name="Value">Numerator over denominator, or the count.</param>
public sealed record KpiValue(string Kpi, string Breakdown, string BreakdownValue, decimal Numerator, decimal? Denominator, decimal Value);
