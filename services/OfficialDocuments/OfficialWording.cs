using System.Globalization;
using Platform.Contracts.Periods;

namespace Platform.OfficialDocuments;

/// <summary>Dates, periods and numerals as official documents write them (Decree 30/2020/NĐ-CP, annex I).</summary>
public static class OfficialWording
{
    private static readonly string[] Roman = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];

    /// <summary>"ngày 05 tháng 01 năm 2025": a zero before days below 10 and before months 1 and 2.</summary>
    public static string Date(DateOnly day) => string.Create(
        CultureInfo.InvariantCulture, $"ngày {day.Day:00} tháng {(day.Month <= 2 ? $"0{day.Month}" : $"{day.Month}")} năm {day.Year}");

    public static string ShortDate(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    public static string Period(PeriodCode period) => period.Kind switch
    {
        PeriodKind.Month => $"tháng {(period.Number <= 2 ? "0" : "")}{period.Number} năm {period.Year}",
        PeriodKind.Quarter => $"quý {ToRoman(period.Number)} năm {period.Year}",
        PeriodKind.HalfYear => $"6 tháng {(period.Number == 1 ? "đầu" : "cuối")} năm {period.Year}",
        PeriodKind.NineMonths => $"9 tháng đầu năm {period.Year}",
        PeriodKind.Extraordinary => $"đột xuất số {period.Number} năm {period.Year}",
        _ => $"năm {period.Year}",
    };

    /// <summary>A unit's full name inside a sentence: "phường Thành Đông".</summary>
    public static string InSentence(string name) => name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name[1..];

    public static string AtStart(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    public static string ToRoman(int number) => number switch
    {
        >= 10 => "X" + ToRoman(number - 10),
        > 0 => Roman[number],
        _ => "",
    };

    /// <summary>Where the document is dated. A unit that bears a number is named in full ("Phường 7").</summary>
    public static string Place(string name, string fullName) => name.Length > 0 && char.IsAsciiDigit(name[0]) ? fullName : name;
}
