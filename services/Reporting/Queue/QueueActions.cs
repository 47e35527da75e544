using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.Reporting.Periods;
using Platform.Reporting.Storage;
using Platform.Reporting.Submissions.Review;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Outbox;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting.Queue;

/// <param name="Units">Official codes, at most 500.</param>
public sealed record BulkAccept(IReadOnlyList<string?>? Units);

/// <param name="Accepted">False with the reason in <paramref name="Code"/> and <paramref name="Message"/>.</param>
public sealed record BulkOutcome(string OrgUnit, bool Accepted, string? Code, string? Message);

/// <param name="UserName">Null takes the assignment back.</param>
/// <param name="Units">Official codes, at most 500.</param>
public sealed record ReviewerInput(string? UserName, IReadOnlyList<string?>? Units);

/// <summary>What the Department does with many reports at once: accept them, share them out among reviewers.</summary>
public static class QueueActions
{
    private const int MostUnits = 500;
    private const int LongestUserName = 100;

    public static void MapQueueActions(this WebApplication app)
    {
        app.For(Rights.ReviewReports).MapPost("/api/reports/{period}/queue/accept", AcceptAsync).Produces<IEnumerable<BulkOutcome>>()
            .WithSummary("Accepts many submitted reports; each on its own, with its own outcome (city-admin)");
        app.For(Rights.ReviewReports).MapPut("/api/reports/{period}/queue/reviewers", AssignAsync).Produces(StatusCodes.Status204NoContent)
            .WithSummary("Gives reports to a reviewer (city-admin)");
    }

    private static async Task<IResult> AcceptAsync(
        string period, BulkAccept input, PeriodCalendar calendar, ReviewEndpoint.Review review, CancellationToken stop)
    {
        if ((calendar.Find(period).Failure ?? Bounded(input.Units)) is { } no)
            return no.ToProblem();
        var outcomes = new List<BulkOutcome>();
        foreach (var unit in input.Units!.Select(u => u ?? "").Distinct())
        {
            var result = await review.ChangeAsync(period, unit, (row, _) => Decide.Accept(row), stop);
            outcomes.Add(new(unit, result.Failure is null, result.Failure?.Error.Code, result.Failure?.Detail));
        }
        return Results.Ok(outcomes);
    }

    private static async Task<IResult> AssignAsync(
        string period, ReviewerInput input, Caller caller, OrgUnitDirectory directory, PeriodCalendar calendar, ReportingDb db, OutboxSignal signal, TimeProvider time,
        CancellationToken stop)
    {
        var found = calendar.Find(period);
        if ((found.Failure ?? Bounded(input.Units)) is { } no)
            return no.ToProblem();
        var known = await directory.GetAsync(stop);
        var errors = input.Units!.Select((u, i) => (u, i)).Where(x => !known.ByCode.TryGetValue(x.u ?? "", out var unit) || !unit.IsLeaf || !Rights.ReviewReports.Allows(caller, unit))
            .Select(x => new FieldError($"units[{x.i}]", ReportErrors.UnknownSenders, $"Không có đơn vị cấp xã “{x.u}” trong phạm vi quản lý.")).ToList();
        if (input.UserName is { } name && (string.IsNullOrWhiteSpace(name) || name.Length > LongestUserName))
            errors.Add(new("userName", ReportErrors.MissingText, $"Cần tên tài khoản, tối đa {LongestUserName} ký tự."));
        if (errors.Count > 0)
            return Failure.Invalid(errors).ToProblem();
        var units = input.Units!.OfType<string>().Distinct().ToList();
        await db.WriteAsync(
            async () =>
            {
                var there = await db.Reviewers.Where(r => r.Period == period && units.Contains(r.OrgUnit)).ToDictionaryAsync(r => r.OrgUnit, stop);
                if (input.UserName is null)
                    db.Reviewers.RemoveRange(there.Values);
                else
                {
                    var given = units.Where(u => there.GetValueOrDefault(u)?.UserName != input.UserName).ToList();
                    foreach (var row in there.Values)
                        row.UserName = input.UserName;
                    db.Reviewers.AddRange(units.Where(u => !there.ContainsKey(u)).Select(u => new ReviewerRow { Period = period, OrgUnit = u, UserName = input.UserName }));
                    if (given.Count > 0 && input.UserName != caller.UserName)
                        db.Outbox.Add(OutboxMessage.For(Topics.NoticeRaised, Notice(found.Value, [.. given.Select(u => known.ByCode[u])], input.UserName, caller, time.GetUtcNow()), time.GetUtcNow()));
                }
                return await db.SaveChangesAsync(stop);
            },
            stop);
        signal.Set();
        return Results.NoContent();
    }

    /// <summary>Tells a reviewer what was given to them.</summary>
    private static NoticeRaisedV1 Notice(PeriodRow period, IReadOnlyList<OrgUnitInfo> units, string reviewer, Caller by, DateTimeOffset now)
    {
        var (id, list) = (Guid.NewGuid(), string.Join(", ", units.Select(u => u.FullName)));
        return new(
            id, $"report/{period.Code}/reviewer/{id:N}", by.Unit, "report-review-assigned", NoticeUrgency.Info,
            $"Được giao duyệt {units.Count} báo cáo {PeriodNames.Of(period)}", list.Length <= 3900 ? list : list[..3900] + "…", $"/duyet?ky={period.Code}",
            [new(by.Unit, UserName: reviewer)], now);
    }

    private static Failure? Bounded(IReadOnlyList<string?>? units) => units is { Count: > 0 and <= MostUnits }
        ? null
        : Failure.Invalid("units", ReportErrors.TooMany, $"Cần từ 1 đến {MostUnits} đơn vị, nhận được {units?.Count ?? 0}.");
}
