using Platform.Contracts.Periods;
using Platform.OfficialDocuments;
using Platform.Reporting.Exports;

namespace Platform.Reporting.Tests.Export;

public sealed class OfficialWordingTests
{
    [Theory]
    [InlineData("2026-01-05", "ngày 05 tháng 01 năm 2026")]
    [InlineData("2025-02-28", "ngày 28 tháng 02 năm 2025")]
    [InlineData("2025-03-09", "ngày 09 tháng 3 năm 2025")]
    [InlineData("2025-12-10", "ngày 10 tháng 12 năm 2025")]
    public void Date_HasAZeroBeforeSmallDaysAndTheFirstTwoMonths(string day, string expected) =>
        Assert.Equal(expected, OfficialWording.Date(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("2025-Q3", "Kết quả cải cách hành chính quý III năm 2025")]
    [InlineData("2025-H1", "Kết quả cải cách hành chính 6 tháng đầu năm 2025")]
    [InlineData("2025-H2", "Kết quả cải cách hành chính 6 tháng cuối năm 2025")]
    [InlineData("2025-9M", "Kết quả cải cách hành chính 9 tháng đầu năm 2025")]
    [InlineData("2025", "Kết quả cải cách hành chính năm 2025")]
    [InlineData("2025-07", "Kết quả cải cách hành chính tháng 7 năm 2025")]
    public void Subject_SaysThePeriod(string period, string expected) =>
        Assert.Equal(expected, OfficialWording.AtStart(ReportWording.Subject(Samples.Template, PeriodCode.Parse(period))));

    [Theory]
    [InlineData(1, "I")]
    [InlineData(4, "IV")]
    [InlineData(9, "IX")]
    [InlineData(10, "X")]
    [InlineData(14, "XIV")]
    [InlineData(29, "XXIX")]
    public void ToRoman_CountsSections(int number, string expected) => Assert.Equal(expected, OfficialWording.ToRoman(number));
}
