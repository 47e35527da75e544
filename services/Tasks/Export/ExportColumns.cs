using System.Text.Json;
using Platform.Contracts.Events;
using Platform.ServiceDefaults.Hosting;
using Platform.ServiceDefaults.Units;
using Platform.Tasks.Model;

namespace Platform.Tasks.Export;

/// <summary>What a list's file shows of a task. Pure.</summary>
public sealed class ExportColumns(OrgUnitSnapshot units, DateOnly today)
{
    private static readonly Dictionary<string, string> States = new()
    {
        [TaskStates.NotStarted] = "Chưa làm",
        [TaskStates.InProgress] = "Đang làm",
        [TaskStates.DoneOnTime] = "Xong đúng hạn",
        [TaskStates.DoneLate] = "Xong trễ hạn",
        [TaskStates.Overdue] = "Quá hạn",
        [TaskStates.Waiting] = "Chờ cấp trên",
        [TaskStates.Cancelled] = "Đã hủy",
    };

    public static readonly (string Name, double Width)[] Columns =
    [
        ("Mã đơn vị", 10), ("Đơn vị", 24), ("Lĩnh vực", 9), ("Số", 8), ("Nội dung", 60), ("Sản phẩm", 28), ("Cơ quan chủ trì", 26),
        ("Phòng", 9),
        ("Người thực hiện", 18), ("Nguồn", 16), ("Thời hạn ghi", 26), ("Hạn", 12), ("Trạng thái", 15), ("Tiến độ (%)", 10),
        ("Ngày hoàn thành", 13), ("Số ngày trễ", 10),
    ];

    /// <summary>Text, a number or a day for each column; null for nothing.</summary>
    public object?[] Cells(TaskRow t)
    {
        var state = TaskRules.StateOf(t, today);
        var delay = state == TaskStates.Overdue ? today.DayNumber - t.OverdueAfter!.Value.DayNumber : t.DelayDays;
        return
        [
            t.OrgUnit, units.ByCode.GetValueOrDefault(t.OrgUnit)?.FullName ?? t.OrgUnit, t.Area == 0 ? null : t.Area, t.Number, t.Content,
            string.Join("; ", JsonSerializer.Deserialize<List<string>>(t.Products, PlatformHost.Json)!), t.LeadAgency, t.AssigneeOffice,
            t.AssigneeUser,
            t.Origin switch { TaskOrigins.Assignment => "Thành phố giao", TaskOrigins.AdHoc => "Đột xuất", _ => "Kế hoạch" },
            t.DeadlineText, t.DueOn, States[state], t.Percent, t.CompletedOn, delay == 0 ? null : delay,
        ];
    }
}
