using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.Reading.Text;
using Platform.Reporting.Errors;
using Platform.Reporting.Model.Periods;
using Platform.Reporting.Model.Reports;
using Platform.Reporting.Periods;
using Platform.Reporting.Reports;
using Platform.Reporting.Reports.Review;
using Platform.Reporting.Storage;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Outbox;
using Platform.ServiceDefaults.Preconditions;
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
        var queue = app.For(Rights.ReviewReports).MapGroup("/api/reports/{period}/queue");
        queue.MapPost("accept", AcceptAsync)
            .WithSummary("Accepts many submitted reports; each on its own, with its own outcome (city-admin)");
        queue.MapPut("reviewers", AssignAsync).WithSummary("Gives reports to a reviewer (city-admin)");
    }

    private static async Task<Answer<List<BulkOutcome>>> AcceptAsync([AsParameters] PeriodScope scope, BulkAccept input, ReportDesk reports)
    {
        if ((scope.Find().Failure ?? Bounded(input.Units)) is { } no)
            return no;
        var outcomes = new List<BulkOutcome>();
        foreach (var unit in input.Units!.Select(u => u ?? "").Distinct())
        {
            var result = await reports.ChangeAsync(scope.Period, unit, Precondition.None, Accept, report => report.Row!.State, scope.Stop);
            outcomes.Add(new(unit, result.Failure is null, result.Failure?.Error.Code, result.Failure?.Detail));
        }
        return outcomes;
    }

    /// <summary>The door knew no units: they are named in the body.</summary>
    private static Result<ReportStep> Accept(ReportAtHand report) =>
        Rights.ReviewReports.Refusal(report.Caller, report.Unit) is { } no ? no : DecideReview.Accept(report);

    private static async Task<EmptyAnswer> AssignAsync(
        [AsParameters] PeriodScope scope, ReviewerInput input, ReportingDb db, OutboxSignal signal, TimeProvider time)
    {
        var found = scope.Find();
        if ((found.Failure ?? Bounded(input.Units)) is { } no)
            return no;
        var (known, now) = (await scope.Directory.GetAsync(scope.Stop), time.GetUtcNow());
        var errors = Check(input, scope.Caller, known);
        if (errors.Count > 0)
            return Failure.Invalid(errors);
        var units = input.Units!.OfType<string>().Distinct().ToList();
        await db.WriteAsync(
            async () =>
            {
                var given = await GiveAsync(db, scope.Period, units, input.UserName, scope.Stop);
                if (given.Count > 0 && input.UserName is { } reviewer && reviewer != scope.Caller.UserName)
                {
                    var notice = Notice(found.Value, given.ConvertAll(u => known.ByCode[u]), reviewer, scope.Caller, now);
                    db.Outbox.Add(OutboxMessage.For(Topics.NoticeRaised, notice, now));
                }
                return await db.SaveChangesAsync(scope.Stop);
            },
            scope.Stop);
        signal.Set();
        return EmptyAnswer.Done;
    }

    private static List<FieldError> Check(ReviewerInput input, Caller caller, OrgUnitSnapshot known)
    {
        var errors = input.Units!.Index()
            .Where(u => !known.ByCode.TryGetValue(u.Item ?? "", out var unit) || !unit.IsLeaf || !Rights.ReviewReports.Allows(caller, unit))
            .Select(u => new FieldError(
                $"units[{u.Index}]", ReportErrors.UnknownSenders, $"Không có đơn vị cấp xã “{u.Item}” trong phạm vi quản lý.")).ToList();
        if (input.UserName is { } name && (string.IsNullOrWhiteSpace(name) || name.Length > LongestUserName))
            errors.Add(new("userName", ReportErrors.MissingText, $"Cần tên tài khoản, tối đa {LongestUserName} ký tự."));
        return errors;
    }

    /// <returns>The units that had another reviewer, or none.</returns>
    private static async Task<List<string>> GiveAsync(
        ReportingDb db, string period, List<string> units, string? reviewer, CancellationToken stop)
    {
        var there = await db.Reviewers.Where(r => r.Period == period && units.Contains(r.OrgUnit)).ToDictionaryAsync(r => r.OrgUnit, stop);
        if (reviewer is null)
        {
            db.Reviewers.RemoveRange(there.Values);
            return [];
        }
        var given = units.Where(u => there.GetValueOrDefault(u)?.UserName != reviewer).ToList();
        foreach (var row in there.Values)
            row.UserName = reviewer;
        db.Reviewers.AddRange(units.Where(u => !there.ContainsKey(u))
            .Select(u => new ReviewerRow { Period = period, OrgUnit = u, UserName = reviewer }));
        return given;
    }

    /// <summary>Tells a reviewer what was given to them.</summary>
    private static NoticeRaisedV1 Notice(PeriodRow period, IReadOnlyList<OrgUnitInfo> units, string reviewer, Caller by, DateTimeOffset now)
    {
        var (id, list) = (Guid.NewGuid(), string.Join(", ", units.Select(u => u.FullName)));
        return new(
            id, $"report/{period.Code}/reviewer/{id:N}", by.Unit, "report-review-assigned", NoticeUrgency.Info,
            $"Được giao duyệt {units.Count} báo cáo {PeriodNames.Of(period)}", list.Shortened(3900),
            $"/duyet?ky={period.Code}",
            [new(by.Unit, UserName: reviewer)], now);
    }

    private static Failure? Bounded(IReadOnlyList<string?>? units) => units is { Count: > 0 and <= MostUnits }
        ? null
        : Failure.Invalid("units", ReportErrors.TooMany, $"Cần từ 1 đến {MostUnits} đơn vị, nhận được {units?.Count ?? 0}.");
}
