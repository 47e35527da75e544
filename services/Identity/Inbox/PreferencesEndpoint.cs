using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Platform.Identity.Mail;
using Platform.Identity.Storage;
using Platform.Identity.Users;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;

namespace Platform.Identity.Inbox;

/// <summary>How the caller wants notices by e-mail.</summary>
public static partial class PreferencesEndpoint
{
    private const int MostKinds = 50;

    private static readonly ErrorCode NoAccount = new("IDN-0022", 404, "The caller has no account with an inbox");

    /// <param name="Delivery"><c>atOnce</c>, <c>daily</c> (one digest each working morning) or <c>off</c>.</param>
    /// <param name="MutedKinds">Kinds that come into the inbox only.</param>
    public sealed record PreferencesInput(string? Email, string? Delivery, IReadOnlyList<string>? MutedKinds);

    /// <param name="MailEnabled">Whether the platform has a mail server at all.</param>
    public sealed record PreferencesView(string? Email, string Delivery, IReadOnlyList<string> MutedKinds, bool MailEnabled);

    public static void MapPreferences(this WebApplication app)
    {
        app.For(Rights.SignedIn).MapGet("/api/identity/inbox/preferences", async Task<Answer<PreferencesView>> (
            Caller caller, IdentityDb db, IOptions<SmtpOptions> smtp, CancellationToken stop) =>
            await ReadAsync(db, caller, smtp.Value, stop)).WithSummary("How the caller wants notices by e-mail");
        app.For(Rights.SignedIn).MapPut("/api/identity/inbox/preferences", ChangeAsync)
            .WithSummary("Changes how the caller wants notices by e-mail");
    }

    private static async Task<Answer<PreferencesView>> ChangeAsync(
        PreferencesInput input, Caller caller, IdentityDb db, IOptions<SmtpOptions> smtp, CancellationToken stop)
    {
        var errors = Check(input).ToList();
        if (errors.Count > 0)
            return Failure.Invalid(errors);
        await db.WriteAsync(
            async () =>
            {
                if (await db.Users.SingleOrDefaultAsync(u => u.UserName == caller.UserName, stop) is not { } user)
                    return 0;
                user.Email = UserChecks.EmailOrNone(input.Email);
                var row = await db.NoticePreferences.SingleOrDefaultAsync(p => p.UserName == caller.UserName, stop);
                if (row is null)
                    db.NoticePreferences.Add(row = new() { UserName = caller.UserName, Delivery = "", MutedKinds = "" });
                row.Delivery = input.Delivery!;
                row.MutedKinds = string.Join(' ', (input.MutedKinds ?? []).Distinct());
                return await db.SaveChangesAsync(stop);
            },
            stop);
        return await ReadAsync(db, caller, smtp.Value, stop);
    }

    private static IEnumerable<FieldError> Check(PreferencesInput input)
    {
        if (!UserChecks.IsEmailOrNone(input.Email))
            yield return UserChecks.BadEmail("email");
        if (input.Delivery is not (MailDelivery.AtOnce or MailDelivery.Daily or MailDelivery.Off))
            yield return new("delivery", "IDN-0023", "Cách nhận thư phải là một trong: atOnce, daily, off.");
        if (input.MutedKinds is { } kinds && (kinds.Count > MostKinds || kinds.Any(k => k is null || !Kind().IsMatch(k))))
            yield return new("mutedKinds", "IDN-0024", $"Tối đa {MostKinds} loại thông báo, mỗi loại gồm chữ thường và gạch ngang.");
    }

    private static async Task<Result<PreferencesView>> ReadAsync(IdentityDb db, Caller caller, SmtpOptions smtp, CancellationToken stop)
    {
        var user = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.UserName == caller.UserName, stop);
        if (user is null)
            return new Failure(NoAccount, "Tài khoản này không có hộp thông báo.");
        var row = await db.NoticePreferences.AsNoTracking().SingleOrDefaultAsync(p => p.UserName == caller.UserName, stop);
        return new PreferencesView(
            user.Email, row?.Delivery ?? MailDelivery.AtOnce, row?.MutedKinds.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [], smtp.Enabled);
    }

    [GeneratedRegex("^[a-z][a-z-]{0,39}\\z")]
    private static partial Regex Kind();
}
