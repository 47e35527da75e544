using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.Reporting.Model.Reports;
using Platform.Reporting.Model.Templates;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Outbox;
using Platform.ServiceDefaults.Storage;
using Platform.ServiceDefaults.Text;

namespace Platform.Reporting.Storage;

/// <summary>
/// The one way a report changes: read, decide, write with history and event, in one transaction. On SQLite by prepared statements
/// that share a commit with whoever writes at the same moment, elsewhere through the model.
/// </summary>
public sealed class ReportStore(
    ReportingDb db, GroupedWrites<ReportingDb> grouped, TemplateCatalog templates, TimeProvider time, OutboxSignal signal)
{
    private readonly List<ReportRow> _added = [];
    private readonly List<ReportRow> _changed = [];
    private readonly List<SubmissionRow> _submissions = [];
    private readonly List<HistoryRow> _history = [];
    private readonly List<OutboxMessage> _events = [];
    private PreparedStatements? _statements;
    private DateTimeOffset? _now;

    public ReportingDb Db => db;

    /// <summary>
    /// Inside a change it stands still: what was decided on time is stored as on time, even when the deadline passes in between.
    /// </summary>
    public DateTimeOffset Now => _now ?? time.GetUtcNow();

    /// <summary>The report as it stands, to look at.</summary>
    public Task<ReportRow?> FindAsync(string period, string unit, CancellationToken stop) =>
        db.Reports.AsNoTracking().SingleOrDefaultAsync(r => r.Period == period && r.OrgUnit == unit, stop);

    /// <summary>A submission by the caller's key; for use inside a change.</summary>
    public Task<SubmissionRow?> FindSubmissionAsync(ReportRow row, string key, CancellationToken stop) => _statements is { } sql
        ? Task.FromResult(sql.FindSubmission(row.Period, row.OrgUnit, key))
        : db.Submissions.SingleOrDefaultAsync(s => s.Period == row.Period && s.OrgUnit == row.OrgUnit && s.IdempotencyKey == key, stop);

    /// <summary>A submission by its receipt; for use inside a change.</summary>
    public async Task<SubmissionRow> GetSubmissionAsync(string receipt, CancellationToken stop) => _statements is { } sql
        ? sql.FindSubmission(receipt) ?? throw new InvalidDataException($"There is no submission {receipt}.")
        : await db.Submissions.SingleAsync(s => s.Receipt == receipt, stop);

    /// <summary>
    /// Runs <paramref name="change"/> on the report as it stands inside the write transaction. The change alters the row and adds
    /// what else it writes through this store; on failure nothing is stored.
    /// </summary>
    public async Task<Result<T>> ChangeAsync<T>(
        string period, string unit, Func<ReportRow?, Task<Result<T>>> change, CancellationToken stop)
    {
        var result = grouped.IsAvailable
            ? await grouped.RunAsync(sql => ChangeAsync(sql, sql.FindReport(period, unit), change), stop)
            : await db.WriteAsync(async () => await ChangeAsync(null, await LockAsync(period, unit, stop), change), stop);
        if (result.Failure is null)
            signal.Set();
        return result;
    }

    /// <summary>
    /// The row, held until the transaction ends: on PostgreSQL fifty people on one report wait for each other here instead of losing
    /// races until their attempts are used up. A first draft has no row to hold; there one wins and the others run again.
    /// </summary>
    private Task<ReportRow?> LockAsync(string period, string unit, CancellationToken stop) =>
        db.Reports.FromSql($"""select * from reports where "Period" = {period} and "OrgUnit" = {unit} for update""").AsTracking()
            .SingleOrDefaultAsync(stop);

    private async Task<Result<T>> ChangeAsync<T>(PreparedStatements? statements, ReportRow? row, Func<ReportRow?, Task<Result<T>>> change)
    {
        // The change may run a second time, on the row as it then stands.
        _added.Clear();
        _changed.Clear();
        _submissions.Clear();
        _history.Clear();
        _events.Clear();
        _statements = statements;
        _now = null;
        _now = Now;
        try
        {
            var outcome = await change(row);
            if (outcome.Failure is not null)
                return outcome;
            if (statements is not null)
                Write(statements);
            else
                await WriteAsync();
            return outcome;
        }
        finally
        {
            _statements = null;
            _now = null;
        }
    }

    private void Write(PreparedStatements sql)
    {
        _added.ForEach(sql.Insert);
        _changed.ForEach(sql.Update);
        _submissions.ForEach(sql.Insert);
        _history.ForEach(sql.Insert);
        _events.ForEach(sql.Insert);
    }

    private async Task WriteAsync()
    {
        db.Reports.AddRange(_added);
        db.Submissions.AddRange(_submissions);
        db.History.AddRange(_history);
        db.Outbox.AddRange(_events);
        await db.SaveChangesAsync();
    }

    public void Add(ReportRow row) => _added.Add(row);

    /// <summary>A first draft: bound to this template version for good.</summary>
    public ReportRow Begin(string period, string unit, Template template, string by)
    {
        var row = new ReportRow
        {
            Period = period,
            OrgUnit = unit,
            State = ReportStates.Draft,
            Content = ReportContent.Empty.ToJson(),
            TemplateCode = template.Code,
            TemplateVersion = template.Version,
            UpdatedBy = by,
        };
        Add(row);
        return row;
    }

    public void Add(SubmissionRow submission) => _submissions.Add(submission);

    /// <summary>Marks the next revision of the row and notes it in the history.</summary>
    public void Touch(ReportRow row, string action, string by, string? message = null)
    {
        row.Revision++;
        row.UpdatedAt = Now;
        row.UpdatedBy = by;
        if (!_added.Contains(row))
            _changed.Add(row);
        _history.Add(new()
        {
            Period = row.Period,
            OrgUnit = row.OrgUnit,
            Revision = row.Revision,
            Action = action,
            By = by,
            At = Now,
            Message = message,
        });
    }

    /// <summary>Tells people something, in the same transaction.</summary>
    public void Raise(NoticeRaisedV1 notice) => _events.Add(OutboxMessage.For(Topics.NoticeRaised, notice, Now));

    public static string? Serialize<T>(T? value) => value is null ? null : JsonSerializer.Serialize(value, PlatformJson.Options);

    /// <summary>What the report measures; nothing while it does not count.</summary>
    public static IReadOnlyList<IndicatorValueV1> ValuesOf(ReportRow row, TemplateCatalog templates) =>
        row.State is ReportStates.Submitted or ReportStates.Accepted
            ? ContentRules.Measure(templates.Get(row.TemplateCode, row.TemplateVersion).Template, ReportContent.FromJson(row.Content))
            : [];

    /// <summary>Puts the report's whole state into the outbox, on the topic that fits its state.</summary>
    public void Announce(ReportRow row)
    {
        var values = ValuesOf(row, templates);
        var id = Guid.NewGuid();
        _events.Add(row.State switch
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
