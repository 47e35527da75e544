using System.Globalization;
using Platform.Contracts.Periods;
using Platform.ServiceDefaults.Units;
using Platform.Tasks.Reminders;

namespace Platform.Tasks.Tests.Reminders;

/// <summary>Which step a due date is at, and what is said of it: decided without a store.</summary>
public sealed class ReminderScheduleTests
{
    // 1 and 2 September 2025 (Monday, Tuesday) are days off.
    private static readonly WorkingCalendar Calendar = new(
        new HashSet<DateOnly> { new(2025, 9, 1), new(2025, 9, 2) }, new HashSet<DateOnly>());

    private static DateOnly Day(string day) => DateOnly.Parse(day, CultureInfo.InvariantCulture);

    private static ReminderSchedule Schedule(string today, params ReminderStep[] steps) =>
        new(steps.Length > 0 ? steps : ReminderRules.Default, Calendar, Day(today));

    [Theory]
    [InlineData("2025-09-16", null, 0)]
    [InlineData("2025-09-17", "before-7", 7)] // due Friday 26th
    [InlineData("2025-09-22", "before-7", 4)] // the newest step, though its day has passed
    [InlineData("2025-09-25", "before-1", 1)]
    [InlineData("2025-09-26", "on", 0)]
    [InlineData("2025-09-27", null, 0)] // Saturday: one working day past comes on Monday
    [InlineData("2025-09-29", "after-1", 1)]
    [InlineData("2025-10-02", "after-1", 4)]
    [InlineData("2025-10-03", "after-5", 5)]
    [InlineData("2025-10-16", "after-5", 14)]
    [InlineData("2025-10-17", "after-15#0", 15)]
    [InlineData("2025-10-31", "after-15#1", 25)]
    public void DefaultRules_FollowADueDate(string today, string? key, int days)
    {
        var step = Schedule(today).For(Day("2025-09-26"), "phuong", weekly: false);
        Assert.Equal((key, days), (step?.Key, step?.Days ?? 0));
    }

    [Fact]
    public void DueOnADayOff_IsAnnouncedOnTheWorkingDayBefore() =>
        Assert.Equal("on", Schedule("2025-08-29").For(Day("2025-09-02"), "xa", false)!.Key);

    [Fact]
    public void WeeklyTask_IsAnnouncedTheDayBefore()
    {
        Assert.Null(Schedule("2025-09-17").For(Day("2025-09-26"), "xa", weekly: true));
        Assert.Equal("before-1", Schedule("2025-09-25").For(Day("2025-09-26"), "xa", weekly: true)!.Key);
    }

    [Fact]
    public void Step_ForSomeKinds_PassesTheOthersOver()
    {
        var step = new ReminderStep(ReminderRules.Before, 3, null, [ReminderRules.Leader], ["dac-khu"]);
        Assert.Null(Schedule("2025-09-25", step).For(Day("2025-09-26"), "xa", false));
        Assert.NotNull(Schedule("2025-09-25", step).For(Day("2025-09-26"), "dac-khu", false));
    }

    [Fact]
    public void Steps_NeverComeBack_AndEachKeyNamesOneDay()
    {
        // Over 200 days the keys of one due date change in one direction only: none is left and met again.
        var keys = Enumerable.Range(0, 200).Select(i => Day("2025-09-01").AddDays(i)).Where(Calendar.IsWorkingDay)
            .Select(d => new ReminderSchedule(ReminderRules.Default, Calendar, d).For(Day("2025-09-26"), "xa", false)?.Key)
            .Where(k => k is not null).ToList();
        Assert.Equal(keys.Distinct().Count(), keys.Zip(keys.Skip(1)).Count(p => p.First != p.Second) + 1);
        Assert.True(keys.Distinct().Count() > 12);
    }

    [Fact]
    public void Check_TellsEverythingWrong()
    {
        var errors = ReminderRules.Check(
        [
            null, new("later", 1, null, ["officer"]), new("before", 0, 2, []), new("on", 1, null, ["king"]),
            new("after", 3, 0, ["leader"], []), new("after", 3, null, ["leader"], ["phuong"]), new("after", 3, null, ["officer"]),
        ]).Select(e => e.Field).ToList();
        Assert.Equal(
            ["steps[0].when", "steps[1].when", "steps[2].workingDays", "steps[2].repeatEvery", "steps[2].to", "steps[3].workingDays",
                "steps[3].to", "steps[4].repeatEvery", "steps[4].unitKinds", "steps[6]"],
            errors);
        Assert.Empty(ReminderRules.Check(ReminderRules.Default));
        Assert.Equal("steps", Assert.Single(ReminderRules.Check(null)).Field);
    }

    private static DueTask Task(string content, string? office, DueStep at, string due = "2025-09-26") =>
        new(new(Guid.NewGuid(), "11593", "1", content, Day(due), false, 20, office, null), at);

    [Fact]
    public void FortyTasks_AreOneNoticePerOfficeAndOneForTheLeader()
    {
        var at = Schedule("2025-09-26").For(Day("2025-09-26"), "phuong", false)!;
        var tasks = Enumerable.Range(0, 40).Select(i => Task($"Việc {i}", i % 2 == 0 ? "VHXH" : "KT", at)).ToList();
        var reminders = Gathering.Of(tasks, "11593").ToList();
        Assert.Equal(
            [("officer", "VHXH", 20), ("officer", "KT", 20), ("leader", null, 40)],
            reminders.Select(r => (r.Recipient, r.To.Office, r.Tasks.Count)).OrderByDescending(r => r.Office));
        var unit = new OrgUnitInfo("11593", "An Phong", "Phường An Phong", "phuong", "31", "phuong");
        var notices = reminders.ConvertAll(r => Gathering.Notice(r, unit, Day("2025-09-26"), DateTimeOffset.UnixEpoch));
        Assert.Equal(3, notices.Select(n => n.NoticeId).Distinct().Count());
        Assert.Equal("Đến hạn: 40 nhiệm vụ", notices.Single(n => n.To[0].Role == "commune-leader").Title);
        Assert.All(notices, n => Assert.True(n.NoticeId.Length <= 200 && n.Title.Length <= 200 && n.Body.Length <= 4_000));
        Assert.Equal(
            notices.Select(n => n.NoticeId),
            Gathering.Of(tasks, "11593").Select(r => Gathering.Notice(r, unit, Day("2025-09-26"), DateTimeOffset.UnixEpoch).NoticeId));
    }
}
