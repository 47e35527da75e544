using Platform.Contracts.Events;
using Platform.Reading.Text;
using Platform.ServiceDefaults.Security;
using Platform.Tasks.Model;

namespace Platform.Tasks.Notices;

/// <summary>
/// What people are told at once about a task. Pure; the id of a notice follows from the task's version, so that a repeated write says
/// nothing
/// twice.
/// </summary>
public static class TaskNotices
{
    private const int LongestTitle = 200;
    private const int LongestBody = 4_000;

    /// <summary>To those who do the task: the official, else the office, else all officers of the unit and its leader.</summary>
    public static NoticeRaisedV1 ToWorkers(
        TaskRow task, string what, string title, string body, DateTimeOffset now, string urgency = NoticeUrgency.Info) =>
        Notice(task, what, title, body, now, urgency, Workers(task));

    public static NoticeRaisedV1 ToWorkers(TaskCase c, string what, string title, string body, string urgency = NoticeUrgency.Info) =>
        ToWorkers(c.Task, what, title, body, c.Now, urgency);

    /// <summary>To who assigned the task: the city for its assignments, else the unit's leader.</summary>
    public static NoticeRaisedV1 ToAssigner(TaskCase c, string what, string title, string body) => Notice(
        c.Task, what, $"{title} ({c.Unit.FullName})", body, c.Now, NoticeUrgency.Info, c.Task.Origin == TaskOrigins.Assignment
            ? [new(c.Unit.Parent ?? c.Unit.Code, Roles.CityAdmin)]
            : [new(c.Unit.Code, Roles.CommuneLeader)]);

    private static NoticeAudienceV1[] Workers(TaskRow task) => task switch
    {
        { AssigneeUser: { } user } => [new(task.OrgUnit, UserName: user)],
        { AssigneeOffice: { } office } => [new(task.OrgUnit, Office: office)],
        _ => [new(task.OrgUnit, Roles.CommuneOfficer), new(task.OrgUnit, Roles.CommuneLeader)],
    };

    private static NoticeRaisedV1 Notice(
        TaskRow task, string what, string title, string body, DateTimeOffset now, string urgency,
        IReadOnlyList<NoticeAudienceV1> to) => new(
        Guid.NewGuid(), $"task/{task.Id}/{what}/{task.Version + 1}", task.OrgUnit, $"task-{what}", urgency,
        $"{title}: {task.Content}".Shortened(LongestTitle), body.Shortened(LongestBody), $"/nhiem-vu/{task.Id}", to, now);
}
