using static Platform.ServiceDefaults.Security.Reach;
using static Platform.ServiceDefaults.Security.Roles;

namespace Platform.ServiceDefaults.Security;

/// <summary>All rights of the platform. contracts/rights.md shows them with the operations that ask for them.</summary>
public static class Rights
{
    /// <summary>Needs no token.</summary>
    public static readonly Right Anyone = new("anyone", "làm việc này", new Grant(All));

    /// <summary>The caller's own things, and lists that everybody may look at.</summary>
    public static readonly Right SignedIn = new("signed-in", "làm việc này", new Grant(All));

    public static readonly Right ReadUnit = new("unit.read", "xem dữ liệu của đơn vị này", new Grant(Scope));

    public static readonly Right OperateOutbox = new("outbox.operate", "xem và phát lại hàng đợi sự kiện", new Grant(Reach.Platform, CityAdmin));

    public static readonly Right ReadUsers = new("users.read", "xem danh sách tài khoản", new(Scope, CityAdmin), new(Commune, CommuneLeader));
    public static readonly Right EditUsers = new("users.edit", "sửa tài khoản", new(Scope, CityAdmin), new(Commune, CommuneLeader));
    public static readonly Right ManageUsers = new("users.manage", "tạo, khóa tài khoản, đổi vai trò và mật khẩu", new Grant(Scope, CityAdmin));
    public static readonly Right ManageOffices = new("offices.manage", "sửa danh sách phòng của đơn vị này", new(Scope, CityAdmin), new(Own, CommuneLeader));
    public static readonly Right KeepCalendar = new("calendar.keep", "sửa lịch làm việc", new Grant(Reach.Platform, CityAdmin));
    public static readonly Right OperateMails = new("mails.operate", "xem và gửi lại thư điện tử của hệ thống", new Grant(Reach.Platform, CityAdmin));
    public static readonly Right ManageClients = new("clients.manage", "quản lý ứng dụng kết nối", new Grant(Reach.Platform, CityAdmin));

    public static readonly Right CompareUnits = new("indicators.compare", "so sánh các đơn vị", new(Scope), new(Above));
    public static readonly Right RecordValues = new("indicators.record", "ghi giá trị chỉ số", new Grant(Scope, CityAdmin, IntegrationClient));
    public static readonly Right RebuildSeries = new("indicators.rebuild", "dựng lại chuỗi số liệu", new Grant(Reach.Platform, CityAdmin));

    /// <summary>Issued plans may be read from right below too (PlanStore).</summary>
    public static readonly Right ReadPlans = new("plans.read", "xem kế hoạch của đơn vị này", new(Scope), new(Above));
    public static readonly Right WritePlans = new("plans.write", "lập kế hoạch cho đơn vị này", new(Own, CommuneOfficer, CommuneLeader), new(Scope, CityAdmin));
    public static readonly Right DecidePlans = new("plans.decide", "quyết định về kế hoạch của đơn vị này", new(Own, CommuneLeader), new(Scope, CityAdmin));
    public static readonly Right HandDownPlans = new("plans.hand-down", "giao nhiệm vụ của kế hoạch này xuống cấp xã", new Grant(Scope, CityAdmin));

    public static readonly Right WorkOnTasks = new("tasks.work", "thực hiện nhiệm vụ của đơn vị này", new(Own, CommuneOfficer, CommuneLeader), new(Scope, CityAdmin));
    public static readonly Right LeadTasks = new("tasks.lead", "giao việc trong đơn vị này", new(Own, CommuneLeader), new(Scope, CityAdmin));
    public static readonly Right AssignTasks = new("tasks.assign", "giao việc cho các đơn vị", new Grant(Below, CityAdmin));
    public static readonly Right ListAssignments = new("tasks.list-assignments", "xem việc thành phố giao", new Grant(Below, CityAdmin, CityAnalyst, Auditor));

    /// <summary>An assignment is the unit's that gave it.</summary>
    public static readonly Right ReadAssignment = new("tasks.read-assignment", "xem việc này", new Grant(Own, CityAdmin, CityAnalyst, Auditor));
    public static readonly Right ManageAssignment = new("tasks.manage-assignment", "quản lý việc giao cho các đơn vị", new Grant(Own, CityAdmin));
    public static readonly Right KeepReminderRules = new("tasks.reminder-rules", "sửa quy tắc nhắc việc", new Grant(Below, CityAdmin));
    public static readonly Right TakeTaskHistory = new("tasks.take-history", "nhập lịch sử nhiệm vụ", new Grant(Below, CityAdmin));

    public static readonly Right ManagePeriods = new("periods.manage", "sửa lịch báo cáo", new Grant(Reach.Platform, CityAdmin));
    public static readonly Right ManageTemplates = new("templates.manage", "soạn biểu mẫu báo cáo", new Grant(Reach.Platform, CityAdmin));
    public static readonly Right WriteReports = new("reports.write", "nhập báo cáo cho đơn vị này", new(Own, CommuneOfficer, CommuneLeader), new(Scope, CityAdmin));
    public static readonly Right SignReports = new("reports.sign", "gửi hoặc rút báo cáo (lãnh đạo đơn vị ký gửi)", new Grant(Own, CommuneLeader));
    public static readonly Right ReviewReports = new("reports.review", "duyệt báo cáo", new Grant(Below, CityAdmin));
    public static readonly Right ReadQueue = new("reports.read-queue", "xem hàng đợi duyệt", new Grant(Below, CityAdmin, CityAnalyst, Auditor));
    public static readonly Right RemindUnits = new("reports.remind", "nhắc các đơn vị", new Grant(Below, CityAdmin));
    public static readonly Right EnterPaperReports = new("reports.backfill", "nhập báo cáo giấy", new Grant(Below, CityAdmin));
    public static readonly Right ExportReports = new("reports.export", "xuất báo cáo hàng loạt", new Grant(Below, CityAdmin, CityAnalyst));
    public static readonly Right ReadCityReport = new("city-report.read", "xem báo cáo tổng hợp", new Grant(Scope, CityAdmin, CityAnalyst, Auditor, IntegrationClient));
    public static readonly Right WriteCityReport = new("city-report.write", "lập báo cáo tổng hợp", new Grant(Scope, CityAdmin, CityAnalyst));
    public static readonly Right DecideCityReport = new("city-report.decide", "quyết định về báo cáo tổng hợp", new Grant(Scope, CityAdmin));

    /// <summary>National sums are open to every city's Department; anything else only inside one's own scope.</summary>
    public static readonly Right ReadRollup = new("rollups.read", "xem số liệu của đơn vị này", new(Scope), new(Reach.Nation, CityAdmin, CityAnalyst, Auditor));
}
