using System.Globalization;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.Tasks.Changes;
using Platform.Tasks.Errors;
using Platform.Tasks.Model;

namespace Platform.Tasks.SubTasks;

/// <summary>The leader splits a task into sub-tasks; from then on its progress is theirs (see <see cref="RollUp"/>).</summary>
public static class SplitEndpoint
{
    private const int Most = 20;

    public sealed record SplitInput(IReadOnlyList<SubTaskInput?>? Items);

    /// <param name="Weight">How much of the parent it is, relative to the others: 1 to 100; 1 when absent.</param>
    public sealed record SubTaskInput(string? Content, DateOnly? DueOn, string? Office, string? Assignee, int? Weight);

    public static void MapSplit(this IEndpointRouteBuilder app) =>
        app.For(Rights.LeadTasks).MapPost("subtasks", ([AsParameters] TaskScope task, SplitInput input) =>
                task.ChangeAsync(TaskActions.Split, input, Decide))
            .WithSummary("Adds sub-tasks to a task (the unit's leader)");

    public static Result<TaskChange> Decide(TaskCase c, SplitInput input)
    {
        var findings = new Findings();
        var items = input.Items ?? [];
        if (items.Count == 0 || items.Count + c.Children.Count > Most)
        {
            findings.Add(
                "items", TaskErrors.BadCount,
                $"Một nhiệm vụ có từ 1 đến {Most} nhiệm vụ con; đã có {c.Children.Count}, nhận thêm {items.Count}.");
        }
        for (var i = 0; i < Math.Min(items.Count, Most); i++)
            Check(findings, $"items[{i}]", items[i], c);
        if (findings.Failure is { } wrong)
            return wrong;
        var children = items.Select((item, i) => Child(c, item!, c.Children.Count + i)).ToList();
        c.Task.CompletedOn = null;
        return new TaskChange("split", string.Join("; ", items.Select(i => i!.Content))) { NewChildren = children };
    }

    private static void Check(Findings findings, string at, SubTaskInput? item, TaskCase c)
    {
        findings.Content(item?.Content, $"{at}.content");
        if (item?.DueOn is { } due)
            findings.Due(due, c.Today, $"{at}.dueOn");
        if (item?.Weight is < 1 or > 100)
            findings.Add($"{at}.weight", TaskErrors.BadWeight, $"Trọng số từ 1 đến 100, nhận được {item.Weight}.");
        findings.Worker(item?.Office, item?.Assignee, c.Offices, $"{at}.");
    }

    private static TaskRow Child(TaskCase c, SubTaskInput item, int position)
    {
        var made = new NewTask(
            item.Content!, c.Task.Area, [], null, item.DueOn is { } due ? [due] : [], null,
            Findings.Given(item.Office), Findings.Given(item.Assignee), NeedsConfirmation: false)
            .For(c.Unit, c.Task.Origin, c.Task.AssignmentId, c.Calendar, c.Now);
        made.Task.ParentId = c.Task.Id;
        made.Task.Weight = item.Weight ?? 1;
        made.Task.Position = position;
        made.Task.Number = string.Create(CultureInfo.InvariantCulture, $"{c.Task.Number}.{position + 1}").TrimStart('.');
        (made.Task.FromYear, made.Task.ToYear) = (c.Task.FromYear, c.Task.ToYear);
        return made.Task;
    }
}
