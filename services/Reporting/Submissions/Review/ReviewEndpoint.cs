using Platform.Contracts.Events;
using Platform.Reporting.Periods;
using Platform.Reporting.Storage;
using Platform.Reporting.Submissions.View;
using Platform.Reporting.Templates;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting.Submissions.Review;

/// <summary>Why a report goes back: a message, and a reason per line where one is meant.</summary>
/// <param name="Message">Required.</param>
/// <param name="Reasons">Item or section codes with what is wrong there.</param>
public sealed record ReturnMessage(string? Message, IReadOnlyList<LineReason?>? Reasons);

public sealed record LineReason(string Item, string Reason);

/// <param name="Reason">Required.</param>
/// <param name="Until">Until when changes are taken (at most 90 days ahead); seven days when absent.</param>
/// <param name="Items">Item and section codes that may be changed; absent or empty for all.</param>
public sealed record ReopenInput(string? Reason, DateTimeOffset? Until, IReadOnlyList<string?>? Items = null);

/// <summary>What the Department does with a submitted report: return, accept, reopen.</summary>
public static class ReviewEndpoint
{
    public static void MapReview(this WebApplication app)
    {
        app.For(Rights.ReviewReports, "unit").MapPost("/api/reports/{period}/{unit}/return", (
            string period, string unit, ReturnMessage message, Review review, CancellationToken stop) =>
            review.RunAsync(period, unit, (row, template) => Decide.Return(row, template, message), stop))
            .Produces<ReportView>().WithSummary("Returns a submitted report with a message and a reason per line (city-admin)");

        app.For(Rights.ReviewReports, "unit").MapPost("/api/reports/{period}/{unit}/accept", (
            string period, string unit, Review review, CancellationToken stop) =>
            review.RunAsync(period, unit, (row, _) => Decide.Accept(row), stop))
            .Produces<ReportView>().WithSummary("Accepts a submitted report: its figures are confirmed (city-admin)");

        app.For(Rights.ReviewReports, "unit").MapPost("/api/reports/{period}/{unit}/reopen", (
            string period, string unit, ReopenInput input, Review review, TimeProvider time, CancellationToken stop) =>
            review.RunAsync(period, unit, (row, template) => Decide.Reopen(row, template, input, time.GetUtcNow()), stop))
            .Produces<ReportView>().WithSummary("Reopens an accepted report with a reason and until when (city-admin)");
    }

    /// <summary>The shared way: scope, decision, write, event.</summary>
    public sealed class Review(Caller caller, OrgUnitDirectory directory, PeriodCalendar calendar, TemplateCatalog templates, ReportStore store)
    {
        public async Task<IResult> RunAsync(
            string period, string unit, Func<ReportRow?, Template?, Result<Decide.Outcome>> decide, CancellationToken stop) =>
            (await ChangeAsync(period, unit, decide, stop)).ToHttp(Results.Ok);

        public async Task<Result<ReportView>> ChangeAsync(
            string period, string unit, Func<ReportRow?, Template?, Result<Decide.Outcome>> decide, CancellationToken stop)
        {
            var access = await ReportAccess.UnitAsync(directory, unit, stop);
            // Asked again here, for many reports at once name their units in the body.
            if ((access.Failure ?? Rights.ReviewReports.Refusal(caller, access.Value)) is { } denied)
                return denied;
            var found = calendar.Find(period);
            if (found.Failure is { } unknown)
                return unknown;
            var result = await store.ChangeAsync<(ReportRow Row, Template Template)>(period, unit, row =>
            {
                var template = row is null ? null : templates.Get(row.TemplateCode, row.TemplateVersion).Template;
                var outcome = decide(row, template);
                if (outcome.Failure is { } no)
                    return Task.FromResult<Result<(ReportRow, Template)>>(no);
                row!.State = outcome.Value.State;
                row.ReturnedWith = ReportStore.Serialize(outcome.Value.Returned);
                row.ReopenedUntil = outcome.Value.ReopenedUntil;
                row.ReopenedItems = ReportStore.Serialize(outcome.Value.ReopenedItems);
                row.Explained = null;
                if (outcome.Value.Returned is { } returned)
                    ReturnedParts.Mark(row, templates.Get(row.TemplateCode, row.TemplateVersion), returned);
                if (ReviewNotices.For(row, found.Value, access.Value, outcome.Value, store.Now) is { } notice)
                    store.Raise(notice);
                store.Touch(row, outcome.Value.State, caller.UserName, outcome.Value.Message);
                store.Announce(row);
                return Task.FromResult<Result<(ReportRow, Template)>>((row, template!));
            }, stop);
            return result.Failure is { } failure ? failure : ReportView.Of(result.Value.Row, found.Value, access.Value, result.Value.Template);
        }
    }
}
