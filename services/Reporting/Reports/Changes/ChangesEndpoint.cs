using Microsoft.EntityFrameworkCore;
using Platform.Reporting.Errors;
using Platform.Reporting.Model.Reports;
using Platform.Reporting.Model.Templates;
using Platform.Reporting.Storage;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;

namespace Platform.Reporting.Reports.Changes;

/// <summary>One submission of a report.</summary>
/// <param name="Number">From 1.</param>
public sealed record SubmissionLine(int Number, string Receipt, DateTimeOffset SubmittedAt, string SubmittedBy, bool OnTime, string Sha256);

/// <summary>What changed between two submissions, or between one and the working copy.</summary>
/// <param name="From">Number of the earlier submission; 0 for an empty report.</param>
/// <param name="To">Number of the later one; 0 for the working copy.</param>
/// <param name="Message">The Department's message when the earlier one was returned.</param>
/// <param name="Lines">Changed lines, and returned lines that were explained instead.</param>
public sealed record ChangesView(
    int From, int To, string? Message, IReadOnlyList<ChangedLine> Lines, IReadOnlyList<SubmissionLine> Submissions);

/// <param name="Kind">value or narrative.</param>
/// <param name="Returned">Why the line was returned; null when it was not.</param>
/// <param name="Explained">The unit's answer.</param>
public sealed record ChangedLine(
    string Code, string Kind, int Area, string Name, decimal? OldValue, decimal? NewValue, string? OldText, string? NewText,
    string? Returned, string? Explained);

/// <summary>The difference view of a resubmission.</summary>
public static class ChangesEndpoint
{
    public static void MapChanges(this WebApplication app) =>
        app.ForReport(Rights.ReadUnit).MapGet("changes", GetAsync)
            .WithSummary("What changed between two submissions (by default the last two); to=0 compares with the working copy");

    private static Task<Answer<ChangesView>> GetAsync([AsParameters] ReportScope scope, int? from, int? to, ReportingDb db) =>
        scope.ReadAsync(async report => View(
            report, from, to,
            await db.Submissions.AsNoTracking().Where(s => s.Period == scope.Period && s.OrgUnit == scope.Unit)
                .OrderBy(s => s.Number).ToListAsync(scope.Stop)));

    private static Result<ChangesView> View(ReportAtHand report, int? from, int? to, List<SubmissionRow> submissions)
    {
        if (report.Row is not { } row)
            return new ChangesView(0, 0, null, [], []);
        var later = to ?? row.Submission;
        var earlier = from ?? Math.Max(0, (later == 0 ? row.Submission + 1 : later) - 1);
        if (Missing(later) || Missing(earlier))
        {
            return new Failure(
                ReportErrors.NoSubmission,
                $"Báo cáo này có {submissions.Count} lần gửi, không có lần {(Missing(later) ? later : earlier)}.");
        }
        var answers = later == 0 ? SubmissionAnswers.Of(row) : SubmissionAnswers.FromJson(Submission(later)?.Answers);
        var lines = Compare(
            report.Template.Value.Template,
            earlier == 0 ? ReportContent.Empty : ReportContent.FromJson(Submission(earlier)!.Content),
            ReportContent.FromJson(later == 0 ? row.Content : Submission(later)!.Content),
            answers);
        return new ChangesView(
            earlier, later, answers?.Returned?.Message, lines,
            [.. submissions.Select(s => new SubmissionLine(s.Number, s.Receipt, s.SubmittedAt, s.SubmittedBy, s.OnTime, s.Sha256))]);

        SubmissionRow? Submission(int number) => submissions.Find(s => s.Number == number);
        bool Missing(int number) => number != 0 && Submission(number) is null;
    }

    public static IReadOnlyList<ChangedLine> Compare(Template template, ReportContent old, ReportContent now, SubmissionAnswers? answers)
    {
        var returned = (answers?.Returned?.Reasons ?? []).OfType<LineReason>().GroupBy(r => r.Item)
            .ToDictionary(r => r.Key, r => string.Join(" ", r.Select(x => x.Reason)));
        var items = template.Items.Select(i => new ChangedLine(
            i.Code, "value", i.Area, i.Name, Value(old, i.Code), Value(now, i.Code), null, null, null, null));
        var sections = template.Sections.Select(s => new ChangedLine(
            s.Code, "narrative", s.Area, s.Title, null, null, old.Narrative.GetValueOrDefault(s.Code),
            now.Narrative.GetValueOrDefault(s.Code), null, null));
        return
        [
            .. items.Concat(sections)
                .Where(l => l.OldValue != l.NewValue || l.OldText != l.NewText || returned.ContainsKey(l.Code))
                .Select(l => l with { Returned = returned.GetValueOrDefault(l.Code),
                    Explained = answers?.Explained.GetValueOrDefault(l.Code) }),
        ];
    }

    private static decimal? Value(ReportContent content, string item) => content.Values.TryGetValue(item, out var value) ? value : null;
}
