using System.Text.Json;
using Platform.Contracts.Events;
using Platform.OfficialDocuments.Tables;
using Platform.ServiceDefaults.Text;
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

    private static readonly IReadOnlyList<ExportColumn> Columns =
    [
        new("Mã đơn vị", 10), new("Đơn vị", 24), new("Lĩnh vực", 9), new("Số", 8), new("Nội dung", 60), new("Sản phẩm", 28),
        new("Cơ quan chủ trì", 26), new("Phòng", 9), new("Người thực hiện", 18), new("Nguồn", 16), new("Thời hạn ghi", 26), new("Hạn", 12),
        new("Trạng thái", 15), new("Tiến độ (%)", 10), new("Ngày hoàn thành", 13), new("Số ngày trễ", 10),
    ];

    /// <summary>The table without its rows.</summary>
    public static ExportTable Table(string title) => new("Nhiệm vụ", title, Columns, []);

    public IReadOnlyList<ExportCell> Cells(TaskRow t)
    {
        var state = TaskRules.StateOf(t, today);
        var delay = state == TaskStates.Overdue ? today.DayNumber - t.OverdueAfter!.Value.DayNumber : t.DelayDays;
        return
        [
            t.OrgUnit, units.ByCode.GetValueOrDefault(t.OrgUnit)?.FullName ?? t.OrgUnit, t.Area == 0 ? default(int?) : t.Area, t.Number, t.Content,
            string.Join("; ", JsonSerializer.Deserialize<List<string>>(t.Products, PlatformJson.Options)!), t.LeadAgency, t.AssigneeOffice,
            t.AssigneeUser,
            t.Origin switch { TaskOrigins.Assignment => "Thành phố giao", TaskOrigins.AdHoc => "Đột xuất", _ => "Kế hoạch" },
            t.DeadlineText, t.DueOn, States[state], (int?)t.Percent, t.CompletedOn, delay == 0 ? default(int?) : delay,
        ];
    }
}
