using System.Net.Mail;
using System.Text.RegularExpressions;
using Platform.Identity.OrgUnits;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;

namespace Platform.Identity.Users;

/// <summary>The rules for what is said of a user. Pure but for the list of units.</summary>
public static partial class UserChecks
{
    private const int LongestName = 120;
    private const int LongestEmail = 254;

    public static readonly string[] KnownRoles = [Roles.CityAdmin, Roles.CityAnalyst, Roles.CommuneLeader, Roles.CommuneOfficer, Roles.Auditor];

    public static bool IsUserName(string? name) => name is not null && UserNames().IsMatch(name);

    public static IEnumerable<FieldError> OfPerson(string? displayName, string? title, string? email)
    {
        if (string.IsNullOrWhiteSpace(displayName) || displayName.Length > LongestName || displayName.Any(char.IsControl))
            yield return new("displayName", "IDN-0012", string.IsNullOrWhiteSpace(displayName) ? "Thiếu họ tên hiển thị." : $"Họ tên dài tối đa {LongestName} ký tự, trên một dòng.");
        if (title is not null && (title.Length > LongestName || title.Any(char.IsControl)))
            yield return new("title", "IDN-0016", $"Chức vụ dài tối đa {LongestName} ký tự, trên một dòng.");
        if (!IsEmailOrNone(email))
            yield return BadEmail("email");
    }

    public static IEnumerable<FieldError> OfPlace(string? unit, IReadOnlyList<string>? roles, string? office, IReadOnlySet<string> offices, Caller caller, UnitList units)
    {
        if (unit is null || !units.Current.ByCode.TryGetValue(unit, out var found) || !caller.Sees(found))
            yield return new("unit", "IDN-0013", $"Không có đơn vị “{unit}” trong phạm vi quản lý.");
        else if (office is not null && !offices.Contains(office))
            yield return new("office", "IDN-0018", $"Đơn vị {unit} không có phòng “{office}”.");
        if (roles is null || roles.Count == 0 || roles.Except(KnownRoles).Any())
            yield return new("roles", "IDN-0014", $"Vai trò phải thuộc: {string.Join(", ", KnownRoles)}.");
    }

    public static IEnumerable<FieldError> OfPassword(string? password)
    {
        if (password is null || password.Length is < 12 or > 200)
            yield return new("password", "IDN-0015", $"Mật khẩu cần từ 12 đến 200 ký tự, đang có {password?.Length ?? 0}.");
    }

    public static bool IsEmailOrNone(string? email) =>
        string.IsNullOrWhiteSpace(email)
        || (email.Length <= LongestEmail && Emails().IsMatch(email.Trim()) && MailAddress.TryCreate(email.Trim(), out var address) && address.Address == email.Trim());

    public static string? EmailOrNone(string? email) => string.IsNullOrWhiteSpace(email) ? null : email.Trim();

    public static FieldError BadEmail(string field) => new(field, "IDN-0017", "Địa chỉ thư điện tử không đúng, ví dụ đúng: ten.ho@haiphong.gov.vn.");

    [GeneratedRegex("^[a-z0-9][a-z0-9.-]{2,63}\\z")]
    private static partial Regex UserNames();

    // ASCII and a domain with a dot: what every mail server takes without extensions.
    [GeneratedRegex(@"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+\z")]
    private static partial Regex Emails();
}
