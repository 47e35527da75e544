using System.Globalization;

namespace Platform.PlanDocuments.Tests;

public class DeadlineParserTests
{
    private static readonly PlanPeriod SecondHalf = new("2025-H2", new(2025, 7, 1), new(2025, 12, 31), "6 tháng cuối năm 2025");
    private static readonly PlanPeriod Term = new("2026-2030", new(2026, 1, 1), new(2030, 12, 31), "giai đoạn 2026-2030");

    [Theory]
    [InlineData("Trước ngày 10/12/2025", "2025-12-10")]
    [InlineData("Truoc ngay 10/12/2025", "2025-12-10")]
    [InlineData("Trước 10/12/2025", "2025-12-10")]
    [InlineData("Chậm nhất ngày 20/9/2025", "2025-09-20")]
    [InlineData("Chậm nhất là ngày 20 tháng 9 năm 2025", "2025-09-20")]
    [InlineData("15/8/2025", "2025-08-15")]
    [InlineData("Hoàn thành ngày 15 / 8/2025.", "2025-08-15")]
    [InlineData("Trước ngày 30/11", "2025-11-30")]
    [InlineData("Trước tháng 10/2025", "2025-09-30")]
    [InlineData("Hết tháng 9/2025", "2025-09-30")]
    [InlineData("Chậm nhất tháng 9/2025", "2025-09-30")]
    [InlineData("Trước quý IV/2025", "2025-09-30")]
    [InlineData("Đến hết năm 2025", "2025-12-31")]
    [InlineData("Đến năm 2030", "2030-12-31")]
    [InlineData("Trước năm 2027", "2026-12-31")]
    public void Parse_Date_IsByDate(string text, string to) => Expect(text, SecondHalf, DeadlineKind.ByDate, null, to);

    [Theory]
    [InlineData("Trong tháng 8/2025", "2025-08-01", "2025-08-31")]
    [InlineData("Tháng 8/2025", "2025-08-01", "2025-08-31")]
    [InlineData("Trong thang 8 nam 2025", "2025-08-01", "2025-08-31")]
    [InlineData("Tháng 02/2028", "2028-02-01", "2028-02-29")]
    [InlineData("8/2025", "2025-08-01", "2025-08-31")]
    [InlineData("Tháng 8, 9/2025", "2025-08-01", "2025-09-30")]
    [InlineData("Tháng 8-9/2025", "2025-08-01", "2025-09-30")]
    [InlineData("Tháng 7 đến tháng 12/2025", "2025-07-01", "2025-12-31")]
    [InlineData("Từ tháng 11/2025 đến tháng 02/2026", "2025-11-01", "2026-02-28")]
    [InlineData("Tháng 9", "2025-09-01", "2025-09-30")]
    [InlineData("Quý III,IV/2025", "2025-07-01", "2025-12-31")]
    [InlineData("Quý III-IV/2025", "2025-07-01", "2025-12-31")]
    [InlineData("Quý III, quý IV năm 2025", "2025-07-01", "2025-12-31")]
    [InlineData("Quý III và IV/2025", "2025-07-01", "2025-12-31")]
    [InlineData("Quý III năm 2025", "2025-07-01", "2025-09-30")]
    [InlineData("Quy III nam 2025", "2025-07-01", "2025-09-30")]
    [InlineData("Quý IV/2025", "2025-10-01", "2025-12-31")]
    [InlineData("Quý 3/2025", "2025-07-01", "2025-09-30")]
    [InlineData("Trong Quý III", "2025-07-01", "2025-09-30")]
    [InlineData("Hoàn thành trong quý III/2025", "2025-07-01", "2025-09-30")]
    [InlineData("Quý IV/2025 - Quý I/2026", "2025-10-01", "2026-03-31")]
    [InlineData("Cả năm 2025", "2025-01-01", "2025-12-31")]
    [InlineData("Năm 2025", "2025-01-01", "2025-12-31")]
    [InlineData("Trong năm 2025", "2025-01-01", "2025-12-31")]
    [InlineData("Cả năm", "2025-01-01", "2025-12-31")]
    [InlineData("2026-2030", "2026-01-01", "2030-12-31")]
    [InlineData("2026- 2030", "2026-01-01", "2030-12-31")]
    [InlineData("Giai đoạn 2026 – 2030", "2026-01-01", "2030-12-31")]
    [InlineData("Từ năm 2026 đến năm 2030", "2026-01-01", "2030-12-31")]
    [InlineData("2026- 02/2027", "2026-01-01", "2027-02-28")]
    [InlineData("02/2026 - 12/2027", "2026-02-01", "2027-12-31")]
    [InlineData("Từ 01/7/2025 đến 31/12/2025", "2025-07-01", "2025-12-31")]
    [InlineData("Từ ngày 15/8 đến ngày 30/9/2025", "2025-08-15", "2025-09-30")]
    [InlineData("6 tháng cuối năm", "2025-07-01", "2025-12-31")]
    [InlineData("06 tháng cuối năm 2025", "2025-07-01", "2025-12-31")]
    [InlineData("6 tháng đầu năm 2026", "2026-01-01", "2026-06-30")]
    [InlineData("6 thang cuoi nam 2025", "2025-07-01", "2025-12-31")]
    [InlineData("Tháng 01/2023; thực hiện cả năm 2023", "2023-01-01", "2023-12-31")]
    public void Parse_Span_IsWindow(string text, string from, string to) => Expect(text, SecondHalf, DeadlineKind.Window, from, to);

