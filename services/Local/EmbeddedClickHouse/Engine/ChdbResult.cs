using System.Runtime.InteropServices;

namespace Platform.EmbeddedEngine;

/// <summary>An answer of the engine, in the engine's memory until it is disposed.</summary>
internal sealed unsafe class ChdbResult : IDisposable
{
    private nint _handle;

    /// <exception cref="ChdbException">The handle says that the query failed; it is freed then.</exception>
    public ChdbResult(nint handle)
    {
        _handle = handle;
        if (handle == 0)
        {
            throw new ChdbException("Code: 1002. DB::Exception: The engine gave no answer. (UNKNOWN_EXCEPTION)");
        }

        if (ChdbApi.ResultError(handle) is var error && error is not null)
        {
            var message = Marshal.PtrToStringUTF8((nint)error)!;
            Dispose();
            throw new ChdbException(message);
        }
    }

    public long Length => (long)ChdbApi.ResultLength(_handle);

    public ulong ResultRows => ChdbApi.ResultRows(_handle);

    public ulong ReadRows => ChdbApi.StorageRowsRead(_handle);

    public ulong ReadBytes => ChdbApi.StorageBytesRead(_handle);

    public ulong WrittenRows => ChdbApi.RowsWritten(_handle);

    public ulong WrittenBytes => ChdbApi.BytesWritten(_handle);

    /// <summary>The bytes, without a copy; valid until this is disposed.</summary>
    public Stream OpenRead() => Length == 0 ? Stream.Null : new UnmanagedMemoryStream(ChdbApi.ResultBuffer(_handle), Length);

    public void Dispose()
    {
        if (_handle != 0)
        {
            ChdbApi.DestroyResult(_handle);
            _handle = 0;
        }
    }
}
