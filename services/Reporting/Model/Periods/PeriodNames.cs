using Platform.Contracts.Periods;

namespace Platform.Reporting.Model.Periods;

/// <summary>A period's name for people: <c>quý III/2025</c>.</summary>
public static class PeriodNames
{
    private static readonly string[] Roman = ["I", "II", "III", "IV"];

    public static string Of(PeriodRow period)
    {
        if (period.Title is { } title)
            return $"“{title}”";
        var code = PeriodCode.Parse(period.Code);
        return code.Kind switch
        {
            PeriodKind.Month => $"tháng {code.Number}/{code.Year}",
            PeriodKind.Quarter => $"quý {Roman[code.Number - 1]}/{code.Year}",
            PeriodKind.HalfYear => $"6 tháng {(code.Number == 1 ? "đầu" : "cuối")} năm {code.Year}",
            PeriodKind.NineMonths => $"9 tháng đầu năm {code.Year}",
            _ => $"năm {code.Year}",
        };
    }
}
