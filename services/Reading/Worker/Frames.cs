using System.Buffers.Binary;

namespace Platform.Reading.Worker;

/// <summary>
/// How a service and its worker speak over the pipes. To the worker: length and JSON of the <see cref="Order"/>, length and bytes of the
/// file. Back: a byte with the <see cref="Refusal"/> (255 for none), a byte that is 1 when the worker ends after this, length and bytes of
/// the JSON or of the message. Lengths are 32 bits, little-endian.
/// </summary>
public static class Frames
{
    public const byte NoRefusal = 255;

    /// <summary>Longest answer: the text of a plan and what was read of it.</summary>
    public const int LongestAnswer = 24 * 1024 * 1024;

    public static async Task WriteAsync(Stream to, ReadOnlyMemory<byte> bytes, CancellationToken stop)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        await to.WriteAsync(length, stop);
        await to.WriteAsync(bytes, stop);
    }

    /// <exception cref="EndOfStreamException">The other side is gone.</exception>
    public static async Task<byte[]> ReadAsync(Stream from, int longest, CancellationToken stop)
    {
        var length = new byte[4];
        await from.ReadExactlyAsync(length, stop);
        var bytes = BinaryPrimitives.ReadInt32LittleEndian(length);
        if (bytes < 0 || bytes > longest)
            throw new EndOfStreamException($"A frame of {bytes} bytes.");
        var frame = new byte[bytes];
        await from.ReadExactlyAsync(frame, stop);
        return frame;
    }
}

/// <param name="Reader">Assembly-qualified name of a type that is an <see cref="IFileReader{TOptions,TRead}"/>.</param>
/// <param name="Options">JSON of the reader's options.</param>
public sealed record Order(string Reader, string Options);
