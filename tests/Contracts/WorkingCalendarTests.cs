using CsCheck;
using Platform.Contracts.Periods;

namespace Platform.Contracts.Tests;

public sealed class WorkingCalendarTests
{
    private static readonly WorkingCalendar Calendar = new(
        new HashSet<DateOnly> { new(2025, 5, 1), new(2025, 5, 2) },
        new HashSet<DateOnly> { new(2025, 4, 26) });

    [Theory]
    [InlineData("2025-04-25", true)]
    [InlineData("2025-04-26", true)]
    [InlineData("2025-04-27", false)]
    [InlineData("2025-05-01", false)]
    [InlineData("2025-05-05", true)]
    public void IsWorkingDay_FollowsWeekendsHolidaysAndExchangedDays(string day, bool expected) =>
        Assert.Equal(expected, Calendar.IsWorkingDay(DateOnly.Parse(day)));

    [Theory]
    [InlineData("2025-04-30", 1, "2025-05-05")]
    [InlineData("2025-04-25", 1, "2025-04-26")]
    [InlineData("2025-05-05", -1, "2025-04-30")]
    [InlineData("2025-05-03", 0, "2025-05-03")]
    public void Add_CountsWorkingDaysOnly(string day, int count, string expected) =>
        Assert.Equal(DateOnly.Parse(expected), Calendar.Add(DateOnly.Parse(day), count));

    [Fact]
    public void Add_AndBetween_AreEachOthersInverse() => Gen.Select(Gen.Int[0, 364], Gen.Int[1, 59]).Sample(
        (day, count) =>
        {
            var from = new DateOnly(2025, 1, 1).AddDays(day);
            Assert.Equal(count, Calendar.Between(from, Calendar.Add(from, count)));
        },
        iter: 500);

    [Fact]
    public void OnOrAfter_AndOnOrBefore_LandOnWorkingDays()
    {
        Assert.Equal(new(2025, 5, 5), Calendar.OnOrAfter(new(2025, 5, 1)));
        Assert.Equal(new(2025, 4, 30), Calendar.OnOrBefore(new(2025, 5, 4)));
    }
}
