using Platform.Contracts.Periods;
using Platform.Contracts.Units;
using Platform.Reporting.Errors;
using Platform.Reporting.Model.Periods;
using Platform.Reporting.Storage;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting.Periods;

/// <summary>What a period's dates and rules must obey. Pure.</summary>
public static class PeriodRules
{
    private const int LongestTitle = 200;
    private const int MostUnits = 20_000;
    private const int LongestWindowDays = 800;

    /// <summary>Puts the edit on the row, or tells everything that is wrong with it and leaves the row as it was.</summary>
    /// <param name="fresh">A row that is being made: nothing is fixed yet.</param>
    public static IReadOnlyList<FieldError> Apply(
        PeriodRow row, PeriodEdit edit, bool fresh, OrgUnitSnapshot units, TemplateCatalog templates, DateTimeOffset now)
    {
        var errors = new List<FieldError>();
        var (from, to) = (edit.From ?? row.From, edit.Cutoff is { } cutoff ? NextDay(cutoff) : row.To);
        if (!fresh && row.OpensAt <= now)
            errors.AddRange(Fixed(row, edit, from, to));
        if (from >= to || to.DayNumber - from.DayNumber > LongestWindowDays)
        {
            errors.Add(new("cutoff", ReportErrors.DatesOutOfOrder,
                $"Ngày chốt số liệu phải từ ngày bắt đầu ({from:dd/MM/yyyy}) và trong vòng {LongestWindowDays} ngày."));
        }
        errors.AddRange(OutOfReach(edit, from, to));
        errors.AddRange(Late(row, edit));
        errors.AddRange(WhoSends(edit, units));
        if (edit.Title is { } title && (row.Kind != "extraordinary" || string.IsNullOrWhiteSpace(title) || title.Length > LongestTitle))
            errors.Add(new("title", ReportErrors.TextTooLong, $"Chỉ báo cáo đột xuất có tên riêng, từ 1 đến {LongestTitle} ký tự."));
        if (edit.TemplateCode is { Length: > 0 } code && templates.All.All(t => t.Code != code))
            errors.Add(new("templateCode", ReportErrors.UnknownLine, $"Không có biểu mẫu đã ban hành mang mã “{code}”."));
        if (errors.Count > 0)
            return errors;
        row.From = from;
        row.To = to;
        row.OfficeDue = edit.OfficeDue ?? row.OfficeDue;
        row.CommuneDue = edit.CommuneDue ?? row.CommuneDue;
        row.CityDue = edit.CityDue ?? row.CityDue;
        row.OpensAt = edit.OpensAt?.ToUniversalTime() ?? row.OpensAt;
        row.Title = edit.Title ?? row.Title;
        row.LatePolicy = edit.LatePolicy ?? row.LatePolicy;
        row.LateUntil = row.LatePolicy == LatePolicies.Until ? edit.LateUntil ?? row.LateUntil : null;
        row.Senders = edit.Senders is null ? row.Senders : edit.Senders.ToJson();
        row.TemplateCode = edit.TemplateCode is null ? row.TemplateCode : edit.TemplateCode.Length == 0 ? null : edit.TemplateCode;
        return [];
    }

    /// <summary>Locks the period; one that is locked stays so since then.</summary>
    public static IReadOnlyList<FieldError> Close(PeriodRow row, DateTimeOffset now)
    {
        row.ClosedAt ??= now;
        return [];
    }

    public static IReadOnlyList<FieldError> Open(PeriodRow row, DateTimeOffset now)
    {
        row.ClosedAt = null;
        return [];
    }

    /// <summary>Once a period is open, units work on it: only its deadlines still move.</summary>
    private static IEnumerable<FieldError> Fixed(PeriodRow row, PeriodEdit edit, DateOnly from, DateOnly to)
    {
        (string Field, bool Changed)[] parts =
        [
            ("from", from != row.From), ("cutoff", to != row.To),
            ("senders", edit.Senders is not null && edit.Senders.ToJson() != row.Senders),
            ("templateCode", edit.TemplateCode is not null && edit.TemplateCode != (row.TemplateCode ?? "")),
        ];
        return parts.Where(p => p.Changed).Select(p => new FieldError(
            p.Field, ReportErrors.DateOutOfReach,
            $"Kỳ đã mở từ {VietnamTime.DateOf(row.OpensAt):dd/MM/yyyy} nên không đổi mục này được nữa."));
    }

    /// <summary>Dates lie between the period's first day and a year after its last: a slip of the pen must not stop the calendar.</summary>
    private static IEnumerable<FieldError> OutOfReach(PeriodEdit edit, DateOnly from, DateOnly to)
    {
        if (from.Year is < 2000 or > 2100 || to.Year is < 2000 or > 2100)
            return [new("from", ReportErrors.DateOutOfReach, "Kỳ báo cáo phải nằm trong các năm 2000-2100.")];
        var last = to.AddYears(1);
        DateOnly? opens = edit.OpensAt is { } instant ? DateOnly.FromDateTime(instant.UtcDateTime) : null;
        (string Field, DateOnly? Day, DateOnly First)[] dates =
        [
            ("officeDue", edit.OfficeDue, from), ("communeDue", edit.CommuneDue, from), ("cityDue", edit.CityDue, from),
            ("lateUntil", edit.LateUntil, from),
            // A period may well open before its first day.
            ("opensAt", opens, from.AddYears(-1)),
        ];
        return dates.Where(d => d.Day < d.First || d.Day > last).Select(d => new FieldError(
            d.Field, ReportErrors.DateOutOfReach,
            $"Ngày {d.Day:dd/MM/yyyy} nằm ngoài khoảng từ {d.First:dd/MM/yyyy} đến {last:dd/MM/yyyy}."));
    }

    private static IEnumerable<FieldError> Late(PeriodRow row, PeriodEdit edit)
    {
        var policy = edit.LatePolicy ?? row.LatePolicy;
        if (!LatePolicies.All.Contains(policy))
        {
            yield return new("latePolicy", ReportErrors.UnknownLatePolicy,
                $"“{policy}” không phải cách nhận báo cáo trễ; có: {string.Join(", ", LatePolicies.All)}.");
        }
        var (until, due) = (edit.LateUntil ?? row.LateUntil, edit.CommuneDue ?? row.CommuneDue);
        if (policy == LatePolicies.Until && (until is null || until < due))
        {
            yield return new("lateUntil", ReportErrors.DatesOutOfOrder,
                $"Cần ngày cuối nhận báo cáo trễ, từ hạn gửi {due:dd/MM/yyyy} trở đi.");
        }
    }

    private static IEnumerable<FieldError> WhoSends(PeriodEdit edit, OrgUnitSnapshot units)
    {
        if (edit.Senders?.Block is { } block && !RankingBlocks.IsBlock(block))
            yield return new("senders.block", ReportErrors.UnknownSenders, $"Không có khối “{block}”; có: phuong, xa.");
        var named = edit.Senders?.Units;
        if (named is { Count: 0 or > MostUnits })
            yield return new("senders.units", ReportErrors.UnknownSenders, $"Danh sách đơn vị cần từ 1 đến {MostUnits} mã.");
        else if (named?.Where(u => u is null || !units.ByCode.TryGetValue(u, out var unit) || !unit.IsLeaf).Take(5)
            .ToList() is { Count: > 0 } unknown)
        {
            yield return new("senders.units", ReportErrors.UnknownSenders, $"Không phải đơn vị cấp xã: {string.Join(", ", unknown)}.");
        }
    }

    private static DateOnly NextDay(DateOnly day) => day == DateOnly.MaxValue ? day : day.AddDays(1);
}
