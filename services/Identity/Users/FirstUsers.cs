using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Units;
using Platform.Identity.OrgUnits;
using Platform.Identity.Storage;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;

namespace Platform.Identity.Users;

/// <summary>
/// The users that stand before anybody signs in: the administrator when <c>PLATFORM_ADMIN_PASSWORD</c> is set and nobody is
/// there yet, and the demo's users when <c>Demo:Password</c> is set (of all the country's communes with <c>Demo:Nation</c>). Without either there are none: no default account.
/// </summary>
public sealed class FirstUsers(IdentityDb db, UnitList units, Passwords passwords, IConfiguration configuration)
{
    public async Task EnsureAsync()
    {
        var city = PlatformCity.Of(configuration);
        if (configuration["PLATFORM_ADMIN_PASSWORD"] is { Length: > 0 } admin && !await db.Users.AnyAsync())
        {
            db.Users.Add(New("city-admin", "Quản trị Sở Nội vụ", city, Roles.CityAdmin, passwords.Hash(admin), demo: false));
            await db.SaveChangesAsync();
        }
        if (configuration["Demo:Password"] is { Length: > 0 } demo)
            await EnsureDemoAsync(city, demo);
    }

    private async Task EnsureDemoAsync(string city, string password)
    {
        // One hash for all demo users, since they share the one password: 230 separate ones would take ten seconds.
        var hash = passwords.Hash(password);
        await db.WriteAsync(() => db.Users.Where(u => u.Demo).ExecuteUpdateAsync(s => s.SetProperty(u => u.PasswordHash, hash)), default);
        var known = (await db.Users.Select(u => u.UserName).ToListAsync()).ToHashSet();
        var leaves = units.Current.LeavesUnder(configuration.GetValue<bool>("Demo:Nation") ? OrgUnitCodes.Nation : city).ToList();
        var users = leaves.SelectMany(u => new[]
        {
            New($"{u.Code}-leader", $"Lãnh đạo {u.FullName} (demo)", u.Code, Roles.CommuneLeader, hash, demo: true),
            New($"{u.Code}-officer", $"Cán bộ CCHC {u.FullName} (demo)", u.Code, Roles.CommuneOfficer, hash, demo: true),
        }.Concat(StandardOffices.Of(u.Code, u.Kind).Select(o => New(
            $"{u.Code}-{o.Code.ToLowerInvariant()}", $"{o.Name} {u.FullName} (demo)", u.Code, Roles.CommuneOfficer, hash, demo: true, o.Code)))).Append(New("city-admin", "Quản trị Sở Nội vụ (demo)", city, Roles.CityAdmin, hash, demo: true))
            .Append(New("city-analyst", "Chuyên viên tổng hợp Sở Nội vụ (demo)", city, Roles.CityAnalyst, hash, demo: true));
        db.Users.AddRange(users.Where(u => !known.Contains(u.UserName)));
        var withOffices = (await db.Offices.Select(o => o.OrgUnit).Distinct().ToListAsync()).ToHashSet();
        db.Offices.AddRange(leaves.Where(u => !withOffices.Contains(u.Code)).SelectMany(u => StandardOffices.Of(u.Code, u.Kind)));
        await db.SaveChangesAsync();
    }

    private static UserRow New(string userName, string displayName, string unit, string roles, string hash, bool demo, string? office = null) => new()
    {
        UserName = userName,
        DisplayName = displayName,
        Unit = unit,
        Roles = roles,
        Office = office,
        PasswordHash = hash,
        Demo = demo,
    };
}
