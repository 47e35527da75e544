using System.Globalization;

namespace Platform.PlanDocuments.Tests;

/// <summary>More ways in which plans write the same times; H2 of 2025 unless the text says another year.</summary>
public class DeadlineVariantTests
{
    private static readonly PlanPeriod SecondHalf = new("2025-H2", new(2025, 7, 1), new(2025, 12, 31), "6 tháng cuối năm 2025");

    [Theory]
    [InlineData("Xong trước 15/9/2025", "2025-09-15")]
    [InlineData("Xong trước ngày 30/11/2025", "2025-11-30")]
    [InlineData("Hoàn thành trước ngày 10 tháng 12 năm 2025", "2025-12-10")]
    [InlineData("chậm nhất ngày 05/10/2025", "2025-10-05")]
    [InlineData("Chậm nhất đến ngày 05/10/2025", "2025-10-05")]
    [InlineData("Chậm nhất vào ngày 05/10/2025", "2025-10-05")]
    [InlineData("Hạn chót 20/11/2025", "2025-11-20")]
    [InlineData("Ngày 20/11/2025", "2025-11-20")]
    [InlineData("20-11-2025", "2025-11-20")]
    [InlineData("20.11.2025", "2025-11-20")]
    [InlineData("Trước 30/6/2025", "2025-06-30")]
    [InlineData("Trong tháng 8/2025, chậm nhất ngày 25/8/2025", "2025-08-25")]
    [InlineData("Không quá ngày 25/8/2025", "2025-08-25")]
    [InlineData("Hết quý III/2025", "2025-09-30")]
    [InlineData("Hoàn thành trong tháng 9", null, "2025-09-01", "2025-09-30")]
    [InlineData("Cuối tháng 9/2025", null, "2025-09-01", "2025-09-30")]
    [InlineData("Đầu quý IV/2025", null, "2025-10-01", "2025-12-31")]
    [InlineData("Tháng 10 – 11/2025", null, "2025-10-01", "2025-11-30")]
    [InlineData("Tháng 8; tháng 10/2025", null, "2025-08-01", "2025-10-31")]
    [InlineData("Từ 01/8/2025 đến 30/9/2025", null, "2025-08-01", "2025-09-30")]
    [InlineData("01/8/2025 - 30/9/2025", null, "2025-08-01", "2025-09-30")]
    [InlineData("Từ ngày 15/8 đến ngày 15/9/2025", null, "2025-08-15", "2025-09-15")]
    [InlineData("Quý III+IV/2025", null, "2025-07-01", "2025-12-31")]
    [InlineData("Quý III & IV năm 2025", null, "2025-07-01", "2025-12-31")]
    [InlineData("Quý 3, Quý 4/2025", null, "2025-07-01", "2025-12-31")]
    [InlineData("Quý III/2025 và Quý IV/2025", null, "2025-07-01", "2025-12-31")]
    [InlineData("Các quý III, IV năm 2025", null, "2025-07-01", "2025-12-31")]
    [InlineData("Trong 6 tháng cuối năm 2025", null, "2025-07-01", "2025-12-31")]
    [InlineData("6 tháng đầu năm 2025", null, "2025-01-01", "2025-06-30")]
    [InlineData("06 tháng cuối năm", null, "2025-07-01", "2025-12-31")]
    [InlineData("Sáu tháng cuối năm 2025", null, "2025-07-01", "2025-12-31")]
    [InlineData("9 tháng đầu năm 2025", null, "2025-01-01", "2025-09-30")]
    [InlineData("Giai đoạn 2026-2030", null, "2026-01-01", "2030-12-31")]
    [InlineData("Năm 2026 - 2030", null, "2026-01-01", "2030-12-31")]
    [InlineData("Từ năm 2026 đến năm 2030", null, "2026-01-01", "2030-12-31")]
    [InlineData("2026- 02/2027", null, "2026-01-01", "2027-02-28")]
    [InlineData("Năm 2025 và các năm tiếp theo", null, "2025-01-01", null)]
    [InlineData("Thực hiện trong năm 2025", null, "2025-01-01", "2025-12-31")]
    public void Parse_FixedTime_HasItsDays(string text, string? by, string? from = null, string? to = null)
    {
        var deadline = DeadlineParser.Parse(text, SecondHalf);
        Assert.Equal((by is null ? DeadlineKind.Window : DeadlineKind.ByDate, Day(from), Day(by ?? to)), (deadline.Kind, deadline.From, deadline.To));
    }

