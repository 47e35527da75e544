using System.Text.Json;
using Platform.Contracts.Events;
using Platform.Contracts.Periods;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Text;
using Platform.Tasks.Errors;
using Platform.Tasks.Model;
using Platform.Tasks.Notices;
using static Platform.Tasks.Assignments.ManageAssignmentsEndpoint;

namespace Platform.Tasks.Assignments;

/// <summary>An assignment with what a decision about it looks at.</summary>
public sealed record AssignmentCase(AssignmentRow Row, DateOnly Today, WorkingCalendar Calendar);

/// <summary>What becomes of each open task of an assignment.</summary>
/// <param name="Notice">What who does it is told.</param>
public sealed record AssignmentChange(string? Comment, Func<TaskRow, DateTimeOffset, NoticeRaisedV1> Notice)
{
    /// <summary>Alters the row; null when nothing of it changes.</summary>
    public Action<TaskRow>? Each { get; init; }

    /// <summary>Sub-tasks are the commune's own; only a cancelled whole takes them along.</summary>
    public bool WithParts { get; init; }
}

/// <summary>The decisions about an assignment as a whole. Pure; alters its row in place.</summary>
public static class DecideAssignmentChange
{
    public static Result<AssignmentChange> Cancel(AssignmentCase c, CancelInput input) =>
        Check(c, f => f.Reason(input.Reason)).Then(row =>
        {
            row.CancelReason = input.Reason;
            return new AssignmentChange(
                input.Reason, (t, now) => TaskNotices.ToWorkers(t, "cancelled", "Bị hủy", input.Reason!, now, NoticeUrgency.Warning))
            {
                Each = t => (t.Cancelled, t.CancelReason, t.ExtensionPending) = (true, input.Reason, false),
                WithParts = true,
            };
        });

    public static Result<AssignmentChange> MoveDue(AssignmentCase c, DeadlineInput input)
    {
        void Findings(Findings f)
        {
            f.Reason(input.Reason);
            f.Due(input.DueOn, c.Today);
        }
        return Check(c, Findings).Then<AssignmentChange>(row =>
        {
            if (row.Recurrence is not null)
                return new Failure(TaskErrors.WrongState, "Việc giao định kỳ có nhiều kỳ hạn; hãy gia hạn từng nhiệm vụ.");
            var to = input.DueOn!.Value;
            (row.DueDates, row.DeadlineText) = (Json(to), NewTask.TextOf([to]));
            return new AssignmentChange(
                input.Reason, (t, now) => TaskNotices.ToWorkers(t, "deadline-changed", $"Hạn mới {t.DueOn:dd/MM/yyyy}", input.Reason!, now))
            {
                Each = t => Move(t, to, c.Calendar),
            };
        });
    }

    public static Result<AssignmentChange> Remind(AssignmentCase c, RemindInput input) =>
        Check(c, f => f.Comment(input.Message, "message")).Then(row =>
        {
            row.Reminders++;
            return new AssignmentChange(
                input.Message,
                (t, now) => TaskNotices.ToWorkers(t, "reminder", "Đôn đốc", input.Message ?? "", now, NoticeUrgency.Warning));
        });

    private static Result<AssignmentRow> Check(AssignmentCase c, Action<Findings> check)
    {
        var findings = new Findings();
        check(findings);
        if (findings.Failure is { } wrong)
            return wrong;
        return c.Row.CancelReason is null ? c.Row : new Failure(TaskErrors.AssignmentCancelled, "Việc giao này đã bị hủy.");
    }

    private static string Json(DateOnly day) => JsonSerializer.Serialize(new[] { day }, PlatformJson.Options);

    private static void Move(TaskRow task, DateOnly to, WorkingCalendar calendar)
    {
        (task.DueDates, task.DeadlineText, task.DeadlineTo, task.ExtendedTo) = (Json(to), NewTask.TextOf([to]), to, null);
        task.ToYear = Math.Max(task.ToYear, to.Year);
        DueDay.Apply(task, [], calendar);
    }
}
