namespace NBomber.Engine;

/// <summary>
/// Counts values in buckets that grow with the value: exact below 128 µs, within 1/64 above. 3,000 counters, however long the
/// test. Not safe for many threads: the owner locks.
/// </summary>
internal sealed class Histogram
{
    private const int SubBits = 6;
    private const int SubCount = 1 << SubBits;
    private readonly int[] counts = new int[(64 - SubBits) * SubCount];
    private double sum;
    private double sumOfSquares;

    public int Count { get; private set; }

    public long Min { get; private set; } = long.MaxValue;

    public long Max { get; private set; }

    public double Mean => Count == 0 ? 0 : sum / Count;

    public double StdDev => Count == 0 ? 0 : Math.Sqrt(Math.Max(0, (sumOfSquares / Count) - (Mean * Mean)));

    public void Add(long value)
    {
        value = Math.Max(0, value);
        counts[IndexOf(value)]++;
        Count++;
        sum += value;
        sumOfSquares += (double)value * value;
        Min = Math.Min(Min, value);
        Max = Math.Max(Max, value);
    }

    /// <summary>The value that this share (0 to 100) of all values does not exceed, up to the width of a bucket.</summary>
    public long Percentile(double percent)
    {
        var wanted = Math.Max(1, (long)Math.Ceiling(Count * percent / 100));
        long seen = 0;
        for (var i = 0; Count > 0 && i < counts.Length; i++)
        {
            seen += counts[i];
            if (seen >= wanted)
                return Math.Min(HighestOf(i), Max);
        }
        return 0;
    }

    private static int IndexOf(long value)
    {
        if (value < 2 * SubCount)
            return (int)value;
        var shift = 63 - long.LeadingZeroCount(value) - SubBits;
        return (int)((shift * SubCount) + (value >> (int)shift));
    }

    private static long HighestOf(int index)
    {
        if (index < 2 * SubCount)
            return index;
        var shift = (index / SubCount) - 1;
        return ((index - (shift * (long)SubCount) + 1) << shift) - 1;
    }
}
