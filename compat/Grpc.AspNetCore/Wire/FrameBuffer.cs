using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using Grpc.Core;
using Grpc.Net.Compression;

namespace Grpc.Wire;

/// <summary>
/// Serialises one message into one frame: compressed flag (1 byte), length (4 bytes, big endian), message
/// (grpc/grpc, doc/PROTOCOL-HTTP2.md, Length-Prefixed-Message).
/// </summary>
internal sealed class FrameBuffer : SerializationContext, IBufferWriter<byte>
{
    public const int HeaderSize = 5;
    private byte[] buffer = [];
    private int written = HeaderSize;
    private bool complete;

    public static ReadOnlyMemory<byte> Serialize<T>(Marshaller<T> marshaller, T message, int? maxSize, ICompressionProvider? compression, CompressionLevel? level)
    {
        var frame = new FrameBuffer();
        marshaller.ContextualSerializer(message, frame);
        if (!frame.complete)
        {
            throw new InvalidOperationException("Serialization did not return a payload.");
        }

        if (frame.written - HeaderSize > maxSize)
        {
            throw new RpcException(new Status(StatusCode.ResourceExhausted, "Sending message exceeds the maximum configured message size."));
        }

        return compression is null ? frame.Finish(0) : frame.Compress(compression, level);
    }

    public override void SetPayloadLength(int payloadLength) => Ensure(payloadLength);

    public override IBufferWriter<byte> GetBufferWriter() => this;

    public override void Complete()
    {
        Ensure(0);
        complete = true;
    }

    public override void Complete(byte[] payload)
    {
        Ensure(payload.Length);
        payload.CopyTo(buffer, written);
        written += payload.Length;
        complete = true;
    }

    public void Advance(int count) => written += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Ensure(Math.Max(sizeHint, 1));
        return buffer.AsMemory(written);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    private ReadOnlyMemory<byte> Finish(byte compressed)
    {
        buffer[0] = compressed;
        BinaryPrimitives.WriteUInt32BigEndian(buffer.AsSpan(1), (uint)(written - HeaderSize));
        return buffer.AsMemory(0, written);
    }

    private ReadOnlyMemory<byte> Compress(ICompressionProvider compression, CompressionLevel? level)
    {
        var packed = new MemoryStream(Math.Max(64, written / 2));
        packed.Write(buffer, 0, HeaderSize);
        using (var stream = compression.CreateCompressionStream(packed, level))
        {
            stream.Write(buffer, HeaderSize, written - HeaderSize);
        }

        written = (int)packed.Length;
        buffer = packed.GetBuffer();
        return Finish(1);
    }

    private void Ensure(int more)
    {
        if (buffer.Length - written >= more && buffer.Length > 0)
        {
            return;
        }

        // Generated code announces the exact length first, so that this grows once.
        Array.Resize(ref buffer, buffer.Length == 0 ? HeaderSize + more : Math.Max(buffer.Length * 2, written + more));
    }
}
