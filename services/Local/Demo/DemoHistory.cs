using System.Globalization;
using Platform.Contracts.Periods;

namespace Platform.Local.Demo;

/// <summary>
/// Invented tasks of earlier years, the same at every load, for the forecast to learn from. Each is worked through day by day: somebody
/// begins after a while, has other work on many days, is called away, hurries when the due date is near. Units, areas and offices differ
/// in how soon they begin, how often they are called away and how much a task asks for. Nothing here knows the forecast's formula, but
/// it is a generator all the same: figures from it show that the method works, not how well it does on a real city.
/// </summary>
public static class DemoHistory
{
    /// <param name="CompletedOn">Null when given up.</param>
    public sealed record PastTask(
        string Key, string OrgUnit, string Office, int Area, string Kind, DateOnly From, DateOnly Due, DateOnly? CompletedOn, IReadOnlyList<Mark> Marks);

    public sealed record Mark(DateOnly On, int Percent);

    private const int PerUnitAndYear = 24;
    private static readonly string[] Offices = ["VP", "VHXH", "KT", "HCC"];

    /// <summary>Tasks due in the years 2023 and 2024 and the first half of 2025.</summary>
    public static IEnumerable<PastTask> Of(string unit)
    {
        var seed = int.Parse(unit, CultureInfo.InvariantCulture);
        var character = new Random(seed);
        var calledAway = 0.15 + (0.35 * character.NextDouble());
        var weakArea = character.Next(1, 8);
        var busyOffice = Offices[character.Next(Offices.Length)];
        foreach (var year in (int[])[2023, 2024, 2025])
        {
            var random = new Random((seed * 7) + year);
            for (var number = 0; number < PerUnitAndYear; number++)
            {
                var task = Work($"{year}-{number}", unit, year, random, calledAway, weakArea, busyOffice);
                if (task.Due < new DateOnly(2025, 7, 1))
                    yield return task;
            }
        }
    }

    private static PastTask Work(string key, string unit, int year, Random random, double calledAway, int weakArea, string busyOffice)
    {
        var area = random.Next(1, 8);
        var office = Offices[random.Next(Offices.Length)];
        var kind = random.Next(10) switch { < 6 => "byDate", < 8 => "window", _ => "recurring" };
        var from = new DateOnly(year, 1, 1).AddDays(random.Next(0, 300));
        var due = WorkingCalendar.Plain.OnOrAfter(from.AddDays(random.Next(20, 90)));
        var asked = random.Next(6, 22) * (area == weakArea ? 1.35 : 1) * (kind == "recurring" ? 0.7 : 1);
        var away = calledAway + (office == busyOffice ? 0.12 : 0) + (due.Month == 12 ? 0.08 : 0);
        var begins = from.AddDays(random.Next(1, 12 + (int)(40 * calledAway)));
        var (done, reported, marks) = (0.0, 0, new List<Mark>());
        for (var day = begins; day < due.AddDays(120); day = day.AddDays(1))
        {
            if (!WorkingCalendar.Plain.IsWorkingDay(day))
                continue;
            var hurry = due.DayNumber - day.DayNumber is < 8 ? 1.6 : 1;
            if (random.NextDouble() > away)
                done += (0.4 + (1.1 * random.NextDouble())) * hurry;
            var percent = (int)Math.Min(100, done / asked * 100);
            if (percent == 100)
                return new(key, unit, office, area, kind, from, due, day, [.. marks, new(day, 100)]);
            // Reported now and then, and seldom to the point.
            if (random.NextDouble() < 0.12 && percent / 10 * 10 > reported)
                marks.Add(new(day, reported = percent / 10 * 10));
        }
        return new(key, unit, office, area, kind, from, due, null, marks);
    }
}
