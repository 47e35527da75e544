using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Periods;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Outbox;
using Platform.ServiceDefaults.Preconditions;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;
using Platform.ServiceDefaults.Units;
using Platform.Tasks.Model;
using Platform.Tasks.Storage;

namespace Platform.Tasks.Assignments;

/// <param name="Tasks">How many tasks it concerned.</param>
public sealed record ManageAnswer(int Tasks);

/// <summary>The assignment that an address names, within the caller's scope, and the key of the request. Bound as one parameter.</summary>
public sealed record AssignmentScope(
    [FromRoute(Name = "id")] Guid Id, IdempotencyKey Key, Caller Caller, AssignmentReader Assignments, OpenTaskChanges OpenTasks,
    TasksDb Db,
    WorkingDays WorkingDays, TimeProvider Time, OutboxSignal Signal, CancellationToken Stop)
{
    /// <summary>Decides about the assignment, then writes what follows for each of its open tasks, all in one transaction.</summary>
    /// <param name="action">Word for history and key.</param>
    public async Task<Answer<ManageAnswer>> ChangeAsync<T>(string action, T input, Func<AssignmentCase, T, Result<AssignmentChange>> decide)
    {
        var (now, calendar) = (Time.GetUtcNow(), await WorkingDays.GetAsync(Stop));
        var request = ChangeRequest.Of(Precondition.None, Key, input).About(Id);

        async Task<Result<int>> WriteAsync(AssignmentRow row) =>
            await decide(new(row, VietnamTime.DateOf(now), calendar), input).ThenAsync<int>(async change =>
            {
                await Db.SaveChangesAsync(Stop);
                return await OpenTasks.EachAsync(row.Id, action, change, now, Stop);
            });

        var done = await Db.WriteAsync(
            async () =>
            {
                var found = await Assignments.FindAsync(Db.Assignments, Id, Rights.ManageAssignment, Stop);
                return await found.ThenAsync(row => Key.OnceAsync(
                    Db, $"assignment-{action}", request, now, () => WriteAsync(row), count => count.ToString(CultureInfo.InvariantCulture),
                    known => Task.FromResult<Result<int>>(int.Parse(known, CultureInfo.InvariantCulture)), Stop));
            },
            Stop);
        Signal.Set();
        return done.Then(count => new ManageAnswer(count));
    }
}
