using System.Text;
using Platform.Reading.Text;

namespace Platform.Reading.Files;

/// <summary>Text files: UTF-8 with or without a mark, UTF-16 with one. Precomposed letters.</summary>
public static class PlainText
{
    private const int MostBytes = 8 * 1024 * 1024;

    /// <exception cref="FileRefused">Another encoding, or too long.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MostBytes)
            throw FileRefused.TooLarge();
        try
        {
            return VietnameseLetters.Compose(bytes switch
            {
                [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(bytes[2..]),
                [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(bytes[2..]),
                [0xEF, 0xBB, 0xBF, ..] => Strict.GetString(bytes[3..]),
                _ => Strict.GetString(bytes),
            });
        }
        catch (DecoderFallbackException)
        {
            throw new FileRefused(Refusal.Unreadable, "Tệp không phải văn bản UTF-8; hãy lưu lại bằng mã UTF-8.");
        }
    }

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);
}
