using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Platform.Reading.Text;

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
        SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted } refused => ByCode((int)refused.StatusCode),
        SmtpCommandException { ErrorCode: SmtpErrorCode.MessageNotAccepted } refused => ByCode((int)refused.StatusCode),
        SmtpCommandException
        {
            StatusCode: SmtpStatusCode.MailboxUnavailable or SmtpStatusCode.TransactionFailed or SmtpStatusCode.ExceededStorageAllocation
            or SmtpStatusCode.MailboxNameNotAllowed or SmtpStatusCode.UserNotLocalTryAlternatePath
        } => SmtpRefusal.Mail,
        SmtpCommandException { StatusCode: SmtpStatusCode.MailboxBusy or SmtpStatusCode.ErrorInProcessing or SmtpStatusCode.InsufficientStorage } => SmtpRefusal.MailForNow,
        FormatException or ArgumentException => SmtpRefusal.Mail,
        _ => SmtpRefusal.Server,
    };

    /// <summary>Whether it is a way in which sending fails; anything else is a bug.</summary>
    public static bool IsFailure(Exception error) => error is CommandException or ProtocolException or ServiceNotConnectedException or ServiceNotAuthenticatedException
        or AuthenticationException or SslHandshakeException or SocketException or IOException or FormatException or ArgumentException or NotSupportedException
        or OperationCanceledException;

    /// <summary>For the administrator; the address stands beside it anyway.</summary>
    public static string Words(Exception error)
    {
        var code = error is SmtpCommandException smtp ? $"{(int)smtp.StatusCode} " : "";
        var text = $"{code}{error.Message.ReplaceLineEndings(" ")}";
        return text.Shortened(300);
    }

    /// <summary>421: the server is closing down, whatever it was asked.</summary>
    private static SmtpRefusal ByCode(int code) => code switch
    {
        421 => SmtpRefusal.Server,
        >= 500 and < 600 => SmtpRefusal.Mail,
        _ => SmtpRefusal.MailForNow,
    };
}
