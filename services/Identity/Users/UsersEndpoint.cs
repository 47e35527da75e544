using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Platform.Identity.OrgUnits;
using Platform.Identity.Storage;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;

namespace Platform.Identity.Users;

public static partial class UsersEndpoint
{
    public sealed record Me(string UserName, string DisplayName, string Unit, string UnitName, string UnitKind, IReadOnlyList<string> Roles, string? Office);

    public sealed record UserView(string UserName, string DisplayName, string Unit, IReadOnlyList<string> Roles, bool Disabled, bool Demo);

    /// <param name="Roles">Role names, e.g. <c>commune-officer</c>.</param>
    public sealed record NewUser(string UserName, string DisplayName, string Unit, IReadOnlyList<string> Roles, string Password);

    private static readonly ErrorCode Exists = new("IDN-0010", 409, "The user name is taken");

    private static readonly string[] KnownRoles = [Roles.CityAdmin, Roles.CityAnalyst, Roles.CommuneLeader, Roles.CommuneOfficer, Roles.Auditor];

    public static void MapUsers(this WebApplication app)
    {
        app.MapGet("/api/identity/me", async (Caller caller, UnitList units, IdentityDb db, CancellationToken stop) =>
        {
            var user = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.UserName == caller.UserName, stop);
            return units.Current.Find(caller.Unit).ToHttp(unit => Results.Ok(new Me(
                caller.UserName, user?.DisplayName ?? caller.UserName, unit.Code, unit.FullName, unit.Kind, [.. caller.Roles], caller.Office)));
        }).Produces<Me>();

        app.MapGet("/api/identity/users", async (Caller caller, UnitList units, IdentityDb db, string? orgUnit, CancellationToken stop) =>
        {
            if (!caller.Is(Roles.CityAdmin))
                return RequestErrors.NotAllowed("xem danh sách tài khoản").ToProblem();
            var scope = units.Under(caller.Unit).Select(u => u.Code).ToHashSet();
            var users = await db.Users.AsNoTracking().Where(u => orgUnit == null || u.Unit == orgUnit).OrderBy(u => u.UserName).ToListAsync(stop);
            return Results.Ok(users.Where(u => scope.Contains(u.Unit)).Select(View));
        }).Produces<IEnumerable<UserView>>();

        app.MapPost("/api/identity/users", async (NewUser user, Caller caller, UnitList units, IdentityDb db, Passwords passwords, CancellationToken stop) =>
            (await AddAsync(user, caller, units, db, passwords, stop)).ToHttp(u => Results.Created($"/api/identity/users/{u.UserName}", u)))
            .Produces<UserView>(201);
    }

    private static async Task<Result<UserView>> AddAsync(
        NewUser user, Caller caller, UnitList units, IdentityDb db, Passwords passwords, CancellationToken stop)
    {
        if (!caller.Is(Roles.CityAdmin))
            return RequestErrors.NotAllowed("tạo tài khoản");
        var errors = Check(user, caller, units).ToList();
        if (errors.Count > 0)
            return new Failure(RequestErrors.Validation, $"Có {errors.Count} lỗi cần sửa.", errors);
        var row = new UserRow
        {
            UserName = user.UserName,
            DisplayName = user.DisplayName,
            Unit = user.Unit,
            Roles = string.Join(' ', user.Roles),
            PasswordHash = passwords.Hash(user.Password),
        };
        return await db.WriteAsync<Result<UserView>>(
            async () =>
            {
                if (await db.Users.AnyAsync(u => u.UserName == user.UserName, stop))
                    return new Failure(Exists, $"Tên đăng nhập “{user.UserName}” đã có người dùng.");
                db.Users.Add(row);
                await db.SaveChangesAsync(stop);
                return View(row);
            },
            stop);
    }

    private static IEnumerable<FieldError> Check(NewUser user, Caller caller, UnitList units)
    {
        if (user.UserName is null || !UserNames().IsMatch(user.UserName))
            yield return new("userName", "IDN-0011", "Tên đăng nhập gồm 3 đến 64 chữ thường không dấu, số, dấu chấm hoặc gạch ngang.");
        if (string.IsNullOrWhiteSpace(user.DisplayName))
            yield return new("displayName", "IDN-0012", "Thiếu họ tên hiển thị.");
        if (user.Unit is null || !units.Current.ByCode.TryGetValue(user.Unit, out var unit) || !caller.Sees(unit))
            yield return new("unit", "IDN-0013", $"Không có đơn vị “{user.Unit}” trong phạm vi quản lý.");
        if (user.Roles is null || user.Roles.Count == 0 || user.Roles.Except(KnownRoles).Any())
            yield return new("roles", "IDN-0014", $"Vai trò phải thuộc: {string.Join(", ", KnownRoles)}.");
        if (user.Password is null || user.Password.Length < 12)
            yield return new("password", "IDN-0015", $"Mật khẩu cần ít nhất 12 ký tự, đang có {user.Password?.Length ?? 0}.");
    }

    private static UserView View(UserRow u) => new(u.UserName, u.DisplayName, u.Unit, u.Roles.Split(' '), u.Disabled, u.Demo);

    [GeneratedRegex("^[a-z0-9][a-z0-9.-]{2,63}\\z")]
    private static partial Regex UserNames();
}
