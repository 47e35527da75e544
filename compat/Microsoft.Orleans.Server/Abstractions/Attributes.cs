using System.Globalization;

namespace Orleans
{
    /// <summary>Names the grain type; without it the type is the class name in lower case without the suffix Grain.</summary>
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class GrainTypeAttribute(string grainType) : Attribute
    {
        internal string GrainType { get; } = grainType;
    }

    /// <summary>A stable name of a type or method, independent of its name in code.</summary>
    [AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface | AttributeTargets.Struct | AttributeTargets.Enum | AttributeTargets.Method, AllowMultiple = true)]
    public sealed class AliasAttribute(string alias) : Attribute
    {
        /// <summary>The name.</summary>
        public string Alias { get; } = alias;
    }

    /// <summary>The type may travel in calls; its members marked with <see cref="IdAttribute"/> do.</summary>
    [AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum)]
    public sealed class GenerateSerializerAttribute : Attribute
    {
        /// <summary>Whether primary constructor parameters are members; by default only those of records are.</summary>
        public bool IncludePrimaryConstructorParameters { get; init; }
    }

    /// <summary>Identity of a member within its type; a member without one does not travel.</summary>
    [AttributeUsage(AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum | AttributeTargets.Method)]
    public sealed class IdAttribute(uint id) : Attribute
    {
        /// <summary>The number.</summary>
        public uint Id { get; } = id;
    }

    /// <summary>The value is never changed after creation, so it travels without a copy. On a class it says nothing of derived ones.</summary>
    [AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.ReturnValue, Inherited = false)]
    public sealed class ImmutableAttribute : Attribute
    {
    }

    /// <summary>Activations of the class are not deactivated for being idle.</summary>
    [AttributeUsage(AttributeTargets.Class)]
    public class KeepAliveAttribute : Attribute
    {
    }

    /// <summary>Idle time before an activation of the class is deactivated.</summary>
    [AttributeUsage(AttributeTargets.Class)]
    public class CollectionAgeLimitAttribute : Attribute
    {
        /// <summary>Use the properties.</summary>
        public CollectionAgeLimitAttribute()
        {
        }

        /// <summary>The age as <c>hh:mm:ss</c>.</summary>
        public CollectionAgeLimitAttribute(string inactivityPeriod) =>
            Minutes = TimeSpan.Parse(inactivityPeriod, CultureInfo.InvariantCulture).TotalMinutes;

        /// <summary>Days, added to the other two.</summary>
        public double Days { get; set; }

        /// <summary>Hours, added to the other two.</summary>
        public double Hours { get; set; }

        /// <summary>Minutes, added to the other two.</summary>
        public double Minutes { get; set; }

        /// <summary>Never for being idle.</summary>
        public bool AlwaysActive { get; set; }

        internal TimeSpan Age => AlwaysActive
            ? TimeSpan.MaxValue
            : TimeSpan.FromDays(Days) + TimeSpan.FromHours(Hours) + TimeSpan.FromMinutes(Minutes);
    }
}

namespace Orleans.Concurrency
{
    /// <summary>Calls to the class may interleave at awaits (still one thread at a time).</summary>
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class ReentrantAttribute : Attribute
    {
    }

    /// <summary>The method may run between the awaits of any other call.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    public sealed class AlwaysInterleaveAttribute : Attribute
    {
    }

    /// <summary>The caller does not wait; failures are logged and reach nobody.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    public sealed class OneWayAttribute : Attribute
    {
    }

    /// <summary>Wraps a value that is never changed, so that it travels without a copy.</summary>
    public readonly struct Immutable<T>(T value)
    {
        /// <summary>The value.</summary>
        public readonly T Value = value;
    }
}