    [Theory]
    [InlineData("Thường xuyên")]
    [InlineData("Thuong xuyen")]
    [InlineData("Thường xuyên trong năm")]
    [InlineData("Thực hiện thường xuyên, liên tục")]
    public void Parse_AllTheTime_IsContinuousOverThePeriod(string text) =>
        Expect(text, SecondHalf, DeadlineKind.Continuous, "2025-07-01", "2025-12-31");

    [Theory]
    [InlineData("Hàng năm", RecurrenceUnit.Year)]
    [InlineData("Hằng năm", RecurrenceUnit.Year)]
    [InlineData("Hang nam", RecurrenceUnit.Year)]
    [InlineData("Hàng quý", RecurrenceUnit.Quarter)]
    [InlineData("Định kỳ hàng quý", RecurrenceUnit.Quarter)]
    [InlineData("Hàng tháng", RecurrenceUnit.Month)]
    [InlineData("Hằng tháng, quý, năm", RecurrenceUnit.Month)]
    [InlineData("Định kỳ 6 tháng, năm", RecurrenceUnit.HalfYear)]
    [InlineData("6 tháng/lần", RecurrenceUnit.HalfYear)]
    [InlineData("Định kỳ hàng quý, 6 tháng và năm", RecurrenceUnit.Quarter)]
    [InlineData("Hàng tuần", RecurrenceUnit.Week)]
    [InlineData("Quý IV hàng năm", RecurrenceUnit.Year)]
    public void Parse_Cycle_IsRecurring(string text, RecurrenceUnit every)
    {
        var deadline = DeadlineParser.Parse(text, Term);
        Assert.Equal(DeadlineKind.Recurring, deadline.Kind);
        Assert.Equal(every, deadline.Recurrence!.Every);
        Assert.Equal((Term.From, Term.To), (deadline.From!.Value, deadline.To!.Value));
    }

    [Theory]
    [InlineData("Trước ngày 15 của tháng cuối quý", RecurrenceUnit.Quarter, DueMonth.LastMonthOfCycle, 15, null)]
    [InlineData("Truoc ngay 15 cua thang cuoi quy", RecurrenceUnit.Quarter, DueMonth.LastMonthOfCycle, 15, null)]
    [InlineData("Ngày 10 tháng cuối của quý", RecurrenceUnit.Quarter, DueMonth.LastMonthOfCycle, 10, null)]
    [InlineData("Trước ngày 20 hàng tháng", RecurrenceUnit.Month, DueMonth.EachMonth, 20, null)]
    [InlineData("Trước ngày 10/12 hàng năm", RecurrenceUnit.Year, DueMonth.Fixed, 10, 12)]
    [InlineData("Trước ngày 15 tháng 11 hằng năm", RecurrenceUnit.Year, DueMonth.Fixed, 15, 11)]
    [InlineData("Trước ngày 05 của tháng sau", RecurrenceUnit.Month, DueMonth.FirstMonthAfterCycle, 5, null)]
    public void Parse_DayOfCycle_KeepsTheRule(string text, RecurrenceUnit every, DueMonth month, int day, int? monthNumber)
    {
        var deadline = DeadlineParser.Parse(text, SecondHalf);
        Assert.Equal(DeadlineKind.Recurring, deadline.Kind);
        Assert.Equal(every, deadline.Recurrence!.Every);
        Assert.Equal(new DueRule(month, day, monthNumber), deadline.DueRule);
    }

