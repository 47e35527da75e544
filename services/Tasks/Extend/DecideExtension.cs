using Platform.Contracts.Events;
using Platform.ServiceDefaults.Errors;
using Platform.Tasks.Errors;
using Platform.Tasks.Model;
using Platform.Tasks.Notices;
using static Platform.Tasks.Extend.ExtendEndpoint;

namespace Platform.Tasks.Extend;

/// <summary>The decisions about extensions. The new date is always later than the one that counts; a day off moves on.</summary>
public static class DecideExtension
{
    public static Result<TaskChange> Ask(TaskCase c, AskInput input)
    {
        var findings = Check(c, input);
        if (findings.Failure is { } wrong)
            return wrong;
        var occurrence = Meant(c, input.Occurrence);
        c.Task.ExtensionPending = true;
        return new TaskChange("extension-asked", input.Reason)
        {
            Asked = new()
            {
                Id = Guid.CreateVersion7(c.Now),
                TaskId = c.Task.Id,
                Occurrence = occurrence?.WrittenOn,
                DueBefore = DueOf(c, occurrence),
                AskedFor = input.DueOn!.Value,
                Reason = input.Reason!,
                AskedBy = c.Caller.UserName,
                AskedAt = c.Now,
                State = ExtensionStates.Pending,
            },
            Notices = [TaskNotices.ToAssigner(c, "extension-asked", $"Xin gia hạn đến {input.DueOn:dd/MM/yyyy}", input.Reason!)],
        };
    }

    public static Result<TaskChange> Grant(TaskCase c, GrantInput input)
    {
        if (c.Asked is not { } asked)
            return new Failure(TaskErrors.NoExtension, "Không có đề nghị gia hạn nào đang chờ.");
        var findings = new Findings();
        findings.Comment(input.Comment);
        var occurrence = Meant(c, asked.Occurrence);
        var to = input.DueOn ?? asked.AskedFor;
        Later(findings, c, occurrence, to);
        if (findings.Failure is { } wrong)
            return wrong;
        var granted = Set(c, occurrence, to);
        Close(c, ExtensionStates.Granted, input.Comment);
        asked.GrantedTo = granted;
        return new TaskChange("extension-granted", input.Comment)
        {
            Notices = [TaskNotices.ToWorkers(c, "extension-granted", $"Được gia hạn đến {granted:dd/MM/yyyy}", input.Comment ?? "")],
        };
    }

    public static Result<TaskChange> Refuse(TaskCase c, RefuseInput input)
    {
        var findings = new Findings();
        findings.Reason(input.Reason);
        if (findings.Failure is { } wrong)
            return wrong;
        Close(c, ExtensionStates.Refused, input.Reason);
        return new TaskChange("extension-refused", input.Reason)
        {
            Notices = [TaskNotices.ToWorkers(c, "extension-refused", "Không được gia hạn", input.Reason!, NoticeUrgency.Warning)],
        };
    }

    public static Result<TaskChange> Give(TaskCase c, AskInput input)
    {
        if (Check(c, input).Failure is { } wrong)
            return wrong;
        var to = Set(c, Meant(c, input.Occurrence), input.DueOn!.Value);
        if (c.Asked is { } asked)
        {
            asked.GrantedTo = to;
            Close(c, ExtensionStates.Granted, input.Reason);
        }
        return new TaskChange("extended", input.Reason)
        {
            Notices = [TaskNotices.ToWorkers(c, "extension-granted", $"Được gia hạn đến {to:dd/MM/yyyy}", input.Reason!)],
        };
    }

    private static Findings Check(TaskCase c, AskInput input)
    {
        var findings = new Findings();
        findings.Reason(input.Reason);
        if (input.Occurrence is { } named && c.Occurrences.TrueForAll(o => o.WrittenOn != named || o.CompletedOn is not null))
            findings.Add("occurrence", TaskErrors.BadOccurrence, $"Nhiệm vụ không có kỳ hạn {named:dd/MM/yyyy} còn mở.");
        else
            Later(findings, c, Meant(c, input.Occurrence), input.DueOn);
        return findings;
    }

    private static void Later(Findings findings, TaskCase c, OccurrenceRow? occurrence, DateOnly? to)
    {
        findings.Due(to, c.Today);
        if (to <= DueOf(c, occurrence))
            findings.Add("dueOn", TaskErrors.BadDate, $"Hạn mới {to:dd/MM/yyyy} phải sau hạn hiện tại {DueOf(c, occurrence):dd/MM/yyyy}.");
    }

    private static OccurrenceRow? Meant(TaskCase c, DateOnly? named) =>
        named is null ? c.Occurrences.Find(o => o.CompletedOn is null) : c.Occurrences.Find(o => o.WrittenOn == named);

    private static DateOnly? DueOf(TaskCase c, OccurrenceRow? occurrence) => occurrence?.DueOn ?? c.Task.LastDueOn;

    private static DateOnly Set(TaskCase c, OccurrenceRow? occurrence, DateOnly to)
    {
        var day = c.Calendar.OnOrAfter(to);
        if (occurrence is not null)
            occurrence.ExtendedTo = day;
        else
            c.Task.ExtendedTo = day;
        c.Task.ToYear = Math.Max(c.Task.ToYear, day.Year);
        return day;
    }

    private static void Close(TaskCase c, string state, string? answer)
    {
        c.Task.ExtensionPending = false;
        if (c.Asked is { } asked)
            (asked.State, asked.Answer, asked.DecidedBy, asked.DecidedAt) = (state, answer, c.Caller.UserName, c.Now);
    }
}
