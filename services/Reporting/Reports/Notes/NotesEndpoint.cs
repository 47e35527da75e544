using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Reporting.Errors;
using Platform.Reporting.Model.Reports;
using Platform.Reporting.Storage;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Preconditions;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;
using Platform.ServiceDefaults.Text;

namespace Platform.Reporting.Reports.Notes;

/// <param name="Item">Item or section code; null for the report as a whole.</param>
/// <param name="Text">Required, at most 4,000 characters.</param>
public sealed record NoteInput(string? Item, string? Text);

public sealed record NoteView(long Id, string? Item, string Text, string By, DateTimeOffset At);

/// <summary>Notes between a unit and the Department, in any state of the report. They change nothing of it and stay.</summary>
public static class NotesEndpoint
{
    private const int LongestText = 4000;
    private const int MostNotes = 1000;

    public static void MapNotes(this WebApplication app)
    {
        app.ForReport(Rights.ReadUnit).MapGet("notes", ListAsync).WithSummary("Notes on a report, oldest first");
        app.ForReport(Rights.WriteReports).MapPost("notes", AddAsync).WithSummary("Adds a note to a report or to one of its lines");
    }

    private static Task<Answer<List<NoteView>>> ListAsync([AsParameters] ReportScope scope, ReportingDb db) =>
        scope.ReadAsync<List<NoteView>>(async _ =>
            await db.Notes.AsNoTracking().Where(n => n.Period == scope.Period && n.OrgUnit == scope.Unit).OrderBy(n => n.Id).Take(MostNotes)
                .Select(n => new NoteView(n.Id, n.Item, n.Text, n.By, n.At)).ToListAsync(scope.Stop));

    private static async Task<CreatedAnswer<NoteView>> AddAsync([AsParameters] ReportScope scope, NoteInput input, IdempotencyKey key)
    {
        var (db, stop) = (scope.Desk.Store.Db, scope.Stop);
        var found = await scope.Desk.FindAsync(scope.Period, scope.Unit, stop);
        var note = await found.Then(report => Check(report, input)).ThenAsync(report => db.WriteAsync(
            () => key.OnceAsync(
                db, "note", $"{scope.Period}|{scope.Unit}|{input.Item}|{input.Text}", report.Now,
                () => report.MustBeAs(scope.Seen) is { } no ? Task.FromResult<Result<NoteView>>(no) : WriteAsync(db, report, input, stop),
                written => JsonSerializer.Serialize(written, PlatformJson.Options),
                before => Task.FromResult<Result<NoteView>>(JsonSerializer.Deserialize<NoteView>(before, PlatformJson.Options)!), stop),
            stop));
        return CreatedAnswer<NoteView>.At(note, _ => $"/api/reports/{scope.Period}/{scope.Unit}/notes");
    }

    private static Result<ReportAtHand> Check(ReportAtHand report, NoteInput input)
    {
        var errors = new List<FieldError>();
        if (string.IsNullOrWhiteSpace(input.Text) || input.Text.Length > LongestText)
            errors.Add(new("text", ReportErrors.MissingText, $"Cần nội dung ghi chú, tối đa {LongestText} ký tự."));
        if (input.Item is { } item && report.Template.Failure is null && !report.Template.Value.PartOf.ContainsKey(item))
            errors.Add(new("item", ReportErrors.UnknownItem, $"Biểu mẫu không có chỉ tiêu hay phần “{item}”."));
        return errors.Count > 0 ? Failure.Invalid(errors) : report;
    }

    private static async Task<Result<NoteView>> WriteAsync(ReportingDb db, ReportAtHand report, NoteInput input, CancellationToken stop)
    {
        var row = new NoteRow
        {
            Period = report.Period.Code,
            OrgUnit = report.Unit.Code,
            Item = input.Item,
            Text = input.Text!,
            By = report.Caller.UserName,
            At = report.Now,
        };
        db.Notes.Add(row);
        await db.SaveChangesAsync(stop);
        return new NoteView(row.Id, row.Item, row.Text, row.By, row.At);
    }
}
