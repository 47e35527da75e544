namespace Platform.ServiceDefaults.Logging;

/// <summary>How much a log takes of the same: within a minute a hundred entries of a kind, and a trace once.</summary>
public sealed class LogBounds(TimeProvider time)
{
    public const int MostOfAKind = 100;
    private const int MostRemembered = 1_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _counts = [];
    private readonly Dictionary<string, int> _leftOut = [];
    private readonly HashSet<int> _traces = [];
    private DateTimeOffset _since = time.GetUtcNow();

    /// <param name="Write">Whether to write it at all.</param>
    /// <param name="WithTrace">Whether its trace is new.</param>
    /// <param name="LeftOut">How many of its kind were left out in an earlier minute.</param>
    public readonly record struct Verdict(bool Write, bool WithTrace, int LeftOut);

    public Verdict Take(string kind, string? trace)
    {
        lock (_lock)
        {
            if ((time.GetUtcNow() - _since).Duration() >= Window || _counts.Count >= MostRemembered)
                Begin();
            var count = _counts[kind] = _counts.GetValueOrDefault(kind) + 1;
            if (count > MostOfAKind)
                return new(false, false, 0);
            _leftOut.Remove(kind, out var leftOut);
            return new(true, trace is not null && _traces.Count < MostOfAKind && _traces.Add(trace.GetHashCode(StringComparison.Ordinal)), leftOut);
        }
    }

    private void Begin()
    {
        // Of kinds that came too often; the rest of them, should they never come again, was of no use to anybody.
        _leftOut.Clear();
        foreach (var (kind, count) in _counts.Where(c => c.Value > MostOfAKind))
            _leftOut[kind] = count - MostOfAKind;
        _counts.Clear();
        _traces.Clear();
        _since = time.GetUtcNow();
    }
}
