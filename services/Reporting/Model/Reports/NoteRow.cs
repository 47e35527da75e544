namespace Platform.Reporting.Model.Reports;

/// <summary>A note on a report or on one of its lines.</summary>
public sealed class NoteRow
{
    public long Id { get; init; }
    public required string Period { get; init; }
    public required string OrgUnit { get; init; }
    public string? Item { get; init; }
    public required string Text { get; init; }
    public required string By { get; init; }
    public DateTimeOffset At { get; init; }
}
