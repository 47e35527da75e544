namespace Platform.ServiceDefaults.Units;

/// <summary>
/// How often Identity's reference data (units, offices, working days) changed, as far as this process knows. What was read under an older
/// version is asked for again.
/// </summary>
public sealed class ReferenceVersion
{
    private long _current;

    public long Current => Volatile.Read(ref _current);

    /// <summary>Told by an event or by a look at Identity, twice or late as it may come: the highest stays.</summary>
    public void Tell(long version)
    {
        var known = Current;
        while (version > known)
        {
            var seen = Interlocked.CompareExchange(ref _current, version, known);
            if (seen == known)
                return;
            known = seen;
        }
    }
}
