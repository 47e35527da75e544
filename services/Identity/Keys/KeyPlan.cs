namespace Platform.Identity.Keys;

/// <summary>A signing key among its fellows.</summary>
/// <param name="Generation">1, 2, 3 …</param>
/// <param name="SignsFrom">It signs from here until its successor does.</param>
public sealed record KeyTimes(int Generation, DateTimeOffset SignsFrom);

/// <summary>When keys come and go. Pure; every instance comes to the same answer from the same rows.</summary>
/// <param name="RotateEvery">How long a key signs.</param>
/// <param name="PublishAhead">How long it is published before.</param>
public sealed record KeyPlan(TimeSpan RotateEvery, TimeSpan PublishAhead)
{
    /// <summary>How long a key stays published when it signs no more: a token's 15 minutes, with all that clocks and caches may differ by.</summary>
    public static readonly TimeSpan KeepAfter = TimeSpan.FromHours(1);

    public static KeyPlan Of(KeyOptions options) => new(TimeSpan.FromDays(options.RotateEveryDays), TimeSpan.FromHours(options.PublishAheadHours));

    /// <summary>From when a key to be made now would sign; null when none is due.</summary>
    /// <param name="keys">In order of their generation.</param>
    public DateTimeOffset? Next(IReadOnlyList<KeyTimes> keys, DateTimeOffset now)
    {
        if (keys.Count == 0)
            return now;
        var due = keys[^1].SignsFrom + RotateEvery;
        var earliest = now + PublishAhead;
        return due > earliest ? null : earliest;
    }

    /// <param name="keys">In order of their generation; at least one.</param>
    public static KeyTimes Signing(IReadOnlyList<KeyTimes> keys, DateTimeOffset now) => keys.LastOrDefault(k => k.SignsFrom <= now) ?? keys[0];

    /// <summary>Generations whose last token has run out: published no longer, and removed.</summary>
    public static IReadOnlyList<int> Over(IReadOnlyList<KeyTimes> keys, DateTimeOffset now) =>
        [.. keys.Zip(keys.Skip(1)).Where(pair => pair.Second.SignsFrom + KeepAfter <= now).Select(pair => pair.First.Generation)];
}
