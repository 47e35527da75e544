using System.Globalization;
using Platform.Contracts.Periods;
using Platform.PlanDocuments;

namespace Platform.Plans.Model;

/// <summary>Periods of plans: a reporting period's code or a term of years, by calendar days.</summary>
public static class PlanPeriods
{
    /// <summary>"2025-H2", "2025", "2026-2030"; null when it is none.</summary>
    public static PlanPeriod? Parse(string code)
    {
        if (code.Length == 9 && code[4] == '-' && Year(code[..4]) is { } first && Year(code[5..]) is { } last)
            return first < last ? Make(code, first, 1, last, 12) : null;
        if (!PeriodCode.TryParse(code, out var period))
            return null;
        var (from, to) = period.Kind switch
        {
            PeriodKind.Month => (period.Number, period.Number),
            PeriodKind.Quarter => ((period.Number * 3) - 2, period.Number * 3),
            PeriodKind.HalfYear => ((period.Number * 6) - 5, period.Number * 6),
            PeriodKind.NineMonths => (1, 9),
            _ => (1, 12),
        };
        return Make(code, period.Year, from, period.Year, to);
    }

    /// <summary>"6 tháng cuối năm 2025", "năm 2025", "giai đoạn 2026-2030".</summary>
    public static string InWords(PlanPeriod period) => period.Code.Length == 9
        ? $"giai đoạn {period.Code}"
        : !PeriodCode.TryParse(period.Code, out var code) ? period.Code : code.Kind switch
        {
            PeriodKind.Month => $"tháng {code.Number} năm {code.Year}",
            PeriodKind.Quarter => $"quý {code.Number switch { 1 => "I", 2 => "II", 3 => "III", _ => "IV" }} năm {code.Year}",
            PeriodKind.HalfYear => $"6 tháng {(code.Number == 1 ? "đầu" : "cuối")} năm {code.Year}",
            PeriodKind.NineMonths => $"9 tháng đầu năm {code.Year}",
            _ => $"năm {code.Year}",
        };

    private static int? Year(string text) =>
        text.All(char.IsAsciiDigit) && int.Parse(text, CultureInfo.InvariantCulture) is >= 2000 and <= 2100 and var year ? year : null;

    private static PlanPeriod Make(string code, int fromYear, int fromMonth, int toYear, int toMonth) =>
        new(code, new(fromYear, fromMonth, 1), new DateOnly(toYear, toMonth, 1).AddMonths(1).AddDays(-1), code);
}
