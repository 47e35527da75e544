using System.Globalization;
using ClickHouse.Client.Formats;

namespace ClickHouse.Client.Types;

/// <summary>
/// DateTime and DateTime64: moments, read as DateTime in the column's zone (Kind is Utc where that zone's offset is zero, else Unspecified).
/// A DateTime written is taken as local to the column's zone, whatever its Kind; a DateTimeOffset is exact.
/// </summary>
internal sealed class MomentType(string name, TimeZoneInfo zone, int? scale) : ClickHouseType
{
    private static readonly long[] Powers = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000];

    public override Type FrameworkType => typeof(DateTime);

    public override object Read(BinarySource source)
    {
        var ticks = scale is { } digits ? ToTicks(source.ReadInt64(), digits) : (uint)source.ReadInt32() * TimeSpan.TicksPerSecond;
        var utc = DateTime.UnixEpoch.AddTicks(ticks);
        var offset = zone.GetUtcOffset(utc);
        return offset == TimeSpan.Zero ? utc : DateTime.SpecifyKind(utc + offset, DateTimeKind.Unspecified);
    }

    public override void Write(BinaryWriter target, object? value)
    {
        var ticks = ToMoment(value).UtcTicks - DateTime.UnixEpoch.Ticks;
        if (scale is { } digits)
        {
            target.Write(digits <= 7 ? ticks / Powers[7 - digits] : ticks * Powers[digits - 7]);
        }
        else
        {
            target.Write((uint)(ticks / TimeSpan.TicksPerSecond));
        }
    }

    public override string ToText(object? value, bool quoted)
    {
        var format = scale is null ? "s" : "yyyy-MM-dd HH:mm:ss.fffffff";
        var text = ((IFormattable)value!).ToString(format, CultureInfo.InvariantCulture);
        return quoted ? $"'{text}'" : text;
    }

    public override string ToString() => name;

    /// <summary>The moment of a value read or to be written.</summary>
    public DateTimeOffset ToMoment(object? value) => value switch
    {
        DateTimeOffset moment => moment,
        DateTime local => new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), zone.GetUtcOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified))),
        DateOnly date => new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero),
        _ => throw new NotSupportedException($"{value?.GetType().ToString() ?? "null"} for a column of type {name}."),
    };

    private static long ToTicks(long value, int digits) => digits <= 7 ? value * Powers[7 - digits] : value / Powers[digits - 7];
}
