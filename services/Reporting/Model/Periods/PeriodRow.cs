namespace Platform.Reporting.Model.Periods;

/// <summary>A reporting period as an explicit row: every date can be edited.</summary>
public sealed class PeriodRow
{
    public required string Code { get; init; }
    public required string Kind { get; init; }
    public DateOnly From { get; set; }
    public DateOnly To { get; set; }
    public DateOnly OfficeDue { get; set; }
    public DateOnly CommuneDue { get; set; }
    public DateOnly CityDue { get; set; }
    public DateTimeOffset OpensAt { get; set; }

    /// <summary>When the Department locked the period; null while it takes reports (late ones too).</summary>
    public DateTimeOffset? ClosedAt { get; set; }
    public long Version { get; set; }

    /// <summary>Name of an extraordinary report; null for the periods of the decree, which are named by their code.</summary>
    public string? Title { get; set; }

    /// <summary>One of <see cref="LatePolicies"/>.</summary>
    public string LatePolicy { get; set; } = LatePolicies.Accept;

    /// <summary>Last day on which late reports are taken; only for <see cref="LatePolicies.Until"/>.</summary>
    public DateOnly? LateUntil { get; set; }

    /// <summary>Who must send, as JSON (<see cref="PeriodSenders"/>); null for every commune.</summary>
    public string? Senders { get; set; }

    /// <summary>The template that reports of this period use; null for the newest that serves the period's kind.</summary>
    public string? TemplateCode { get; set; }

    /// <summary>
    /// Who has to send, as the other services were told (<see cref="PeriodSenders"/>); null until the period opened. Units are only added.
    /// </summary>
    public string? Expected { get; set; }

    /// <summary>How often they were told.</summary>
    public long Announced { get; set; }
}
