using HdrHistogram;

namespace NBomber.Engine;

/// <summary>
/// Latencies in microseconds, to three digits, up to an hour (longer ones count as an hour); least and greatest are kept as they came. Not safe for
/// many threads: the owner locks.
/// </summary>
internal sealed class Histogram
{
    private const long Longest = 3_600_000_000;
    private readonly LongHistogram values = new(Longest, 3);

    public int Count => (int)values.TotalCount;

    public long Min { get; private set; } = long.MaxValue;

    public long Max { get; private set; }

    public double Mean => Count == 0 ? 0 : values.GetMean();

    public double StdDev => Count == 0 ? 0 : values.GetStdDeviation();

    public void Add(long value)
    {
        value = Math.Max(0, value);
        values.RecordValue(Math.Min(value, Longest));
        Min = Math.Min(Min, value);
        Max = Math.Max(Max, value);
    }

    /// <summary>The value that this share (0 to 100) of all values does not exceed, to three digits.</summary>
    public long Percentile(double percent) => Count == 0 ? 0 : Math.Min(values.GetValueAtPercentile(percent), Max);
}
