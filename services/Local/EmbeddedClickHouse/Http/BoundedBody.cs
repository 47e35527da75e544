using System.Text;
using ZstdSharp;

namespace Platform.EmbeddedEngine;

/// <summary>The text of a request: the query of the query string, then the body, decompressed and no longer than allowed.</summary>
internal sealed class BoundedBody(Stream body, string head, long maxBytes)
{
    // An INSERT's own text is shorter; a longer one is read as a whole.
    private const int BeginningBytes = 64 * 1024;

    // Queries are text for the parser, which has a limit of its own (max_query_size) far below.
    private const int MaxQueryBytes = 64 * 1024 * 1024;

    private byte[] _beginning = [];
    private bool _isAtEnd;
    private long _read;

    /// <summary>Reads as much as an INSERT statement may take.</summary>
    public async Task<ReadOnlyMemory<byte>> ReadBeginningAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[BeginningBytes];
        var count = 0;
        while (count < buffer.Length && await ReadAsync(buffer.AsMemory(count), cancellationToken) is var more && more > 0)
        {
            count += more;
        }

        _isAtEnd = count < buffer.Length;
        _beginning = head.Length == 0 ? buffer[..count] : [.. Encoding.UTF8.GetBytes(count > 0 ? head + "\n" : head), .. buffer.AsSpan(0, count)];
        return _beginning;
    }

    /// <summary>Everything, beginning included.</summary>
    /// <exception cref="ChdbException">It is too long for a query.</exception>
    public async Task<ReadOnlyMemory<byte>> ReadRestAsync(CancellationToken cancellationToken)
    {
        if (_isAtEnd)
        {
            return _beginning;
        }

        var text = new MemoryStream();
        text.Write(_beginning);
        var piece = new byte[BeginningBytes];
        while (await ReadAsync(piece, cancellationToken) is var count && count > 0)
        {
            text.Write(piece, 0, count);
            if (text.Length > MaxQueryBytes)
            {
                throw TooLong(MaxQueryBytes);
            }
        }

        return text.GetBuffer().AsMemory(0, (int)text.Length);
    }

    /// <summary>Reads on; 0 at the end.</summary>
    /// <exception cref="ChdbException">The body is too long, or not in the encoding it names.</exception>
    public async Task<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        int count;
        try
        {
            count = await body.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception failure) when (failure is InvalidDataException or ZstdException or InvalidOperationException or EndOfStreamException)
        {
            // The decoders' ways to say it.
            throw new ChdbException(354, "ZLIB_INFLATE_FAILED", $"The body cannot be decompressed: {failure.Message}");
        }

        _read += count;
        return _read <= maxBytes ? count : throw TooLong(maxBytes);
    }

    private static ChdbException TooLong(long limit) => new(66, "QUERY_IS_TOO_LARGE", $"The request is longer than {limit} bytes.");
}
