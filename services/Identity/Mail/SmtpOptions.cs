using Microsoft.Extensions.Options;
using MimeKit;

namespace Platform.Identity.Mail;

/// <summary>The mail server and the hours in which it is used (section <c>Smtp</c>). Without a host no e-mail is written at all.</summary>
public sealed class SmtpOptions
{
    public const string Section = "Smtp";

    public string? Host { get; set; }
    public int Port { get; set; } = 587;

    /// <summary>TLS, by STARTTLS or, on port 465, from the first byte; off only for a relay on the same machine.</summary>
    public bool StartTls { get; set; } = true;
    public string? User { get; set; }
    public string? Password { get; set; }

    /// <summary>Sender's address.</summary>
    public string From { get; set; } = "";
    public string FromName { get; set; } = "Nền tảng cải cách hành chính";

    /// <summary>Address of the platform as people open it, for links in mails, e.g. <c>https://cchc.haiphong.gov.vn</c>.</summary>
    public string PublicUrl { get; set; } = "";

    /// <summary>Beginning of the quiet hours, Viet Nam time; the same as <see cref="QuietTo"/>: none.</summary>
    public TimeOnly QuietFrom { get; set; } = new(21, 0);
    public TimeOnly QuietTo { get; set; } = new(6, 0);

    /// <summary>When the daily digest goes out, on working days.</summary>
    public TimeOnly DigestAt { get; set; } = new(7, 30);
    public int PollSeconds { get; set; } = 10;
    public int MaxAttempts { get; set; } = 15;

    /// <summary>For how long mails that were sent are kept for the administrator to look at.</summary>
    public int KeepSentDays { get; set; } = 30;

    public bool Enabled => !string.IsNullOrWhiteSpace(Host);
}

/// <summary>Tells everything that is wrong with the mail settings at once.</summary>
public sealed class SmtpOptionsCheck : IValidateOptions<SmtpOptions>
{
    public ValidateOptionsResult Validate(string? name, SmtpOptions options)
    {
        if (!options.Enabled)
            return ValidateOptionsResult.Success;
        var wrong = new List<string>();
        if (!MailboxAddress.TryParse(options.From, out var from) || from.Domain.Length == 0)
            wrong.Add($"Smtp:From is '{options.From}'; it must be the sender's e-mail address.");
        if (options.Port is < 1 or > 65535)
            wrong.Add($"Smtp:Port is {options.Port}; it must be from 1 to 65535.");
        if (options.PublicUrl.Length > 0 && !Uri.TryCreate(options.PublicUrl, UriKind.Absolute, out _))
            wrong.Add($"Smtp:PublicUrl is '{options.PublicUrl}'; it must be an absolute address.");
        if (options.PollSeconds < 1 || options.MaxAttempts < 1 || options.KeepSentDays < 1)
            wrong.Add("Smtp:PollSeconds, Smtp:MaxAttempts and Smtp:KeepSentDays must be at least 1.");
        return wrong.Count > 0 ? ValidateOptionsResult.Fail(wrong) : ValidateOptionsResult.Success;
    }
}
