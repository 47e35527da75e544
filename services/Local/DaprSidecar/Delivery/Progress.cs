namespace Platform.Sidecar.Delivery;

/// <summary>What of a subscription is done: the cursor, and what is done ahead of it. Pure bookkeeping, for one user at a time.</summary>
internal sealed class Progress(long cursor)
{
    private readonly SortedSet<long> open = [];
    private List<long> ahead = [];
    private long saved = cursor;

    /// <summary>Number of the last message that was loaded.</summary>
    public long Position { get; private set; } = cursor;

    /// <summary>Loaded and not done.</summary>
    public int Open => open.Count;

    public bool HasUnsaved => ahead.Count > 0 || Cursor != saved;

    /// <summary>Done, and not saved yet.</summary>
    public int Unsaved => ahead.Count;

    /// <summary>Everything up to here is done.</summary>
    private long Cursor => open.Count == 0 ? Position : open.Min - 1;

    public void Loaded(long seq)
    {
        open.Add(seq);
        Position = Math.Max(Position, seq);
    }

    public void Done(long seq)
    {
        if (open.Remove(seq))
        {
            ahead.Add(seq);
        }
    }

    /// <summary>What to write down now: the cursor, and the numbers done beyond it.</summary>
    public (long Cursor, IReadOnlyList<long> Ahead) TakeUnsaved()
    {
        var now = Cursor;
        var beyond = ahead.FindAll(seq => seq > now);
        ahead = [];
        saved = now;
        return (now, beyond);
    }
}
