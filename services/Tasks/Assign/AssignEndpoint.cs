using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;
using Platform.Tasks.Changes;
using Platform.Tasks.Notices;
using Platform.Tasks.Rules;
using Platform.Tasks.Storage;
using Platform.Tasks.View;

namespace Platform.Tasks.Assign;

/// <summary>The unit's leader gives a task to an office, an official, or takes it back from both.</summary>
public static partial class AssignEndpoint
{
    /// <param name="Office">Code of an office of the unit; null for none.</param>
    /// <param name="Assignee">User name of an official; null for none.</param>
    /// <param name="NeedsConfirmation">Whether the leader wants to confirm that it is done; absent: as it was. Of an assignment the city decides.</param>
    public sealed record AssignInput(string? Office, string? Assignee, bool? NeedsConfirmation, string? Comment);

    public static void MapAssign(this WebApplication app) =>
        app.For(Rights.LeadTasks).MapPost("/api/tasks/{id:guid}/assign", async (
                Guid id, AssignInput input, HttpRequest http, Caller caller, TaskChanges changes, TasksDb db, OfficeDirectory offices, CancellationToken stop) =>
            {
                var known = await OfficesOfAsync(id, db, offices, stop);
                return (await changes.RunAsync(id, TaskActions.Assign, caller, ChangeRequest.Of(http, input), c => Decide(c, input, known), stop)).ToAnswer(http);
            })
            .Produces<TaskView>().WithSummary("Gives a task to an office or an official (the unit's leader)");

    public static async Task<IReadOnlyList<OfficeInfo>> OfficesOfAsync(Guid task, TasksDb db, OfficeDirectory offices, CancellationToken stop) =>
        await db.Tasks.AsNoTracking().Where(t => t.Id == task).Select(t => t.OrgUnit).SingleOrDefaultAsync(stop) is { } unit
            ? await offices.OfAsync(unit, stop)
            : [];

    public static Result<Change> Decide(TaskCase c, AssignInput input, IReadOnlyList<OfficeInfo> offices)
    {
        var findings = new Findings();
        findings.Comment(input.Comment);
        Who(findings, input.Office, input.Assignee, offices);
        if (findings.Failure is { } wrong)
            return wrong;
        (c.Task.AssigneeOffice, c.Task.AssigneeUser) = (Given(input.Office), Given(input.Assignee));
        if (input.NeedsConfirmation is { } needs && c.Rights.Assigns && c.Task.CompletedOn is null)
            c.Task.NeedsConfirmation = needs;
        return new Change("assigned", input.Comment)
        {
            Notices = c.Task.AssigneeOffice is null && c.Task.AssigneeUser is null ? [] : [TaskNotices.ToWorkers(c, "assigned", "Được giao", input.Comment ?? "")],
        };
    }

    public static void Who(Findings findings, string? office, string? user, IReadOnlyList<OfficeInfo> offices, string prefix = "")
    {
        if (Given(office) is { } code && offices.All(o => o.Code != code))
            findings.Add($"{prefix}office", TaskErrors.BadOffice, $"Đơn vị không có phòng mang mã “{(code.Length > 20 ? code[..20] : code)}”.");
        if (Given(user) is { } name && !UserName().IsMatch(name))
            findings.Add($"{prefix}assignee", TaskErrors.BadUser, "Tên đăng nhập gồm 3 đến 64 chữ thường không dấu, số, dấu chấm hoặc gạch ngang.");
    }

    public static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    [GeneratedRegex(@"\A[a-z0-9.-]{3,64}\z")]
    private static partial Regex UserName();
}
