using Microsoft.EntityFrameworkCore;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Preconditions;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;
using Platform.Tasks.Errors;
using Platform.Tasks.Model;
using Platform.Tasks.Storage;

namespace Platform.Tasks.Assignments;

/// <summary>Assignments of the city (giao việc): giving one, giving many, looking at them.</summary>
public static class AssignmentsEndpoint
{
    private const int MostAtOnce = 200;
    private const int MostTasks = 20_000;

    public sealed record BatchInput(IReadOnlyList<AssignmentInput?>? Items);

    /// <param name="Tasks">Tasks made.</param>
    public sealed record BatchAnswer(IReadOnlyList<Guid> Ids, int Tasks);

    public static void MapAssignments(this IEndpointRouteBuilder app)
    {
        app.For(Rights.AssignTasks).MapPost("/api/tasks/assignments", CreateAsync)
            .WithSummary("Gives one task to many communes in one step (city-admin)");
        app.For(Rights.AssignTasks).MapPost("/api/tasks/assignments/batch", CreateManyAsync).Produces<BatchAnswer>(201)
            .WithSummary("Gives many tasks to many communes in one step, all or none (city-admin)");
        app.For(Rights.ListAssignments).MapGet("/api/tasks/assignments", ListAsync)
            .WithSummary("Assignments of the caller's unit, newest first");
        app.For(Rights.ReadAssignment).MapGet("/api/tasks/assignments/{id:guid}", ViewAsync)
            .WithSummary("An assignment with the state in every commune");
        app.MapManageAssignments();
    }

    private static async Task<CreatedAnswer<AssignmentView>> CreateAsync(
        AssignmentInput input, IdempotencyKey key, Caller caller, OrgUnitDirectory directory, AssignmentWriter writer,
        AssignmentReader reader,
        TasksDb db, CancellationToken stop)
    {
        var findings = new Findings();
        var decided = DecideAssignment.Decide(input, caller, await directory.GetAsync(stop), reader.Today, findings);
        if (findings.Failure is { } wrong)
            return wrong;
        var written = await writer.WriteAsync([decided], ChangeRequest.Of(Precondition.None, key, input), stop);
        var view = await (await written.ThenAsync(ids => reader.FindAsync(db.Assignments.AsNoTracking(), ids[0], Rights.ReadAssignment, stop)))
            .ThenAsync<AssignmentView>(async row => (await reader.ViewsAsync([row], stop))[0]);
        return CreatedAnswer<AssignmentView>.At(view, a => $"/api/tasks/assignments/{a.Id}");
    }

    // Many have no one address: the answer is 201 without a location.
    private static async Task<IResult> CreateManyAsync(
        BatchInput input, IdempotencyKey key, Caller caller, OrgUnitDirectory directory, AssignmentWriter writer, AssignmentReader reader,
        CancellationToken stop)
    {
        var decided = DecideAll(input, caller, await directory.GetAsync(stop), reader.Today);
        var request = ChangeRequest.Of(Precondition.None, key, input);
        var written = await decided.ThenAsync(async all => (await writer.WriteAsync(all, request, stop))
            .Then(ids => new BatchAnswer(ids, all.Sum(d => d.Units.Count))));
        return written.ToHttp(answer => Results.Json(answer, statusCode: StatusCodes.Status201Created));
    }

    private static Result<List<Decided>> DecideAll(BatchInput input, Caller caller, OrgUnitSnapshot units, DateOnly today)
    {
        if (input.Items is not { Count: > 0 and <= MostAtOnce } items)
        {
            return Failure.Invalid(
                "items", TaskErrors.BadCount, $"Mỗi lần giao từ 1 đến {MostAtOnce} việc, nhận được {input.Items?.Count ?? 0}.");
        }
        var findings = new Findings();
        var decided = items.Select((item, i) => DecideAssignment.Decide(item, caller, units, today, findings, $"items[{i}].")).ToList();
        var tasks = decided.Sum(d => d.Units.Count);
        if (tasks > MostTasks)
            findings.Add("items", TaskErrors.BadCount, $"Danh sách tạo ra {tasks} nhiệm vụ, mỗi lần tối đa {MostTasks}.");
        return findings.Failure is { } wrong ? wrong : decided;
    }

    private static async Task<Answer<AssignmentPage>> ListAsync(
        int? page, int? pageSize, Caller caller, TasksDb db, AssignmentReader reader, CancellationToken stop)
    {
        var (number, size) = (page ?? 1, pageSize ?? 50);
        if (number is < 1 or > 1_000_000 || size is < 1 or > 200)
            return new Failure(TaskErrors.BadFilter, "Trang từ 1, mỗi trang từ 1 đến 200 việc giao.");
        var rows = db.Assignments.AsNoTracking().Where(a => a.Scope == caller.Unit);
        var found = await rows.OrderByDescending(a => a.CreatedAt).ThenBy(a => a.Id).Skip((number - 1) * size).Take(size).ToListAsync(stop);
        return new AssignmentPage(await rows.CountAsync(stop), number, size, await reader.ViewsAsync(found, stop));
    }

    private static async Task<Answer<AssignmentDetail>> ViewAsync(Guid id, TasksDb db, AssignmentReader reader, CancellationToken stop) =>
        await (await reader.FindAsync(db.Assignments.AsNoTracking(), id, Rights.ReadAssignment, stop))
            .ThenAsync<AssignmentDetail>(async row => await reader.DetailAsync(row, stop));
}
