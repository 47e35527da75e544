using Microsoft.EntityFrameworkCore;
using Platform.Reporting.Periods;
using Platform.Reporting.Storage;
using Platform.Reporting.Templates;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting.Submissions.Changes;

/// <summary>One submission of a report.</summary>
/// <param name="Number">From 1.</param>
public sealed record SubmissionLine(int Number, string Receipt, DateTimeOffset SubmittedAt, string SubmittedBy, bool OnTime, string Sha256);

/// <summary>What changed between two submissions, or between one and the working copy.</summary>
/// <param name="From">Number of the earlier submission; 0 for an empty report.</param>
/// <param name="To">Number of the later one; 0 for the working copy.</param>
/// <param name="Message">The Department's message when the earlier one was returned.</param>
/// <param name="Lines">Changed lines, and returned lines that were explained instead.</param>
public sealed record ChangesView(int From, int To, string? Message, IReadOnlyList<ChangedLine> Lines, IReadOnlyList<SubmissionLine> Submissions);

/// <param name="Kind">value or narrative.</param>
/// <param name="Returned">Why the line was returned; null when it was not.</param>
/// <param name="Explained">The unit's answer.</param>
public sealed record ChangedLine(
    string Code, string Kind, int Area, string Name, decimal? OldValue, decimal? NewValue, string? OldText, string? NewText, string? Returned, string? Explained);

/// <summary>The difference view of a resubmission.</summary>
public static class ChangesEndpoint
{
    public static void MapChanges(this WebApplication app) =>
        app.For(Rights.ReadUnit, "unit").MapGet("/api/reports/{period}/{unit}/changes", GetAsync)
            .WithSummary("What changed between two submissions (by default the last two); to=0 compares with the working copy");

    private static async Task<Answer<ChangesView>> GetAsync(
        string period, string unit, int? from, int? to, Caller caller, OrgUnitDirectory directory, PeriodCalendar calendar, TemplateCatalog templates,
        ReportingDb db, CancellationToken stop)
    {
        var access = await ReportAccess.UnitAsync(directory, unit, stop);
        if (access.Failure is { } denied)
            return denied;
        if (calendar.Find(period).Failure is { } unknown)
            return unknown;
        var row = await db.Reports.AsNoTracking().SingleOrDefaultAsync(r => r.Period == period && r.OrgUnit == unit, stop);
        var submissions = await db.Submissions.AsNoTracking().Where(s => s.Period == period && s.OrgUnit == unit).OrderBy(s => s.Number).ToListAsync(stop);
        if (row is null)
            return new ChangesView(0, 0, null, [], []);
        var later = to ?? row.Submission;
        var earlier = from ?? Math.Max(0, (later == 0 ? row.Submission + 1 : later) - 1);
        if (Missing(later) || Missing(earlier))
            return new Failure(ReportErrors.NoSubmission, $"Báo cáo này có {submissions.Count} lần gửi, không có lần {(Missing(later) ? later : earlier)}.");
        var answers = later == 0 ? SubmissionAnswers.Of(row) : SubmissionAnswers.FromJson(Submission(later)?.Answers);
        var lines = Compare(
            templates.Get(row.TemplateCode, row.TemplateVersion).Template,
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
        var returned = (answers?.Returned?.Reasons ?? []).OfType<Review.LineReason>().GroupBy(r => r.Item).ToDictionary(r => r.Key, r => string.Join(" ", r.Select(x => x.Reason)));
        var lines = new List<ChangedLine>();
        foreach (var item in template.Items)
        {
            decimal? a = old.Values.TryGetValue(item.Code, out var x) ? x : null, b = now.Values.TryGetValue(item.Code, out var y) ? y : null;
            if (a != b || returned.ContainsKey(item.Code))
                lines.Add(new(item.Code, "value", item.Area, item.Name, a, b, null, null, returned.GetValueOrDefault(item.Code), answers?.Explained.GetValueOrDefault(item.Code)));
        }
        foreach (var section in template.Sections)
        {
            string? a = old.Narrative.GetValueOrDefault(section.Code), b = now.Narrative.GetValueOrDefault(section.Code);
            if (a != b || returned.ContainsKey(section.Code))
                lines.Add(new(section.Code, "narrative", section.Area, section.Title, null, null, a, b, returned.GetValueOrDefault(section.Code), answers?.Explained.GetValueOrDefault(section.Code)));
        }
        return lines;
    }
}
