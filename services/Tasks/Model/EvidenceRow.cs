namespace Platform.Tasks.Model;

/// <summary>One version of an evidence file (minh chứng); its content lies outside the database under its hash.</summary>
public sealed class EvidenceRow
{
    public required Guid Id { get; init; }
    public required Guid TaskId { get; init; }
    public required string Name { get; init; }

    /// <summary>Counts up over the files of one name.</summary>
    public int Revision { get; init; }

    /// <summary>SHA-256 of the content, hexadecimal.</summary>
    public required string Sha256 { get; init; }
    public long Size { get; init; }
    public required string ContentType { get; init; }
    public string? Note { get; init; }
    public required string By { get; init; }
    public DateTimeOffset At { get; init; }
    public string? WithdrawnBy { get; set; }
    public DateTimeOffset? WithdrawnAt { get; set; }
    public string? WithdrawnReason { get; set; }
}
