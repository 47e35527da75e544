namespace Orleans.Runtime;

/// <summary>The name of a grain class, such as <c>commune</c> for <c>CommuneGrain</c>.</summary>
public readonly struct GrainType : IEquatable<GrainType>, IComparable<GrainType>
{
    /// <summary>Wraps an identifier.</summary>
    public GrainType(IdSpan id) => Value = id;

    /// <summary>The identifier.</summary>
    public IdSpan Value { get; }

    /// <summary>True for a value that was never created.</summary>
    public bool IsDefault => Value.IsDefault;

    /// <summary>Creates a type name from text.</summary>
    public static GrainType Create(string value) => new(IdSpan.Create(value));

    /// <inheritdoc/>
    public bool Equals(GrainType obj) => Value.Equals(obj.Value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is GrainType other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode();

    /// <inheritdoc/>
    public int CompareTo(GrainType other) => Value.CompareTo(other.Value);

    /// <summary>The name as text.</summary>
    public override string ToString() => Value.ToString();

    /// <summary>Equality by name.</summary>
    public static bool operator ==(GrainType left, GrainType right) => left.Equals(right);

    /// <summary>Inequality by name.</summary>
    public static bool operator !=(GrainType left, GrainType right) => !left.Equals(right);
}
