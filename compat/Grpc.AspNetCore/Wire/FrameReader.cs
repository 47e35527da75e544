using System.Buffers;
using System.IO.Pipelines;
using Grpc.Core;
using Grpc.Net.Compression;

namespace Grpc.Wire;

/// <summary>Reads frames of one direction of a call.</summary>
internal sealed class FrameReader(PipeReader reader, int? maxSize, Func<ICompressionProvider?> compression)
{
    /// <summary>The next message; false at the end of the stream.</summary>
    /// <exception cref="RpcException">Too large (RESOURCE_EXHAUSTED), cut off or not readable (INTERNAL).</exception>
    public async ValueTask<(bool Found, T? Message)> ReadAsync<T>(Marshaller<T> marshaller, CancellationToken cancellationToken)
        where T : class
    {
        while (true)
        {
            var result = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            var buffer = result.Buffer;
            if (TrySlice(buffer, out var compressed, out var payload))
            {
                var message = Deserialize(marshaller, compressed, payload);
                reader.AdvanceTo(payload.End);
                return (true, message);
            }

            if (result.IsCompleted)
            {
                reader.AdvanceTo(buffer.End);
                return buffer.IsEmpty ? (false, null) : throw Error(StatusCode.Internal, "Incomplete message.");
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    private static RpcException Error(StatusCode code, string detail, Exception? cause = null) => new(new Status(code, detail, cause));

    private bool TrySlice(ReadOnlySequence<byte> buffer, out bool compressed, out ReadOnlySequence<byte> payload)
    {
        compressed = false;
        payload = default;
        var header = new SequenceReader<byte>(buffer);
        if (!header.TryRead(out var flag) || !header.TryReadBigEndian(out int length))
        {
            return false;
        }

        if (flag > 1)
        {
            throw Error(StatusCode.Internal, "Unexpected compressed flag value in message header.");
        }

        if (length < 0 || length > maxSize)
        {
            throw Error(StatusCode.ResourceExhausted, "Received message exceeds the maximum configured message size.");
        }

        if (buffer.Length < FrameBuffer.HeaderSize + (long)length)
        {
            return false;
        }

        compressed = flag == 1;
        payload = buffer.Slice(FrameBuffer.HeaderSize, length);
        return true;
    }

    private T Deserialize<T>(Marshaller<T> marshaller, bool compressed, ReadOnlySequence<byte> payload)
    {
        var plain = compressed ? Decompress(payload) : payload;
        try
        {
            return marshaller.ContextualDeserializer(new Payload(plain));
        }
        catch (Exception e) when (e is not RpcException)
        {
            throw Error(StatusCode.Internal, "Failed to deserialize message.", e);
        }
    }

    private ReadOnlySequence<byte> Decompress(ReadOnlySequence<byte> payload)
    {
        var provider = compression() ?? throw Error(StatusCode.Internal, "Request did not include grpc-encoding value with compressed message.");
        var plain = new ArrayBufferWriter<byte>(4096);
        try
        {
            using var stream = provider.CreateDecompressionStream(new MemoryStream(payload.ToArray(), writable: false));
            int read;
            while ((read = stream.Read(plain.GetSpan(4096))) > 0)
            {
                plain.Advance(read);
                if (plain.WrittenCount > maxSize)
                {
                    // Stops a small message that would inflate to gigabytes.
                    throw Error(StatusCode.ResourceExhausted, "Received message exceeds the maximum configured message size.");
                }
            }
        }
        catch (InvalidDataException e)
        {
            throw Error(StatusCode.Internal, "Failed to decompress message.", e);
        }

        return new ReadOnlySequence<byte>(plain.WrittenMemory);
    }

    private sealed class Payload(ReadOnlySequence<byte> bytes) : DeserializationContext
    {
        public override int PayloadLength => (int)bytes.Length;

        public override byte[] PayloadAsNewBuffer() => bytes.ToArray();

        public override ReadOnlySequence<byte> PayloadAsReadOnlySequence() => bytes;
    }
}
