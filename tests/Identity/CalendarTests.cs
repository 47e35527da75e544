using System.Globalization;
using Platform.Identity.Calendar;
using Platform.Testing;
using static Platform.Identity.Calendar.CalendarEndpoint;

namespace Platform.Identity.Tests;

/// <summary>The lunar days, what is proposed for a year, and the calendar over HTTP.</summary>
public sealed class CalendarTests
{
    // As announced or recorded in Viet Nam; 1985, 2007 and 2030 differ from China's calendar.
    [Theory]
    [InlineData("1985-01-21")]
    [InlineData("2000-02-05")]
    [InlineData("2007-02-17")]
    [InlineData("2020-01-25")]
    [InlineData("2021-02-12")]
    [InlineData("2022-02-01")]
    [InlineData("2023-01-22")]
    [InlineData("2024-02-10")]
    [InlineData("2025-01-29")]
    [InlineData("2026-02-17")]
    [InlineData("2027-02-06")]
    [InlineData("2028-01-26")]
    [InlineData("2029-02-13")]
    [InlineData("2030-02-02")]
    public void Tet_FallsOnTheDayOfTheVietnameseCalendar(string day) =>
        Assert.Equal(DateOnly.Parse(day, CultureInfo.InvariantCulture), LunarDates.NewYear(int.Parse(day[..4], CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("2019-04-14")]
    [InlineData("2020-04-02")]
    [InlineData("2021-04-21")]
    [InlineData("2022-04-10")]
    [InlineData("2023-04-29")] // after a leap second month
    [InlineData("2024-04-18")]
    [InlineData("2025-04-07")]
    [InlineData("2026-04-26")]
    public void HungKingsDay_IsTheTenthOfTheThirdMonth(string day) =>
        Assert.Equal(DateOnly.Parse(day, CultureInfo.InvariantCulture), LunarDates.Day(int.Parse(day[..4], CultureInfo.InvariantCulture), 3, 10));

    [Fact]
    public void Tet_IsWithinADayOfChinasInMostYears_AndAMonthInNone2000To2100()
    {
        var china = new ChineseLunisolarCalendar();
        var differs = Enumerable.Range(2000, 101).Where(y => DateOnly.FromDateTime(china.ToDateTime(y, 1, 1, 0, 0, 0, 0)) != LunarDates.NewYear(y)).ToList();
        Assert.Contains(2007, differs);
        Assert.Contains(2030, differs);
        Assert.True(differs.Count < 12, $"Too many years differ: {string.Join(", ", differs)}");
    }

    [Fact]
    public void Proposals_MakeUpForHolidaysOnWeekends()
    {
        // 2025: Tết 28 January to 1 February (Saturday, made up for on Monday 3 February).
        var days = Proposals.Of(2025).ToDictionary(d => d.Day, d => d.Name);
        Assert.Equal(
            ["2025-01-01", "2025-01-28", "2025-01-29", "2025-01-30", "2025-01-31", "2025-02-01", "2025-02-03", "2025-04-07", "2025-04-30", "2025-05-01", "2025-09-01", "2025-09-02"],
            days.Keys.Select(d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        Assert.StartsWith("Nghỉ bù", days[new(2025, 2, 3)], StringComparison.Ordinal);
        Assert.All(Enumerable.Range(2000, 101), y => Assert.All(Proposals.Of(y), d => Assert.Equal((y, false), (d.Day.Year, d.Working))));
    }

    [Fact]
    public async Task Calendar_IsChangedByTheCityAlone_AndByOneAtATime()
    {
        await using var platform = await TestPlatform.StartAsync([]);
        var admin = platform.Admin("Identity");
        var year = await admin.GetAsync("/api/identity/calendar/2025").ReadAsync<CalendarYear>();
        Assert.Equal((0L, 4), (year.Version, year.Days.Count));

        var input = new { version = 0, days = new[] { new { day = "2025-09-01", working = false, name = "Quốc khánh" }, new { day = "2025-04-26", working = true, name = "Làm bù" } } };
        var changed = await admin.PutJsonAsync("/api/identity/calendar/2025", input).ReadAsync<CalendarYear>();
        Assert.Equal((1L, "city-admin", 2), (changed.Version, changed.ChangedBy, changed.Days.Count));
        Assert.Equal("IDN-0051", (await admin.PutJsonAsync("/api/identity/calendar/2025", input).ProblemAsync()).Code);
        Assert.Equal(4, (await platform.Officer("Identity", "11593").GetAsync("/api/identity/calendar/2026").ReadAsync<CalendarYear>()).Days.Count);

        foreach (var (user, unit, role) in (ValueTuple<string, string, string>[])[("hanoi", "01", "city-admin"), ("l", "11593", "commune-leader"), ("a", "31", "city-analyst")])
            Assert.Equal("AUTH-0002", (await platform.As("Identity", user, unit, role).PutJsonAsync("/api/identity/calendar/2025", input).ProblemAsync()).Code);
        Assert.Equal("IDN-0050", (await admin.GetAsync("/api/identity/calendar/1999").ProblemAsync()).Code);
        var problem = await admin.SendRawAsync(HttpMethod.Put, "/api/identity/calendar/2025", """
            {"days":[null,{"day":"2024-01-01","name":"x"},{"day":"2025-01-01","working":true,"name":""},{"day":"2025-01-04","working":true,"name":"a"},{"day":"2025-01-04","name":"b"}]}
            """).ProblemAsync();
        Assert.Equal(["version", "days[0].day", "days[0].name", "days[1].day", "days[2].working", "days[2].name", "days[4].day"], problem.Fields);
        Assert.Equal(400, (await admin.SendRawAsync(HttpMethod.Put, "/api/identity/calendar/2025", """{"version":1,"days":[{"day":"2025-13-01","name":"x"}]}""").ProblemAsync()).Status);
    }
}
