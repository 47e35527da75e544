using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace ClickHouse.Client.Formats;

/// <summary>Reads RowBinary from a response, the first part of it asynchronously, so that an ordinary answer never blocks a thread.</summary>
internal sealed class BinarySource(Stream stream) : IDisposable
{
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
    private int _position;
    private int _length;

    public bool IsAtEnd => _position == _length && !Fill();

    public async Task PrefetchAsync(CancellationToken cancellationToken) =>
        _length = await stream.ReadAtLeastAsync(_buffer, _buffer.Length, throwOnEndOfStream: false, cancellationToken);

    public byte ReadByte()
    {
        if (IsAtEnd)
        {
            throw new EndOfStreamException("The answer ends within a row.");
        }

        return _buffer[_position++];
    }

    public void ReadExactly(Span<byte> target)
    {
        while (!target.IsEmpty)
        {
            if (IsAtEnd)
            {
                throw new EndOfStreamException("The answer ends within a row.");
            }

            var count = Math.Min(target.Length, _length - _position);
            _buffer.AsSpan(_position, count).CopyTo(target);
            _position += count;
            target = target[count..];
        }
    }

    public int ReadLength()
    {
        var value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = ReadByte();
            value |= (part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }
    }

    public string ReadString() => ReadString(ReadLength());

    public string ReadString(int length)
    {
        if (length <= _length - _position)
        {
            var text = Encoding.UTF8.GetString(_buffer, _position, length);
            _position += length;
            return text;
        }

        var bytes = new byte[length];
        ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes);
    }

    public short ReadInt16()
    {
        Span<byte> bytes = stackalloc byte[2];
        ReadExactly(bytes);
        return BinaryPrimitives.ReadInt16LittleEndian(bytes);
    }

    public int ReadInt32()
    {
        Span<byte> bytes = stackalloc byte[4];
        ReadExactly(bytes);
        return BinaryPrimitives.ReadInt32LittleEndian(bytes);
    }

    public long ReadInt64()
    {
        Span<byte> bytes = stackalloc byte[8];
        ReadExactly(bytes);
        return BinaryPrimitives.ReadInt64LittleEndian(bytes);
    }

    public Int128 ReadInt128()
    {
        Span<byte> bytes = stackalloc byte[16];
        ReadExactly(bytes);
        return BinaryPrimitives.ReadInt128LittleEndian(bytes);
    }

    public void Dispose()
    {
        stream.Dispose();
        ArrayPool<byte>.Shared.Return(_buffer);
        (_buffer, _position, _length) = ([], 0, 0);
    }

    private bool Fill()
    {
        _position = 0;
        _length = stream.Read(_buffer);
        return _length > 0;
    }
}
