using Microsoft.EntityFrameworkCore;
using Platform.Reporting.Periods;
using Platform.Reporting.Storage;
using Platform.Reporting.Templates;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting.Submissions.Notes;

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
        app.For(Rights.ReadUnit, "unit").MapGet("/api/reports/{period}/{unit}/notes", ListAsync).Produces<IEnumerable<NoteView>>()
            .WithSummary("Notes on a report, oldest first");
        app.For(Rights.WriteReports, "unit").MapPost("/api/reports/{period}/{unit}/notes", AddAsync).Produces<NoteView>(StatusCodes.Status201Created)
            .WithSummary("Adds a note to a report or to one of its lines");
    }

    private static async Task<IResult> ListAsync(
        string period, string unit, Caller caller, OrgUnitDirectory directory, PeriodCalendar calendar, ReportingDb db, CancellationToken stop)
    {
        var access = await ReportAccess.UnitAsync(directory, unit, stop);
        if ((access.Failure ?? calendar.Find(period).Failure) is { } no)
            return no.ToProblem();
        return Results.Ok(await db.Notes.AsNoTracking().Where(n => n.Period == period && n.OrgUnit == unit).OrderBy(n => n.Id).Take(MostNotes)
            .Select(n => new NoteView(n.Id, n.Item, n.Text, n.By, n.At)).ToListAsync(stop));
    }

    private static async Task<IResult> AddAsync(
        string period, string unit, NoteInput input, HttpRequest request, Caller caller, OrgUnitDirectory directory, PeriodCalendar calendar, TemplateCatalog templates,
        ReportStore store, CancellationToken stop)
    {
        var access = await ReportAccess.UnitAsync(directory, unit, stop);
        var found = calendar.Find(period);
        if ((access.Failure ?? found.Failure) is { } no)
            return no.ToProblem();
        var report = await store.FindAsync(period, unit, stop);
        var template = report is null ? templates.For(found.Value, access.Value) : templates.Get(report.TemplateCode, report.TemplateVersion);
        var errors = new List<FieldError>();
        if (string.IsNullOrWhiteSpace(input.Text) || input.Text.Length > LongestText)
            errors.Add(new("text", ReportErrors.MissingText, $"Cần nội dung ghi chú, tối đa {LongestText} ký tự."));
        if (input.Item is { } item && template.Failure is null && !template.Value.PartOf.ContainsKey(item))
            errors.Add(new("item", ReportErrors.UnknownItem, $"Biểu mẫu không có chỉ tiêu hay phần “{item}”."));
        if (errors.Count > 0)
            return Failure.Invalid(errors).ToProblem();
        var (db, key) = (store.Db, request.Headers["Idempotency-Key"].ToString());
        var note = await db.WriteAsync<Result<NoteView>>(
            async () =>
            {
                var record = key.Length > 0 ? $"{caller.UserName}|note|{key}" : null;
                var hash = IdempotencyRecord.HashOf($"{period}|{unit}|{input.Item}|{input.Text}");
                if (record is not null)
                {
                    var before = await IdempotencyRecord.FindAsync(db, record, hash, stop);
                    if (before.Failure is { } reused)
                        return reused;
                    if (before.Value is { } answer)
                        return System.Text.Json.JsonSerializer.Deserialize<NoteView>(answer, ServiceDefaults.Hosting.PlatformHost.Json)!;
                }
                var row = new NoteRow { Period = period, OrgUnit = unit, Item = input.Item, Text = input.Text!, By = caller.UserName, At = store.Now };
                db.Notes.Add(row);
                await db.SaveChangesAsync(stop);
                var view = new NoteView(row.Id, row.Item, row.Text, row.By, row.At);
                if (record is not null)
                {
                    db.IdempotencyRecords.Add(new() { Key = record, RequestHash = hash, Response = ReportStore.Serialize(view)!, CreatedAt = store.Now });
                    await db.SaveChangesAsync(stop);
                }
                return view;
            },
            stop);
        return note.ToHttp(n => Results.Created($"/api/reports/{period}/{unit}/notes", n));
    }
}
