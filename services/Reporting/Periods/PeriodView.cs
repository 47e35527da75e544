using Platform.Contracts.Periods;
using Platform.Reporting.Model.Periods;

namespace Platform.Reporting.Periods;

/// <param name="Cutoff">Last day covered by the figures.</param>
/// <param name="DueAt">The instant (UTC) after which a submission of a commune is late.</param>
/// <param name="Focus">True for the one period the pages open with: the earliest open quarter.</param>
/// <param name="Title">Name of an extraordinary report; null for the others.</param>
/// <param name="LatePolicy">accept (late ones are taken), until (until <paramref name="LateUntil"/>) or refuse.</param>
/// <param name="Senders">Who must send; null for every commune.</param>
/// <param name="TemplateCode">The template of this period; null for the one that serves its kind.</param>
/// <param name="NotYetOpen">Whether window, senders and template may still be changed.</param>
public sealed record PeriodView(
    string Code, string Kind, DateOnly From, DateOnly Cutoff, DateOnly OfficeDue, DateOnly CommuneDue, DateOnly CityDue,
    DateTimeOffset OpensAt, DateTimeOffset DueAt, DateTimeOffset? ClosedAt, PeriodState State, bool Focus,
    string? Title, string LatePolicy, DateOnly? LateUntil, PeriodSenders? Senders, string? TemplateCode, bool NotYetOpen)
{
    public static PeriodView Of(PeriodRow p, DateTimeOffset now, string? focus) => new(
        p.Code, p.Kind, p.From, p.To.AddDays(-1), p.OfficeDue, p.CommuneDue, p.CityDue,
        p.OpensAt, VietnamTime.EndOf(p.CommuneDue), p.ClosedAt, PeriodStates.Of(p, now), p.Code == focus,
        p.Title, p.LatePolicy, p.LateUntil, p.Senders is null ? null : PeriodSenders.Of(p), p.TemplateCode, p.OpensAt > now);
}

/// <summary>Dates and rules of a period as they come in; what is absent stays.</summary>
/// <param name="Cutoff">Last day covered by the figures.</param>
/// <param name="Senders">Who must send; an empty object for every commune.</param>
/// <param name="TemplateCode">Empty for the template that serves the period's kind.</param>
public sealed record PeriodEdit(
    DateOnly? OfficeDue, DateOnly? CommuneDue, DateOnly? CityDue, DateTimeOffset? OpensAt, DateOnly? From = null, DateOnly? Cutoff = null,
    string? Title = null, string? LatePolicy = null, DateOnly? LateUntil = null, PeriodSenders? Senders = null,
    string? TemplateCode = null);
