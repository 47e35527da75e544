using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.Reporting.Storage;
using Platform.Reporting.Templates;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Hosting;
using Platform.ServiceDefaults.Outbox;
using Platform.ServiceDefaults.Storage;

namespace Platform.Reporting.Submissions;

/// <summary>The one way a report changes: read, decide, write with history and event, in one transaction.</summary>
public sealed class ReportStore(ReportingDb db, TemplateCatalog templates, TimeProvider time, OutboxSignal signal)
{
    public ReportingDb Db => db;

    /// <summary>As precise as it is stored, so that an answer and its repetition agree.</summary>
    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());

    public Task<ReportRow?> FindAsync(string period, string unit, CancellationToken stop) =>
        db.Reports.SingleOrDefaultAsync(r => r.Period == period && r.OrgUnit == unit, stop);

    /// <summary>
    /// Runs <paramref name="change"/> on the report as it stands inside the write transaction. The change alters the row and adds
    /// what else it writes; on failure nothing is stored.
    /// </summary>
    public async Task<Result<T>> ChangeAsync<T>(string period, string unit, Func<ReportRow?, Task<Result<T>>> change, CancellationToken stop)
    {
        var result = await db.WriteAsync(
            async () =>
            {
                var outcome = await change(await FindAsync(period, unit, stop));
                if (outcome.Failure is null)
                    await db.SaveChangesAsync(stop);
                return outcome;
            },
            stop);
        if (result.Failure is null)
            signal.Set();
        return result;
    }

    /// <summary>Marks the next revision of the row and notes it in the history.</summary>
    public void Touch(ReportRow row, string action, string by, string? message = null)
    {
        row.Revision++;
        row.UpdatedAt = Now;
        row.UpdatedBy = by;
        db.History.Add(new()
        {
            Period = row.Period, OrgUnit = row.OrgUnit, Revision = row.Revision, Action = action, By = by, At = Now, Message = message,
        });
    }

    public static string? Serialize<T>(T? value) => value is null ? null : JsonSerializer.Serialize(value, PlatformHost.Json);

    /// <summary>Puts the report's whole state into the outbox, on the topic that fits its state.</summary>
    public void Announce(ReportRow row)
    {
        var counts = row.State is ReportStates.Submitted or ReportStates.Accepted;
        var values = counts
            ? ContentRules.Measure(templates.Get(row.TemplateCode, row.TemplateVersion).Template, ReportContent.FromJson(row.Content))
            : [];
        var id = Guid.NewGuid();
        db.Outbox.Add(row.State switch
        {
            ReportStates.Submitted => OutboxMessage.For(Topics.ReportSubmitted, new ReportSubmittedV1(
                id, row.OrgUnit, row.Period, row.Revision, row.State, row.Submission, Now, row.SubmittedAt, row.OnTime, values), Now),
            ReportStates.Accepted => OutboxMessage.For(Topics.ReportAccepted, new ReportAcceptedV1(
                id, row.OrgUnit, row.Period, row.Revision, row.State, row.Submission, Now, row.SubmittedAt, row.OnTime, values), Now),
            _ => OutboxMessage.For(Topics.ReportReturned, new ReportReturnedV1(
                id, row.OrgUnit, row.Period, row.Revision, row.State, row.Submission, Now, row.SubmittedAt, row.OnTime, values), Now),
        });
    }
}