    [Theory]
    [InlineData("Hằng năm", RecurrenceUnit.Year)]
    [InlineData("Hàng năm", RecurrenceUnit.Year)]
    [InlineData("Hằng quý", RecurrenceUnit.Quarter)]
    [InlineData("Hàng tháng", RecurrenceUnit.Month)]
    [InlineData("Hằng tuần", RecurrenceUnit.Week)]
    [InlineData("Định kỳ hằng quý", RecurrenceUnit.Quarter)]
    [InlineData("Định kỳ 6 tháng, 01 năm", RecurrenceUnit.HalfYear)]
    [InlineData("Theo quý", RecurrenceUnit.Quarter)]
    [InlineData("Theo tháng", RecurrenceUnit.Month)]
    [InlineData("Mỗi tháng 01 lần", RecurrenceUnit.Month)]
    [InlineData("01 lần/quý", RecurrenceUnit.Quarter)]
    [InlineData("Hàng quý, 6 tháng, năm", RecurrenceUnit.Quarter)]
    [InlineData("Báo cáo quý, 6 tháng, năm", RecurrenceUnit.Quarter)]
    [InlineData("Ngày 20 hằng tháng", RecurrenceUnit.Month, DueMonth.EachMonth, 20)]
    [InlineData("Trước ngày 20 hàng tháng", RecurrenceUnit.Month, DueMonth.EachMonth, 20)]
    [InlineData("Ngày 20 của tháng", RecurrenceUnit.Month, DueMonth.EachMonth, 20)]
    [InlineData("Trước ngày 15 của tháng cuối quý", RecurrenceUnit.Quarter, DueMonth.LastMonthOfCycle, 15)]
    [InlineData("Trước ngày 15 tháng cuối hàng quý", RecurrenceUnit.Quarter, DueMonth.LastMonthOfCycle, 15)]
    [InlineData("Trước ngày 10 tháng cuối mỗi quý", RecurrenceUnit.Quarter, DueMonth.LastMonthOfCycle, 10)]
    [InlineData("Ngày 05 của tháng đầu quý sau", RecurrenceUnit.Quarter, DueMonth.FirstMonthAfterCycle, 5)]
    [InlineData("Trước ngày 05 tháng sau", RecurrenceUnit.Month, DueMonth.FirstMonthAfterCycle, 5)]
    [InlineData("Trước ngày 10/12 hằng năm", RecurrenceUnit.Year, DueMonth.Fixed, 10)]
    public void Parse_Recurring_HasCycleAndRule(string text, RecurrenceUnit every, DueMonth? month = null, int? day = null)
    {
        var deadline = DeadlineParser.Parse(text, SecondHalf);
        Assert.Equal((DeadlineKind.Recurring, every), (deadline.Kind, deadline.Recurrence?.Every));
        Assert.Equal((month, day), (deadline.DueRule?.Month, deadline.DueRule?.Day));
    }

    [Theory]
    [InlineData("Thường xuyên")]
    [InlineData("Thường xuyên trong năm")]
    [InlineData("Thường xuyên, liên tục")]
    [InlineData("Thường xuyên 6 tháng cuối năm 2025")]
    [InlineData("Trong suốt kỳ kế hoạch")]
    public void Parse_AllTheTime_IsContinuous(string text)
    {
        var deadline = DeadlineParser.Parse(text, SecondHalf);
        Assert.Equal((DeadlineKind.Continuous, SecondHalf.To), (deadline.Kind, deadline.To));
    }

    [Theory]
    [InlineData("Theo Văn bản của UBND thành phố")]
    [InlineData("Theo lộ trình")]
    [InlineData("Khi có hướng dẫn")]
    [InlineData("Khi có hướng dẫn của Sở Nội vụ")]
    [InlineData("Sau khi thành phố ban hành kế hoạch")]
    [InlineData("Sau khi có kết quả")]
    [InlineData("Ngay sau khi kế hoạch được ban hành")]
    [InlineData("Theo yêu cầu của cấp trên")]
    [InlineData("Theo tiến độ của thành phố")]
    [InlineData("Theo quy định")]
    [InlineData("Khi phát sinh")]
    [InlineData("Đột xuất theo yêu cầu")]
    [InlineData("Theo thời gian quy định của thành phố")]
    public void Parse_WhenTold_IsOnInstruction(string text)
    {
        var deadline = DeadlineParser.Parse(text, SecondHalf);
        Assert.Equal((DeadlineKind.OnInstruction, null, null), (deadline.Kind, deadline.From, deadline.To));
        Assert.Empty(DueDates.Of(deadline, SecondHalf));
    }

    [Theory]
    [InlineData("Trong 05 ngày làm việc kể từ ngày 01/8/2025", 5, true, "2025-08-08")]
    [InlineData("trong vòng 10 ngày kể từ ngày 01/8/2025", 10, false, "2025-08-11")]
    [InlineData("Chậm nhất 03 ngày làm việc sau ngày 29/8/2025", 3, true, "2025-09-03")]
    [InlineData("Trong thời hạn 05 ngày làm việc kể từ ngày nhận được văn bản", 5, true, null)]
    [InlineData("05 ngày làm việc sau khi kết thúc quý", 5, true, null)]
    public void Parse_DaysAfter_CountsFromTheDayItNames(string text, int days, bool working, string? to)
    {
        var deadline = DeadlineParser.Parse(text, SecondHalf);
        Assert.Equal((days, working), (deadline.After!.Days, deadline.After.Working));
        Assert.Equal((to is null ? DeadlineKind.OnInstruction : DeadlineKind.ByDate, Day(to)), (deadline.Kind, deadline.To));
        if (to is not null && working) Assert.Equal(Certainty.Inferred, deadline.Certainty);
    }

    [Theory]
    [InlineData("Trước ngày 10/12/2025", Certainty.Certain)]
    [InlineData("Quý III", Certainty.Inferred)]
    [InlineData("Tháng 01/2023; thực hiện cả năm 2023", Certainty.Inferred)]
    [InlineData("Phòng Kinh tế", Certainty.Unsure)]
    [InlineData("", Certainty.Unsure)]
    [InlineData("Cả năm", Certainty.Inferred)]
    public void Parse_TellsHowSureItIs(string text, Certainty certainty) => Assert.Equal(certainty, DeadlineParser.Parse(text, SecondHalf).Certainty);

    [Theory]
    [InlineData("Kế hoạch số 12 ngày 30/2/2025")]
    [InlineData("Quý V/2025")]
    [InlineData("Tháng 13")]
    [InlineData("Công an xã")]
    public void Parse_NoTime_IsUnknown(string text) => Assert.Equal(DeadlineKind.Unknown, DeadlineParser.Parse(text, SecondHalf).Kind);

    private static DateOnly? Day(string? iso) => iso is null ? null : DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
