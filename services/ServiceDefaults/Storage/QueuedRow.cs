namespace Platform.ServiceDefaults.Storage;

/// <summary>A row of work that waits: several processes look for it, one at a time has it, and what fails is tried again later.</summary>
public abstract class QueuedRow
{
    public long Id { get; init; }

    /// <summary>Counted when a try begins, so that a process that dies has used one up.</summary>
    public int Attempts { get; set; }

    /// <summary>While claimed: when the claim has run out.</summary>
    public DateTimeOffset NextTryAt { get; set; }

    public Guid? ClaimedBy { get; set; }

    /// <summary>Given up; an operator sees it and may have it tried again.</summary>
    public DateTimeOffset? DeadAt { get; set; }

    public string? LastError { get; set; }
}
