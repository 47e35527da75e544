using System.Text.Json;
using Platform.Contracts.Periods;

namespace Platform.Reporting.Model.Periods;

/// <summary>The periods of a year and their dates after Decree 09/2019/NĐ-CP. Pure.</summary>
public static class Decree
{
    private static readonly DateOnly TwoLevelsSince = new(2025, 7, 1);

    public static IReadOnlyList<PeriodCode> Year(int year) =>
    [
        .. Enumerable.Range(1, 12).Select(m => new PeriodCode(year, PeriodKind.Month, m)),
        .. Enumerable.Range(1, 4).Select(q => new PeriodCode(year, PeriodKind.Quarter, q)),
        new(year, PeriodKind.HalfYear, 1), new(year, PeriodKind.HalfYear, 2),
        new(year, PeriodKind.NineMonths, 1), new(year, PeriodKind.Year, 1),
    ];

    /// <param name="days">Moves deadlines off days off: an office's to the working day before, the others to the one after.</param>
    public static PeriodRow Row(PeriodCode code, WorkingCalendar days)
    {
        var window = PeriodWindow.Default(code);
        return new()
        {
            Code = code.ToString(),
            Kind = KindOf(code),
            From = window.From,
            To = window.To,
            OfficeDue = days == WorkingCalendar.Plain ? window.OfficeDue : days.OnOrBefore(window.OfficeDue),
            CommuneDue = days.OnOrAfter(window.CommuneDue),
            CityDue = days.OnOrAfter(window.CityDue),
            OpensAt = VietnamTime.StartOf(window.From),
            ClosedAt = window.To <= TwoLevelsSince ? VietnamTime.EndOf(window.CityDue) : null,
            Version = 1,
        };
    }

    public static string KindOf(PeriodCode code) => JsonNamingPolicy.CamelCase.ConvertName(code.Kind.ToString());

    /// <summary>What a person should look at before the period opens.</summary>
    public static IReadOnlyList<string> Notes(PeriodRow period, WorkingCalendar days)
    {
        var (notes, cutoff) = (new List<string>(), period.To.AddDays(-1));
        (string Name, DateOnly Day)[] deadlines = [("Hạn của phòng, trung tâm", period.OfficeDue), ("Hạn của cấp xã", period.CommuneDue),
            ("Hạn của thành phố", period.CityDue)];
        notes.AddRange(deadlines.Where(d => !days.IsWorkingDay(d.Day)).Select(d => $"{d.Name} {d.Day:dd/MM/yyyy} rơi vào ngày nghỉ."));
        if (days.Between(cutoff, period.CommuneDue) < 1)
            notes.Add($"Từ ngày chốt số liệu {cutoff:dd/MM/yyyy} đến hạn gửi {period.CommuneDue:dd/MM/yyyy} chưa đủ một ngày làm việc.");
        if (period.OfficeDue > period.CommuneDue || period.CommuneDue > period.CityDue)
            notes.Add("Thứ tự hạn chưa hợp lý: phòng, trung tâm rồi cấp xã rồi thành phố.");
        return notes;
    }
}
