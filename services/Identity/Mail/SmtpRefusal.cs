using System.Net.Mail;

namespace Platform.Identity.Mail;

/// <summary>What a failed try means: for this mail for good, for this mail for now, or for every mail while the server is out of reach.</summary>
public enum SmtpRefusal
{
    Mail,
    MailForNow,
    Server,
}

public static class SmtpRefusals
{
    /// <summary>RFC 5321, 4.2.1: 4yz may be tried again, 5yz may not. A refused sign-in or a broken connection says nothing about the mail.</summary>
    public static SmtpRefusal Of(Exception error) => error switch
    {
        SmtpException { StatusCode: SmtpStatusCode.GeneralFailure } => SmtpRefusal.Server,
        SmtpFailedRecipientException refused => ByCode((int)refused.StatusCode),
        SmtpException { StatusCode: SmtpStatusCode.MailboxUnavailable or SmtpStatusCode.TransactionFailed or SmtpStatusCode.ExceededStorageAllocation or SmtpStatusCode.MailboxNameNotAllowed or SmtpStatusCode.UserNotLocalTryAlternatePath } => SmtpRefusal.Mail,
        SmtpException { StatusCode: SmtpStatusCode.MailboxBusy or SmtpStatusCode.LocalErrorInProcessing or SmtpStatusCode.InsufficientStorage } => SmtpRefusal.MailForNow,
        FormatException or ArgumentException => SmtpRefusal.Mail,
        _ => SmtpRefusal.Server,
    };

    /// <summary>For the administrator; the address stands beside it anyway.</summary>
    public static string Words(Exception error)
    {
        var code = error is SmtpException smtp ? $"{(int)smtp.StatusCode} " : "";
        var text = $"{code}{error.Message.ReplaceLineEndings(" ")}";
        return text.Length <= 300 ? text : text[..300];
    }

    private static SmtpRefusal ByCode(int code) => code is >= 500 and < 600 ? SmtpRefusal.Mail : SmtpRefusal.MailForNow;
}
