using System.Runtime.InteropServices;

namespace Platform.EmbeddedEngine;

/// <summary>An INSERT under way. Disposed before <see cref="Finish"/>, what the engine has not written yet is dropped.</summary>
internal sealed unsafe class ChdbInsert : IDisposable
{
    private nint _handle;
    private bool _isFinished;

    public ChdbInsert(nint handle)
    {
        _handle = handle;
        try
        {
            ThrowIfFailed();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Hands over a piece of the rows, cut anywhere; blocks while the engine is behind.</summary>
    /// <exception cref="ChdbException">The rows cannot be read or written.</exception>
    public void Append(ReadOnlySpan<byte> data)
    {
        fixed (byte* start = data)
        {
            // A failed append is explained by Finish, which knows the row.
            if (data.Length > 0 && ChdbApi.Append(_handle, start, (nuint)data.Length) != 0)
            {
                Finish().Dispose();
                ThrowIfFailed();
            }
        }
    }

    /// <summary>Waits until all rows are written.</summary>
    /// <exception cref="ChdbException">The rows cannot be read or written.</exception>
    public ChdbResult Finish()
    {
        _isFinished = true;
        return new ChdbResult(ChdbApi.EndInsert(_handle));
    }

    public void Dispose()
    {
        if (_handle == 0)
        {
            return;
        }

        if (!_isFinished)
        {
            ChdbApi.CancelInsert(_handle);
        }

        ChdbApi.DestroyInsert(_handle);
        _handle = 0;
    }

    private void ThrowIfFailed()
    {
        if (ChdbApi.InsertError(_handle) is var error && error is not null)
        {
            throw new ChdbException(Marshal.PtrToStringUTF8((nint)error)!);
        }
    }
}
