using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Platform.Identity.Storage;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Outbox;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;

namespace Platform.Identity.OrgUnits;

/// <summary>The offices of a unit, kept by its leader or the city's administrator.</summary>
public static partial class ChangeOfficeEndpoint
{
    private const int LongestName = 120;
    private const int MostOffices = 30;

    private static readonly ErrorCode InUse = new("IDN-0040", 409, "The office still has users");
    private static readonly ErrorCode NoSuchOffice = new("IDN-0041", 404, "There is no such office");
    private static readonly ErrorCode TooMany = new("IDN-0042", 409, "The unit has as many offices as it may have");

    public sealed record OfficeInput(string? Name);

    public static void MapChangeOffice(this WebApplication app)
    {
        app.For(Rights.ManageOffices, "code").MapPut("/api/identity/org-units/{code}/offices/{office}", async Task<Answer<OrgUnitsEndpoint.Office>> (
            string code, string office, OfficeInput input, IdentityDb db, OutboxSignal signal, TimeProvider time, CancellationToken stop) =>
        {
            var errors = Check(office, input).ToList();
            if (errors.Count > 0)
                return Failure.Invalid(errors);
            var result = await PutAsync(db, code, office, input.Name!.Trim(), time.GetUtcNow(), stop);
            signal.Set();
            return result;
        }).WithSummary("Makes or renames an office of a unit");

        app.For(Rights.ManageOffices, "code").MapDelete("/api/identity/org-units/{code}/offices/{office}", async Task<EmptyAnswer> (
            string code, string office, IdentityDb db, OutboxSignal signal, TimeProvider time, CancellationToken stop) =>
        {
            var result = await db.WriteAsync<Result<bool>>(
                async () =>
                {
                    var users = await db.Users.CountAsync(u => u.Unit == code && u.Office == office, stop);
                    if (users > 0)
                        return new Failure(InUse, $"Phòng này còn {users} tài khoản; hãy chuyển họ sang phòng khác trước.");
                    if (await db.Offices.Where(o => o.OrgUnit == code && o.Code == office).ExecuteDeleteAsync(stop) == 0)
                        return new Failure(NoSuchOffice, $"Đơn vị {code} không có phòng “{office}”.");
                    await db.TellOfChangeAsync(code, time.GetUtcNow(), stop);
                    return true;
                },
                stop);
            signal.Set();
            return EmptyAnswer.Of(result);
        }).WithSummary("Removes an office that has no users");
    }

    private static IEnumerable<FieldError> Check(string code, OfficeInput input)
    {
        if (!Codes().IsMatch(code))
            yield return new("code", "IDN-0043", "Mã phòng gồm 1 đến 10 chữ in hoa không dấu hoặc số.");
        if (string.IsNullOrWhiteSpace(input.Name) || input.Name.Length > LongestName || input.Name.Any(char.IsControl))
            yield return new("name", "IDN-0044", $"Tên phòng cần từ 1 đến {LongestName} ký tự, trên một dòng.");
    }

    private static Task<Result<OrgUnitsEndpoint.Office>> PutAsync(
        IdentityDb db, string unit, string office, string name, DateTimeOffset now, CancellationToken stop) =>
        db.WriteAsync<Result<OrgUnitsEndpoint.Office>>(
            async () =>
            {
                var offices = await db.Offices.Where(o => o.OrgUnit == unit).ToListAsync(stop);
                if (offices.Find(o => o.Code == office) is { } known)
                    known.Name = name;
                else if (offices.Count >= MostOffices)
                    return new Failure(TooMany, $"Mỗi đơn vị có tối đa {MostOffices} phòng.");
                else
                    db.Offices.Add(new() { OrgUnit = unit, Code = office, Name = name });
                await db.SaveChangesAsync(stop);
                await db.TellOfChangeAsync(unit, now, stop);
                return new OrgUnitsEndpoint.Office(office, name);
            },
            stop);

    [GeneratedRegex("^[A-Z0-9]{1,10}\\z")]
    private static partial Regex Codes();
}
