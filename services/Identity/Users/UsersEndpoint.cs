using Microsoft.EntityFrameworkCore;
using Platform.Identity.OrgUnits;
using Platform.Identity.Storage;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;

namespace Platform.Identity.Users;

public static class UsersEndpoint
{
    public sealed record Me(
        string UserName, string DisplayName, string Unit, string UnitName, string UnitKind, IReadOnlyList<string> Roles, string? Office);

    /// <param name="Title">Post (chức vụ).</param>
    public sealed record UserView(
        string UserName, string DisplayName, string Unit, IReadOnlyList<string> Roles, bool Disabled, bool Demo,
        string? Office, string? Title, string? Email);

    /// <param name="Roles">Role names, e.g. <c>commune-officer</c>.</param>
    /// <param name="Office">Code of an office of the unit.</param>
    public sealed record NewUser(
        string UserName, string DisplayName, string Unit, IReadOnlyList<string> Roles, string Password,
        string? Office = null, string? Title = null, string? Email = null);

    private static readonly ErrorCode Exists = new("IDN-0010", 409, "The user name is taken");

    public static void MapUsers(this WebApplication app)
    {
        app.For(Rights.SignedIn).MapGet("/api/identity/me", async Task<Answer<Me>> (
            Caller caller, UnitList units, IdentityDb db, CancellationToken stop) =>
        {
            var user = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.UserName == caller.UserName, stop);
            return units.Current.Find(caller.Unit).Then(unit => new Me(
                caller.UserName, user?.DisplayName ?? caller.UserName, unit.Code, unit.FullName, unit.Kind, [.. caller.Roles], caller.Office));
        }).WithSummary("Who the caller is: name, unit, roles, office");

        app.For(Rights.ReadUsers).MapGet("/api/identity/users", ListAsync)
            .WithSummary("Users of the own units (city-admin) or of the own unit (commune-leader)");

        app.For(Rights.ManageUsers).MapPost("/api/identity/users", async Task<CreatedAnswer<UserView>> (
            NewUser user, Caller caller, UnitList units, IdentityDb db, Passwords passwords, CancellationToken stop) =>
            CreatedAnswer<UserView>.At(await AddAsync(user, caller, units, db, passwords, stop), u => $"/api/identity/users/{u.UserName}"))
            .WithSummary("Makes an account");
    }

    private static async Task<Answer<List<UserView>>> ListAsync(
        Caller caller, UnitList units, IdentityDb db, string? orgUnit, string? office, CancellationToken stop)
    {
        var scope = units.Under(caller.Unit).Where(u => (orgUnit is null || u.Code == orgUnit) && Rights.ReadUsers.Allows(caller, u))
            .Select(u => u.Code).ToList();
        var users = await db.Users.AsNoTracking().Where(u => scope.Contains(u.Unit) && (office == null || u.Office == office))
            .OrderBy(u => u.UserName).ToListAsync(stop);
        return users.ConvertAll(View);
    }

    private static async Task<Result<UserView>> AddAsync(
        NewUser user, Caller caller, UnitList units, IdentityDb db, Passwords passwords, CancellationToken stop)
    {
        var errors = Check(user, await OfficesOf(db, user.Unit, stop), caller, units).ToList();
        if (errors.Count > 0)
            return Failure.Invalid(errors);
        var row = new UserRow
        {
            UserName = user.UserName,
            DisplayName = user.DisplayName.Trim(),
            Unit = user.Unit,
            Roles = string.Join(' ', user.Roles),
            Office = user.Office,
            Title = user.Title,
            Email = UserChecks.EmailOrNone(user.Email),
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

    private static IEnumerable<FieldError> Check(NewUser user, IReadOnlySet<string> offices, Caller caller, UnitList units)
    {
        if (!UserChecks.IsUserName(user.UserName))
            yield return new("userName", "IDN-0011", "Tên đăng nhập gồm 3 đến 64 chữ thường không dấu, số, dấu chấm hoặc gạch ngang.");
        foreach (var error in UserChecks.OfPerson(user.DisplayName, user.Title, user.Email)
            .Concat(UserChecks.OfPlace(user.Unit, user.Roles, user.Office, offices, caller, units)).Concat(UserChecks.OfPassword(user.Password)))
            yield return error;
    }

    internal static async Task<IReadOnlySet<string>> OfficesOf(IdentityDb db, string? unit, CancellationToken stop) =>
        (await db.Offices.AsNoTracking().Where(o => o.OrgUnit == unit).Select(o => o.Code).ToListAsync(stop)).ToHashSet();

    internal static UserView View(UserRow u) => new(
        u.UserName, u.DisplayName, u.Unit, u.Roles.Split(' '), u.Disabled, u.Demo, u.Office, u.Title, u.Email);
}
