using Platform.Contracts.Periods;

namespace Platform.Contracts.Tests;

/// <summary>Windows and deadlines as practised under Decree 09/2019/NĐ-CP.</summary>
public sealed class PeriodWindowTests
{
    [Theory]
    [InlineData("2025-Q1", "2024-12-15", "2025-03-14")]
    [InlineData("2025-Q2", "2025-03-15", "2025-06-14")]
    [InlineData("2025-Q3", "2025-06-15", "2025-09-14")]
    [InlineData("2025-Q4", "2025-09-15", "2025-12-14")]
    [InlineData("2025-H1", "2024-12-15", "2025-06-14")]
    [InlineData("2025-H2", "2025-06-15", "2025-12-14")]
    [InlineData("2025-9M", "2024-12-15", "2025-09-14")]
    [InlineData("2025", "2024-12-15", "2025-12-14")]
    [InlineData("2025-01", "2024-12-15", "2025-01-14")]
    [InlineData("2025-08", "2025-07-15", "2025-08-14")]
    public void Window_RunsFromTheFifteenthToTheFourteenth(string code, string from, string cutoff)
    {
        var window = PeriodWindow.Default(PeriodCode.Parse(code));
        Assert.Equal((DateOnly.Parse(from), DateOnly.Parse(cutoff).AddDays(1)), (window.From, window.To));
    }

    [Theory]
    [InlineData("2025-Q3", "2025-09-10", "2025-09-15", "2025-09-22")]
    [InlineData("2025-Q4", "2025-12-10", "2025-12-15", "2025-12-22")]
    [InlineData("2026-Q1", "2026-03-10", "2026-03-16", "2026-03-20")]
    [InlineData("2025", "2025-12-05", "2025-12-10", "2025-12-15")]
    [InlineData("2025-07", "2025-07-10", "2025-07-21", "2025-07-25")]
    [InlineData("2025-12", "2025-12-10", "2025-12-22", "2025-12-25")]
    public void Deadlines_AreThoseOfTheCommunesPlans_MovedOffWeekends(string code, string office, string commune, string city)
    {
        var window = PeriodWindow.Default(PeriodCode.Parse(code));
        Assert.Equal((DateOnly.Parse(office), DateOnly.Parse(commune), DateOnly.Parse(city)), (window.OfficeDue, window.CommuneDue, window.CityDue));
    }

    [Fact]
    public void Quarters_FollowOneAnotherWithoutGap_AndLieInTheLongerPeriods()
    {
        PeriodWindow Of(string code) => PeriodWindow.Default(PeriodCode.Parse(code));
        for (var year = 2001; year <= 2100; year++)
        {
            for (var q = 2; q <= 4; q++)
                Assert.Equal(Of($"{year}-Q{q - 1}").To, Of($"{year}-Q{q}").From);
            Assert.Equal(Of($"{year - 1}-Q4").To, Of($"{year}-Q1").From);
            Assert.Equal((Of($"{year}-Q1").From, Of($"{year}-Q2").To), (Of($"{year}-H1").From, Of($"{year}-H1").To));
            Assert.Equal((Of($"{year}-Q3").From, Of($"{year}-Q4").To), (Of($"{year}-H2").From, Of($"{year}-H2").To));
            Assert.Equal((Of($"{year}-Q1").From, Of($"{year}-Q3").To), (Of($"{year}-9M").From, Of($"{year}-9M").To));
            Assert.Equal((Of($"{year}-H1").From, Of($"{year}-H2").To), (Of($"{year}").From, Of($"{year}").To));
        }
    }

    [Fact]
    public void Deadlines_AreOrderedAndFallOnWorkingDays()
    {
        for (var day = new DateOnly(2025, 1, 1); day.Year < 2031; day = day.AddDays(1))
        {
            var moved = PeriodWindow.WorkingDayOnOrAfter(day);
            Assert.InRange(moved.DayNumber - day.DayNumber, 0, 2);
            Assert.DoesNotContain(moved.DayOfWeek, (DayOfWeek[])[DayOfWeek.Saturday, DayOfWeek.Sunday]);
        }
        foreach (var code in Enumerable.Range(2000, 101).SelectMany(y => (string[])[$"{y}", $"{y}-Q1", $"{y}-Q2", $"{y}-Q3", $"{y}-Q4", $"{y}-H1", $"{y}-9M", $"{y}-01", $"{y}-02"]))
        {
            var window = PeriodWindow.Default(PeriodCode.Parse(code));
            Assert.True(window.From < window.To && window.OfficeDue <= window.CommuneDue && window.CommuneDue <= window.CityDue, $"{code}: {window}");
        }
    }

    [Fact]
    public void VietnamTime_TurnsAtFiveInTheAfternoonUtc()
    {
        var turn = new DateTimeOffset(2025, 9, 15, 17, 0, 0, TimeSpan.Zero);
        Assert.Equal(turn, VietnamTime.EndOf(new(2025, 9, 15)));
        Assert.Equal(turn, VietnamTime.StartOf(new(2025, 9, 16)));
        Assert.Equal(TimeSpan.Zero, VietnamTime.StartOf(new(2025, 9, 16)).Offset);
        Assert.Equal(new DateOnly(2025, 9, 16), VietnamTime.DateOf(turn));
        Assert.Equal(new DateOnly(2025, 9, 15), VietnamTime.DateOf(turn.AddTicks(-1)));
        Assert.Equal(new DateOnly(2025, 9, 16), VietnamTime.DateOf(turn.ToOffset(TimeSpan.FromHours(-8))));
    }
}
