using System.Runtime.InteropServices;
using System.Text;

namespace Platform.EmbeddedEngine;

/// <summary>Texts as C takes them: an array of pointers and one of lengths, in unmanaged memory.</summary>
internal sealed unsafe class Utf8Array : IDisposable
{
    private readonly int _count;

    public Utf8Array(IEnumerable<string> texts)
    {
        var bytes = texts.Select(Encoding.UTF8.GetBytes).ToArray();
        _count = bytes.Length;
        Pointers = (byte**)NativeMemory.Alloc((nuint)_count, (nuint)sizeof(byte*));
        Lengths = (nuint*)NativeMemory.Alloc((nuint)_count, (nuint)sizeof(nuint));
        for (var i = 0; i < _count; i++)
        {
            Pointers[i] = (byte*)NativeMemory.Alloc((nuint)bytes[i].Length + 1);
            bytes[i].CopyTo(new Span<byte>(Pointers[i], bytes[i].Length));
            Pointers[i][bytes[i].Length] = 0;
            Lengths[i] = (nuint)bytes[i].Length;
        }
    }

    public byte** Pointers { get; }

    public nuint* Lengths { get; }

    public void Dispose()
    {
        for (var i = 0; i < _count; i++)
        {
            NativeMemory.Free(Pointers[i]);
        }

        NativeMemory.Free(Pointers);
        NativeMemory.Free(Lengths);
    }
}
