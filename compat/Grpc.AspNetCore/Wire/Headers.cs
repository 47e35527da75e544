using System.Globalization;
using System.Text;
using Grpc.Core;

namespace Grpc.Wire;

/// <summary>Names and encodings of the gRPC headers (grpc/grpc, doc/PROTOCOL-HTTP2.md).</summary>
internal static class Headers
{
    public const string ContentType = "application/grpc";
    public const string Timeout = "grpc-timeout";
    public const string Encoding = "grpc-encoding";
    public const string AcceptEncoding = "grpc-accept-encoding";
    public const string Status = "grpc-status";
    public const string Message = "grpc-message";

    /// <summary>Metadata of the genuine client's caller that asks for a compressed request; not sent.</summary>
    public const string RequestEncoding = "grpc-internal-encoding-request";

    private const long MaxTimeoutDigits = 99_999_999;

    private static readonly HashSet<string> NotMetadata = new(StringComparer.OrdinalIgnoreCase)
    {
        "te", "content-type", "content-length", Timeout, Encoding, AcceptEncoding, Status, Message, RequestEncoding,
    };

    public static bool IsGrpc(string? contentType) => contentType is not null
        && contentType.StartsWith(ContentType, StringComparison.OrdinalIgnoreCase)
        && (contentType.Length == ContentType.Length || contentType[ContentType.Length] is '+' or ';');

    /// <summary>At most eight digits and a unit; coarser units for longer times.</summary>
    public static string EncodeTimeout(TimeSpan timeout)
    {
        var milliseconds = (long)Math.Ceiling(timeout.TotalMilliseconds);
        var (value, unit) = milliseconds <= MaxTimeoutDigits ? (Math.Max(1, milliseconds), 'm')
            : milliseconds / 1000 <= MaxTimeoutDigits ? (milliseconds / 1000, 'S')
            : (Math.Min(MaxTimeoutDigits, milliseconds / 3_600_000), 'H');
        return string.Create(CultureInfo.InvariantCulture, $"{value}{unit}");
    }

    public static bool TryDecodeTimeout(string? text, out TimeSpan timeout)
    {
        timeout = default;
        if (text is null or { Length: < 2 or > 9 } || !long.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            return false;
        }

        var ticks = text[^1] switch
        {
            'n' => 0L,
            'u' => TimeSpan.TicksPerMicrosecond,
            'm' => TimeSpan.TicksPerMillisecond,
            'S' => TimeSpan.TicksPerSecond,
            'M' => TimeSpan.TicksPerMinute,
            'H' => TimeSpan.TicksPerHour,
            _ => -1L,
        };
        timeout = ticks == 0 ? TimeSpan.FromTicks(value / 100) : TimeSpan.FromTicks(value * ticks);
        return ticks >= 0;
    }

    /// <summary>UTF-8, with everything but printable ASCII, and the percent sign, as %XX.</summary>
    public static string EncodeMessage(string detail)
    {
        if (detail.All(c => c is >= ' ' and <= '~' and not '%'))
        {
            return detail;
        }

        var encoded = new StringBuilder();
        foreach (var b in System.Text.Encoding.UTF8.GetBytes(detail))
        {
            _ = b is >= 0x20 and <= 0x7E and not (byte)'%'
                ? encoded.Append((char)b)
                : encoded.Append('%').Append(b.ToString("X2", CultureInfo.InvariantCulture));
        }

        return encoded.ToString();
    }

    public static string DecodeMessage(string encoded) => encoded.Contains('%') ? Uri.UnescapeDataString(encoded) : encoded;

    /// <summary>Custom metadata among HTTP headers; binary values are decoded.</summary>
    public static void Read(Metadata into, string name, IEnumerable<string?> values)
    {
        if (name.StartsWith(':') || NotMetadata.Contains(name))
        {
            return;
        }

        foreach (var value in values)
        {
            if (!name.EndsWith(Metadata.BinaryHeaderSuffix, StringComparison.OrdinalIgnoreCase))
            {
                into.Add(name, value ?? "");
                continue;
            }

            foreach (var part in (value ?? "").Split(','))
            {
                into.Add(name, FromBase64(part.Trim()));
            }
        }
    }

    public static string Write(Metadata.Entry entry) => entry.IsBinary ? Convert.ToBase64String(entry.ValueBytes) : entry.Value;

    // Senders may leave the padding out.
    private static byte[] FromBase64(string text) => Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='));
}
