using Microsoft.EntityFrameworkCore;
using Platform.Identity.OrgUnits;
using Platform.Identity.Storage;
using Platform.Identity.Tokens;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;
using static Platform.Identity.Users.UsersEndpoint;

namespace Platform.Identity.Users;

/// <summary>
/// Changes an account. A city's administrator changes everything; a commune's leader only name, post, office and e-mail address
/// of the own people. A closed account or a new password ends the running sessions; with other roles or another office the access tokens
/// of before are void and the sessions go on with what holds now.
/// </summary>
public static class ChangeUserEndpoint
{
    private static readonly ErrorCode NoSuchUser = new("IDN-0030", 404, "There is no such user");
    private static readonly ErrorCode Oneself = new("IDN-0031", 409, "One cannot close the own account or take the own administration");

    /// <param name="Roles">Left as they are when absent.</param>
    public sealed record UserInput(string? DisplayName, IReadOnlyList<string>? Roles, string? Office, string? Title, string? Email);

    public sealed record DisableInput(bool? Disabled);

    public sealed record PasswordInput(string? Password);

    /// <summary>What a change is to the tokens that are out.</summary>
    private enum Outcome
    {
        TokensStay,
        TokensEnd,
        SessionsEnd,
    }

    public static void MapChangeUser(this WebApplication app)
    {
        app.For(Rights.EditUsers).MapPut("/api/identity/users/{userName}", (
            string userName, UserInput input, Caller caller, UnitList units, IdentityDb db, TimeProvider time, CancellationToken stop) =>
            ChangeAsync(
                userName, caller, units, db, time, (user, everything) => FillAsync(user, input, everything, caller, units, db, stop), stop))
            .WithSummary("Changes name, post, office, e-mail address and, for administrators, roles");

        app.For(Rights.ManageUsers).MapPost("/api/identity/users/{userName}/disabled", (
            string userName, DisableInput input, Caller caller, UnitList units, IdentityDb db, TimeProvider time, CancellationToken stop) =>
            ChangeAsync(userName, caller, units, db, time, (user, everything) =>
            {
                if (!everything)
                    return Refused(RequestErrors.NotAllowed(Rights.ManageUsers.Action));
                if (user.UserName == caller.UserName)
                    return Refused(new(Oneself, "Không thể tự khóa tài khoản đang dùng."));
                user.Disabled = input.Disabled ?? true;
                return Task.FromResult<Result<Outcome>>(user.Disabled ? Outcome.SessionsEnd : Outcome.TokensStay);
            }, stop)).WithSummary("Closes an account with all its sessions, or opens it again");

        app.For(Rights.ManageUsers).MapPost("/api/identity/users/{userName}/password", (
            string userName, PasswordInput input, Caller caller, UnitList units, IdentityDb db, Passwords passwords, TimeProvider time,
            CancellationToken stop) =>
            ChangeAsync(userName, caller, units, db, time, (user, everything) =>
            {
                if (!everything)
                    return Refused(RequestErrors.NotAllowed(Rights.ManageUsers.Action));
                var errors = UserChecks.OfPassword(input.Password).ToList();
                if (errors.Count > 0)
                    return Refused(Failure.Invalid(errors));
                user.PasswordHash = passwords.Hash(input.Password!);
                (user.FailedAttempts, user.LockedUntil) = (0, null);
                return Task.FromResult<Result<Outcome>>(Outcome.SessionsEnd);
            }, stop)).WithSummary("Sets a new password; the running sessions end");
    }

    private static Task<Result<Outcome>> Refused(Failure failure) => Task.FromResult<Result<Outcome>>(failure);

    /// <param name="change">Given the user and whether the caller may change everything of it.</param>
    private static async Task<Answer<UserView>> ChangeAsync(
        string userName, Caller caller, UnitList units, IdentityDb db, TimeProvider time, Func<UserRow, bool, Task<Result<Outcome>>> change,
        CancellationToken stop) =>
        await db.WriteAsync<Result<UserView>>(
            async () =>
            {
                var user = await db.Users.SingleOrDefaultAsync(u => u.UserName == userName, stop);
                if (user is null || !units.Current.ByCode.TryGetValue(user.Unit, out var unit) || !Rights.EditUsers.Allows(caller, unit))
                    return new Failure(NoSuchUser, $"Không có tài khoản “{userName}” trong phạm vi quản lý.");
                var outcome = await change(user, Rights.ManageUsers.Allows(caller, unit));
                if (outcome.Failure is { } failure)
                    return failure;
                if (outcome.Value == Outcome.SessionsEnd)
                    user.SignInVersion++;
                if (outcome.Value != Outcome.TokensStay)
                    await Revoke.TokensOfAsync(db, user, time.GetUtcNow(), stop);
                await db.SaveChangesAsync(stop);
                return View(user);
            },
            stop);

    private static async Task<Result<Outcome>> FillAsync(
        UserRow user, UserInput input, bool everything, Caller caller, UnitList units, IdentityDb db, CancellationToken stop)
    {
        var roles = input.Roles ?? user.Roles.Split(' ');
        if (!everything && !roles.ToHashSet().SetEquals(user.Roles.Split(' ')))
            return RequestErrors.NotAllowed(Rights.ManageUsers.Action);
        var errors = UserChecks.OfPerson(input.DisplayName, input.Title, input.Email)
            .Concat(UserChecks.OfPlace(user.Unit, roles, input.Office, await OfficesOf(db, user.Unit, stop), caller, units)).ToList();
        if (errors.Count > 0)
            return Failure.Invalid(errors);
        if (user.UserName == caller.UserName && everything && !roles.Contains(Roles.CityAdmin))
            return new Failure(Oneself, "Không thể tự bỏ quyền quản trị của tài khoản đang dùng.");
        var sameRights = roles.ToHashSet().SetEquals(user.Roles.Split(' ')) && input.Office == user.Office;
        user.DisplayName = input.DisplayName!.Trim();
        user.Roles = string.Join(' ', roles);
        user.Office = input.Office;
        user.Title = input.Title;
        user.Email = UserChecks.EmailOrNone(input.Email);
        return sameRights ? Outcome.TokensStay : Outcome.TokensEnd;
    }
}
