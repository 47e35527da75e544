using System.Text;

namespace Orleans.Runtime;

/// <summary>An opaque UTF-8 identifier: the key of a grain or the name of a grain type. Compared byte by byte.</summary>
public readonly struct IdSpan : IEquatable<IdSpan>, IComparable<IdSpan>
{
    private readonly byte[]? _bytes;
    private readonly int _hash;

    /// <summary>Wraps UTF-8 bytes; the array must not be changed afterwards.</summary>
    public IdSpan(byte[] value)
    {
        _bytes = value;
        var hash = new HashCode();
        hash.AddBytes(value);
        _hash = hash.ToHashCode();
    }

    /// <summary>The UTF-8 bytes.</summary>
    public ReadOnlyMemory<byte> Value => _bytes;

    /// <summary>True for a value that was never created.</summary>
    public bool IsDefault => _bytes is null;

    /// <summary>Creates an identifier from text.</summary>
    public static IdSpan Create(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return new IdSpan(Encoding.UTF8.GetBytes(id));
    }

    /// <summary>The UTF-8 bytes.</summary>
    public ReadOnlySpan<byte> AsSpan() => _bytes;

    /// <inheritdoc/>
    public bool Equals(IdSpan obj) => ReferenceEquals(_bytes, obj._bytes) || (_hash == obj._hash && AsSpan().SequenceEqual(obj.AsSpan()));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is IdSpan other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;

    /// <inheritdoc/>
    public int CompareTo(IdSpan other) => AsSpan().SequenceCompareTo(other.AsSpan());

    /// <summary>The identifier as text; an empty string for the default value.</summary>
    public override string ToString() => _bytes is null ? "" : Encoding.UTF8.GetString(_bytes);

    /// <summary>Equality by bytes.</summary>
    public static bool operator ==(IdSpan left, IdSpan right) => left.Equals(right);

    /// <summary>Inequality by bytes.</summary>
    public static bool operator !=(IdSpan left, IdSpan right) => !left.Equals(right);
}