    [Theory]
    [InlineData("Theo Văn bản của UBND thành phố")]
    [InlineData("Theo van ban cua UBND thanh pho")]
    [InlineData("Theo văn bản chỉ đạo của")]
    [InlineData("Sau khi có hướng dẫn của Sở Nội vụ")]
    [InlineData("Khi có yêu cầu")]
    [InlineData("Theo Kế hoạch số 12/KH-UBND ngày 01/02/2025 của UBND thành phố")]
    [InlineData("Đột xuất")]
    public void Parse_WaitingForOthers_IsOnInstructionWithoutDates(string text) =>
        Expect(text, SecondHalf, DeadlineKind.OnInstruction, null, null);

    [Fact]
    public void Parse_RoadmapOfAYear_IsOnInstructionWithinTheYear() =>
        Expect("Theo lộ trình năm 2025", SecondHalf, DeadlineKind.OnInstruction, "2025-01-01", "2025-12-31");

    [Theory]
    [InlineData("Các phòng, đơn vị có liên quan")]
    [InlineData("Trước ngày 31/9/2025")]
    [InlineData("Tháng 13/2025")]
    [InlineData("Phòng Văn hóa - Xã hội")]
    [InlineData("2030-2026")]
    public void Parse_NotATime_IsUnknownAndKeepsText(string text)
    {
        Expect(text, SecondHalf, DeadlineKind.Unknown, null, null);
        Assert.Equal(text, DeadlineParser.Parse(text, SecondHalf).Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("-")]
    [InlineData(null)]
    public void Parse_Nothing_IsNone(string? text) => Expect(text, SecondHalf, DeadlineKind.None, null, null);

    [Theory]
    [InlineData("Quý III")]
    [InlineData("Tháng 8")]
    [InlineData("Trước ngày 30/11")]
    [InlineData("6 tháng cuối năm")]
    public void Parse_NoYear_IsInferredOnlyFromASingleYearPeriod(string text)
    {
        Assert.True(DeadlineParser.Parse(text, SecondHalf).YearInferred);
        Assert.Equal(DeadlineKind.Unknown, DeadlineParser.Parse(text, Term).Kind);
        Assert.Equal(DeadlineKind.Unknown, DeadlineParser.Parse(text, null).Kind);
    }

    [Fact]
    public void Parse_Compound_KeepsItsParts()
    {
        var deadline = DeadlineParser.Parse("Tháng 01/2023; thực hiện cả năm 2023", null);
        Assert.Equal(2, deadline.Parts.Count);
        Assert.Equal(new DateOnly(2023, 1, 31), deadline.Parts[0].To);
    }

    [Theory]
    [InlineData("Quý II, quý IV năm 2026", 2)]
    [InlineData("Tháng 3, 6, 9/2026", 3)]
    [InlineData("Quý II-IV/2026", 0)]
    [InlineData("Quý II, III/2026", 0)]
    [InlineData("Tháng 3 đến tháng 9/2026", 0)]
    public void Parse_TimesApart_AreParts(string text, int parts) => Assert.Equal(parts, DeadlineParser.Parse(text, null).Parts.Count);

    [Fact]
    public void Parse_BeforeADay_SaysSo()
    {
        Assert.True(DeadlineParser.Parse("Trước ngày 10/12/2025", SecondHalf).Before);
        Assert.False(DeadlineParser.Parse("Chậm nhất ngày 10/12/2025", SecondHalf).Before);
    }

    private static void Expect(string? text, PlanPeriod period, DeadlineKind kind, string? from, string? to)
    {
        var deadline = DeadlineParser.Parse(text, period);
        Assert.Equal((kind, Day(from), Day(to)), (deadline.Kind, deadline.From, deadline.To));
    }

    private static DateOnly? Day(string? iso) => iso is null ? null : DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
