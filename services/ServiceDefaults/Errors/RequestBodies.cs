using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Platform.ServiceDefaults.Errors;

/// <summary>Bodies that cannot be read are the sender's mistake, whoever reads them.</summary>
public static class RequestBodies
{
    /// <summary>Refuses text in an encoding that .NET does not know or no longer takes (UTF-7): its readers throw on those.</summary>
    public static void UseKnownCharsets(this WebApplication app) => app.Use((context, next) =>
    {
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) || !type.Charset.HasValue)
            return next(context);
        var charset = HeaderUtilities.RemoveQuotes(type.Charset);
        if (!IsKnown(charset.ToString()))
            return Problems.WriteAsync(context, Problems.ByStatus(415)!);
        // Quotes are allowed (RFC 9110, 8.3.1); those who read JSON take them for a part of the name.
        if (charset.Length != type.Charset.Length)
        {
            type.Charset = charset;
            context.Request.ContentType = type.ToString();
        }
        return next(context);
    });

    /// <summary>A part of a form in an encoding that .NET does not know: its reader throws as it does for a body's.</summary>
    public static bool IsUnknownCharset(Exception error) => error is NotSupportedException or ArgumentException { ParamName: "name" };

    /// <summary>
    /// The status that the web server gives for what it could not read; null when it is no such error. A chunk longer than any number comes
    /// as an overflow and without one.
    /// </summary>
    public static int? StatusOf(Exception? error) => Causes.Of(error)
        .Select(e => e is BadHttpRequestException bad ? bad.StatusCode : e is IOException { InnerException: OverflowException } ? 400 : (int?)null)
        .FirstOrDefault(status => status is not null);

    /// <summary>For a form or a file that is taken apart by hand. What a full disk says while it is put aside is none of the sender's.</summary>
    public static bool IsUnreadable(Exception error) =>
        error is InvalidDataException or IOException and not BadHttpRequestException && StorageFaults.Of(error) is null;

    private static bool IsKnown(string charset)
    {
        try
        {
            return charset.Length == 0 || Encoding.GetEncoding(charset) is not null;
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}
