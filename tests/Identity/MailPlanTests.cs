using System.Globalization;
using Platform.Contracts.Events;
using Platform.Contracts.Periods;
using Platform.Identity.Mail;
using Platform.Identity.Storage;

namespace Platform.Identity.Tests;

/// <summary>When a notice goes out by e-mail: decided without a server.</summary>
public sealed class MailPlanTests
{
    // 1 and 2 September 2025 (Monday, Tuesday) are days off.
    private static readonly WorkingCalendar Calendar = new(new HashSet<DateOnly> { new(2025, 9, 1), new(2025, 9, 2) }, new HashSet<DateOnly>());

    private static DateTimeOffset At(string local) => DateTimeOffset.Parse($"{local}+07:00", CultureInfo.InvariantCulture);

    private static MailPlan Plan(string now, string from = "21:00", string to = "06:00") => new(
        new() { Host = "x", From = "a@b.example", QuietFrom = TimeOnly.Parse(from, CultureInfo.InvariantCulture), QuietTo = TimeOnly.Parse(to, CultureInfo.InvariantCulture) }, Calendar, At(now));

    private static UserRow User(string? email = "a@b.example") => new() { UserName = "u", DisplayName = "U", Unit = "11593", Roles = "commune-officer", PasswordHash = "", Email = email };

    private static NoticeRaisedV1 Notice(string urgency = NoticeUrgency.Info) => InboxTests.Notice("n") with { Urgency = urgency };

    [Theory]
    [InlineData("2025-09-15T10:00", "2025-09-15T10:00")]
    [InlineData("2025-09-15T06:00", "2025-09-15T06:00")]
    [InlineData("2025-09-15T05:59", "2025-09-15T06:00")]
    [InlineData("2025-09-15T20:59", "2025-09-15T20:59")]
    [InlineData("2025-09-15T21:00", "2025-09-16T06:00")]
    [InlineData("2025-09-19T22:00", "2025-09-22T06:00")] // Friday night
    [InlineData("2025-09-20T10:00", "2025-09-22T06:00")] // Saturday
    [InlineData("2025-08-29T21:30", "2025-09-03T06:00")] // before a long weekend
    public void NotQuiet_IsNowOrTheNextWorkingMorning(string now, string sent) => Assert.Equal(At(sent), Plan(now).NotQuiet(At(now)));

    [Theory]
    [InlineData("2025-09-15T12:30", "12:00", "13:00", "2025-09-15T13:00")]
    [InlineData("2025-09-15T23:00", "00:00", "00:00", "2025-09-15T23:00")]
    public void NotQuiet_KeepsToOtherHours(string now, string from, string to, string sent) => Assert.Equal(At(sent), Plan(now, from, to).NotQuiet(At(now)));

    [Fact]
    public void Urgent_GoesOutAtOnce_EvenAtNightAndToReadersOfDigests()
    {
        var wishes = new NoticePreferenceRow { UserName = "u", Delivery = MailDelivery.Daily, MutedKinds = "" };
        Assert.Equal(At("2025-09-20T23:00"), Plan("2025-09-20T23:00").For(User(), wishes, Notice(NoticeUrgency.Urgent))!.SendAt);
    }

    [Theory]
    [InlineData("2025-09-15T07:29", "2025-09-15")]
    [InlineData("2025-09-15T07:30", "2025-09-16")]
    [InlineData("2025-09-19T12:00", "2025-09-22")]
    [InlineData("2025-09-20T01:00", "2025-09-22")]
    public void Digest_GoesOutTheNextWorkingMorning(string now, string day)
    {
        var wishes = new NoticePreferenceRow { UserName = "u", Delivery = MailDelivery.Daily, MutedKinds = "" };
        var mail = Plan(now).For(User(), wishes, Notice())!;
        Assert.Equal((DateOnly.Parse(day, CultureInfo.InvariantCulture), At($"{day}T07:30"), $"digest/{day}/u"), (mail.DigestOn, mail.SendAt, mail.Key));
    }

    [Fact]
    public void NoMail_WithoutAddressServerOrWish()
    {
        Assert.Null(Plan("2025-09-15T10:00").For(User(null), null, Notice()));
        Assert.Null(new MailPlan(new(), Calendar, At("2025-09-15T10:00")).For(User(), null, Notice()));
        Assert.Null(Plan("2025-09-15T10:00").For(User(), new() { UserName = "u", Delivery = MailDelivery.Off, MutedKinds = "" }, Notice()));
        Assert.Null(Plan("2025-09-15T10:00").For(User(), new() { UserName = "u", Delivery = MailDelivery.AtOnce, MutedKinds = "other task-overdue" }, Notice()));
        Assert.NotNull(Plan("2025-09-15T10:00").For(User(), new() { UserName = "u", Delivery = MailDelivery.AtOnce, MutedKinds = "other" }, Notice()));
    }
}
