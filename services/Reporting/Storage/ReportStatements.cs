using Microsoft.Data.Sqlite;
using Platform.Reporting.Model.Reports;
using Platform.ServiceDefaults.Storage;

namespace Platform.Reporting.Storage;

/// <summary>
/// The statements of a report's change on SQLite, by hand: through the model one change costs several times as much (docs/performance.md).
/// The tables are the model's; the tests of both ways are the same.
/// </summary>
public static class ReportStatements
{
    private const string ReportColumns =
        "Period, OrgUnit, State, Revision, TemplateCode, TemplateVersion, Content, Submission, Receipt, SubmittedAt, OnTime, "
        + "SubmittedRevision, ReturnedWith, ReopenedUntil, UpdatedAt, UpdatedBy, Parts, ReopenedItems, Explained";

    private const string SubmissionColumns =
        "Receipt, Period, OrgUnit, Number, Revision, Content, Sha256, SubmittedAt, SubmittedBy, OnTime, IdempotencyKey, Answers";

    public static ReportRow? FindReport(this PreparedStatements db, string period, string unit) =>
        db.Find($"select {ReportColumns} from reports where Period = $1 and OrgUnit = $2", ReadReport, period, unit);

    public static SubmissionRow? FindSubmission(this PreparedStatements db, string period, string unit, string key) =>
        db.Find($"select {SubmissionColumns} from submissions where Period = $1 and OrgUnit = $2 and IdempotencyKey = $3", ReadSubmission,
            period, unit, key);

    public static SubmissionRow? FindSubmission(this PreparedStatements db, string receipt) =>
        db.Find($"select {SubmissionColumns} from submissions where Receipt = $1", ReadSubmission, receipt);

    public static void Insert(this PreparedStatements db, ReportRow r) => db.Execute(
        $"insert into reports ({ReportColumns}) "
        + "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)",
        r.Period, r.OrgUnit, r.State, r.Revision, r.TemplateCode, r.TemplateVersion, r.Content, r.Submission, r.Receipt, Ms(r.SubmittedAt),
        r.OnTime,
        r.SubmittedRevision, r.ReturnedWith, Ms(r.ReopenedUntil), Ms(r.UpdatedAt), r.UpdatedBy, r.Parts, r.ReopenedItems, r.Explained);

    public static void Update(this PreparedStatements db, ReportRow r) => db.Execute(
        """
        update reports set State = $3, Revision = $4, TemplateCode = $5, TemplateVersion = $6, Content = $7, Submission = $8, Receipt = $9,
            SubmittedAt = $10, OnTime = $11, SubmittedRevision = $12, ReturnedWith = $13, ReopenedUntil = $14, UpdatedAt = $15,
            UpdatedBy = $16, Parts = $17, ReopenedItems = $18, Explained = $19
        where Period = $1 and OrgUnit = $2
        """,
        r.Period, r.OrgUnit, r.State, r.Revision, r.TemplateCode, r.TemplateVersion, r.Content, r.Submission, r.Receipt, Ms(r.SubmittedAt),
        r.OnTime,
        r.SubmittedRevision, r.ReturnedWith, Ms(r.ReopenedUntil), Ms(r.UpdatedAt), r.UpdatedBy, r.Parts, r.ReopenedItems, r.Explained);

    public static void Insert(this PreparedStatements db, SubmissionRow s) => db.Execute(
        $"insert into submissions ({SubmissionColumns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        s.Receipt, s.Period, s.OrgUnit, s.Number, s.Revision, s.Content, s.Sha256, Ms(s.SubmittedAt), s.SubmittedBy, s.OnTime,
        s.IdempotencyKey, s.Answers);

    public static void Insert(this PreparedStatements db, HistoryRow h) => db.Execute(
        "insert into report_history (Period, OrgUnit, Revision, Action, By, At, Message) values ($1, $2, $3, $4, $5, $6, $7)",
        h.Period, h.OrgUnit, h.Revision, h.Action, h.By, Ms(h.At), h.Message);

    public static void Insert(this PreparedStatements db, OutboxMessage m) => db.Execute(
        "insert into outbox (Topic, Payload, TraceParent, CreatedAt, Attempts, NextTryAt) values ($1, $2, $3, $4, $5, $6)",
        m.Topic, m.Payload, m.TraceParent, Ms(m.CreatedAt), m.Attempts, Ms(m.NextTryAt));

    private static ReportRow ReadReport(SqliteDataReader r) => new()
    {
        Period = r.GetString(0),
        OrgUnit = r.GetString(1),
        State = r.GetString(2),
        Revision = r.GetInt64(3),
        TemplateCode = r.GetString(4),
        TemplateVersion = r.GetInt32(5),
        Content = r.GetString(6),
        Submission = r.GetInt32(7),
        Receipt = Text(r, 8),
        SubmittedAt = Instant(r, 9),
        OnTime = r.IsDBNull(10) ? null : r.GetBoolean(10),
        SubmittedRevision = r.GetInt64(11),
        ReturnedWith = Text(r, 12),
        ReopenedUntil = Instant(r, 13),
        UpdatedAt = Instant(r, 14)!.Value,
        UpdatedBy = r.GetString(15),
        Parts = Text(r, 16),
        ReopenedItems = Text(r, 17),
        Explained = Text(r, 18),
    };

    private static SubmissionRow ReadSubmission(SqliteDataReader r) => new()
    {
        Receipt = r.GetString(0),
        Period = r.GetString(1),
        OrgUnit = r.GetString(2),
        Number = r.GetInt32(3),
        Revision = r.GetInt64(4),
        Content = r.GetString(5),
        Sha256 = r.GetString(6),
        SubmittedAt = Instant(r, 7)!.Value,
        SubmittedBy = r.GetString(8),
        OnTime = r.GetBoolean(9),
        IdempotencyKey = Text(r, 10),
        Answers = Text(r, 11),
    };

    private static long? Ms(DateTimeOffset? instant) => instant?.ToUnixTimeMilliseconds();

    private static DateTimeOffset? Instant(SqliteDataReader r, int column) =>
        r.IsDBNull(column) ? null : DateTimeOffset.FromUnixTimeMilliseconds(r.GetInt64(column));

    private static string? Text(SqliteDataReader r, int column) => r.IsDBNull(column) ? null : r.GetString(column);
}
