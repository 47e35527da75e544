namespace Platform.Contracts.Events;

/// <summary>
/// Something a person should know: a reminder, an escalation, a returned report. Identity resolves the audience to users, puts the
/// notice into each one's inbox and sends it by e-mail where that is configured. A <paramref name="NoticeId"/> is delivered once to
/// each user, however often it is raised: whoever raises it makes the id from what it is about
/// (<c>task/{id}/overdue/2025-09-30/officer</c>), so that a repeated sweep or a restart says nothing twice.
/// </summary>
/// <param name="NoticeId">What it is about, at most 200 characters; equal ids are the same notice.</param>
/// <param name="OrgUnit">The unit it concerns.</param>
/// <param name="Kind">Stable word for filters and preferences, e.g. <c>task-due-soon</c>, <c>task-overdue</c>, <c>report-returned</c>.</param>
/// <param name="Urgency">One of <see cref="NoticeUrgency"/>.</param>
/// <param name="Title">Vietnamese, one line, at most 200 characters.</param>
/// <param name="Body">Vietnamese, plain text, at most 4,000 characters; empty when the title says it all.</param>
/// <param name="Link">Path of the page to open, e.g. <c>/tasks/…</c>; null when there is none.</param>
/// <param name="To">Who should know: the union of all entries. Nobody found is not an error.</param>
public sealed record NoticeRaisedV1(
    Guid EventId,
    string NoticeId,
    string OrgUnit,
    string Kind,
    string Urgency,
    string Title,
    string Body,
    string? Link,
    IReadOnlyList<NoticeAudienceV1> To,
    DateTimeOffset OccurredAt);

/// <summary>Users of one unit, narrowed by every part that is not null.</summary>
/// <param name="OrgUnit">Unit to which the users belong (not its subtree).</param>
/// <param name="Role">A role name, e.g. <c>commune-leader</c>.</param>
/// <param name="Office">Code of an office of the unit, e.g. <c>VHXH</c>.</param>
/// <param name="UserName">One user.</param>
public sealed record NoticeAudienceV1(string OrgUnit, string? Role = null, string? Office = null, string? UserName = null);

/// <summary>How pressing a notice is. Quiet hours hold back e-mail of all but <see cref="Urgent"/>.</summary>
public static class NoticeUrgency
{
    public const string Info = "info";
    public const string Warning = "warning";
    public const string Urgent = "urgent";
}
