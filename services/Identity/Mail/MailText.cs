using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MimeKit;
using MimeKit.Text;
using Platform.Contracts.Periods;
using Platform.Identity.Storage;

namespace Platform.Identity.Mail;

/// <summary>A mail as it goes over the wire: plain text, UTF-8. Pure.</summary>
public static class MailText
{
    private const int MostInDigest = 50;

    /// <param name="notices">What it tells, oldest first.</param>
    public static MimeMessage Of(MailRow mail, UserRow user, IReadOnlyList<NoticeRow> notices, SmtpOptions smtp, DateTimeOffset now)
    {
        var from = new MailboxAddress(Encoding.UTF8, OneLine(smtp.FromName), smtp.From);
        var message = new MimeMessage
        {
            From = { from },
            To = { new MailboxAddress(Encoding.UTF8, OneLine(user.DisplayName), user.Email!) },
            Date = now,
            Subject = Subject(mail, notices),
            Body = new TextPart(TextFormat.Plain) { Text = Body(notices, smtp), ContentTransferEncoding = ContentEncoding.Base64 },
            // The same for every try of the same mail: should one have left just before the process died, servers and mail programs can drop the copy.
            MessageId = MessageId(mail.Key, from.Domain),
        };
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return message;
    }

    /// <summary>Without the angle brackets it stands in on the wire.</summary>
    public static string MessageId(string key, string host) =>
        $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16))}@{host}";

    private static string Subject(MailRow mail, IReadOnlyList<NoticeRow> notices) => mail.DigestOn is { } day
        ? string.Create(CultureInfo.InvariantCulture, $"{notices.Count} thông báo, ngày {day:dd/MM/yyyy}")
        : OneLine(notices[0].Title);

    private static string Body(IReadOnlyList<NoticeRow> notices, SmtpOptions smtp)
    {
        var text = new StringBuilder();
        foreach (var (number, notice) in notices.Take(MostInDigest).Index())
        {
            if (notices.Count > 1)
                text.Append(CultureInfo.InvariantCulture, $"{number + 1}. ");
            text.Append(OneLine(notice.Title)).Append("\r\n");
            if (notice.Body.Length > 0)
                text.Append(Lines(notice.Body)).Append("\r\n");
            if (notice.Link is { } link && smtp.PublicUrl.Length > 0)
                text.Append(smtp.PublicUrl.TrimEnd('/')).Append(link).Append("\r\n");
            text.Append(CultureInfo.InvariantCulture, $"({notice.RaisedAt.ToOffset(VietnamTime.Offset):HH:mm dd/MM/yyyy})\r\n\r\n");
        }
        if (notices.Count > MostInDigest)
            text.Append(CultureInfo.InvariantCulture, $"Còn {notices.Count - MostInDigest} thông báo nữa trong hộp thư trên nền tảng.\r\n\r\n");
        text.Append("-- \r\nThư tự động, xin không trả lời. Có thể đổi cách nhận thư trong mục Thông báo trên nền tảng.");
        if (smtp.PublicUrl.Length > 0)
            text.Append("\r\n").Append(smtp.PublicUrl.TrimEnd('/')).Append("/thong-bao");
        return text.Append("\r\n").ToString();
    }

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Lines(string text) => text.ReplaceLineEndings("\r\n");
}
