using System.IO.Compression;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.OfficialDocuments.Tables;
using Platform.Reporting.Exports;
using Platform.Reporting.Model.Reports;
using Platform.Reporting.Storage;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Storage;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting.Reports.Export.Bulk;

/// <summary>
/// Works off one export job. The zip holds a file per report, named by unit code, and <c>danh-sach.csv</c>: which reports are in it,
/// with receipt and hash, and which units have sent none. A few reports are in memory at a time.
/// </summary>
public sealed class BulkExport(
    ReportingDb db, OrgUnitDirectory directory, PeriodCalendar calendar, TemplateCatalog templates, ReportFiles files,
    BulkExportFolder folder, TimeProvider time)
{
    public static readonly TimeSpan LeaseLasts = TimeSpan.FromMinutes(5);

    private sealed record Sent(OrgUnitInfo Unit, ReportRow Report, SubmissionRow Submission);

    /// <summary>Null when the job was written; otherwise why not. A cancelled job is left as it is.</summary>
    public async Task<Failure?> RunAsync(ExportJobRow job, CancellationToken stop)
    {
        var snapshot = await directory.GetAsync(stop);
        var units = snapshot.LeavesUnder(job.Under).Where(u => job.Block is null || u.Block == job.Block).ToList();
        var period = calendar.Find(job.Period);
        if (period.Failure is { } unknown)
            return unknown;
        var sent = await SentAsync(job, units, stop);
        if (!await NoteAsync(job.Id, 0, sent.Count, stop))
            return null;

        var format = ExportFormat.Choose(job.Format, ExportFormat.Docx, ExportFormat.Pdf, ExportFormat.Xlsx, ExportFormat.Csv).Value;
        folder.Remove(job.Id);
        var part = folder.Unfinished(job.Id);
        await using (var stream = File.Create(part))
        await using (var zip = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, stop))
        {
            var done = 0;
            await foreach (var batch in ReadAsync(job, units, sent, stop))
            {
                var built = await files.BuildAsync(
                    format,
                    [.. batch.Select(s => new ReportToExport(
                        templates.Get(s.Report.TemplateCode, s.Report.TemplateVersion).Template,
                        ReportContent.FromJson(s.Submission.Content),
                        ReportHeader.Of(period.Value, s.Unit, snapshot.ByCode.GetValueOrDefault(s.Unit.Parent ?? ""), s.Report,
                            s.Submission)))],
                    stop);
                if (built.Failure is { } failure)
                    return failure;
                foreach (var (report, bytes) in batch.Zip(built.Value))
                    await AddAsync(zip, $"bao-cao-{job.Period}-{report.Unit.Code}.{format.Name}", bytes, stop);
                done += batch.Count;
                if (!await NoteAsync(job.Id, done, sent.Count, stop))
                    return null;
            }
            await AddAsync(zip, "danh-sach.csv", CsvFile.Write(List(job, units, sent)), stop);
        }
        File.Move(part, folder.FileOf(job.Id), overwrite: true);
        return null;
    }

    /// <summary>Receipt and hash of each report to write, by unit.</summary>
    private async Task<Dictionary<string, SentMark>> SentAsync(ExportJobRow job, List<OrgUnitInfo> units, CancellationToken stop)
    {
        var codes = units.Select(u => u.Code).ToList();
        return await (
            from report in db.Reports.AsNoTracking()
            where report.Period == job.Period && codes.Contains(report.OrgUnit)
                && (report.State == ReportStates.Accepted || (!job.AcceptedOnly && report.State == ReportStates.Submitted))
            join submission in db.Submissions.AsNoTracking() on report.Receipt equals submission.Receipt
            select new SentMark(report.OrgUnit, report.State, submission.Receipt, submission.Sha256, submission.SubmittedAt))
            .ToDictionaryAsync(s => s.OrgUnit, stop);
    }

    private sealed record SentMark(string OrgUnit, string State, string Receipt, string Sha256, DateTimeOffset SubmittedAt);

    /// <summary>
    /// The reports in the order of the units, as many at once as a PDF run takes. One returned meanwhile is exported as it was sent.
    /// </summary>
    private async IAsyncEnumerable<List<Sent>> ReadAsync(
        ExportJobRow job, List<OrgUnitInfo> units, Dictionary<string, SentMark> sent, [EnumeratorCancellation] CancellationToken stop)
    {
        foreach (var chunk in units.Where(u => sent.ContainsKey(u.Code)).Chunk(LibreOffice.MostAtOnce))
        {
            var codes = chunk.Select(u => u.Code).ToList();
            var receipts = chunk.Select(u => sent[u.Code].Receipt).ToList();
            var reports = await db.Reports.AsNoTracking().Where(r => r.Period == job.Period && codes.Contains(r.OrgUnit))
                .ToDictionaryAsync(r => r.OrgUnit, stop);
            var submissions = await db.Submissions.AsNoTracking().Where(s => receipts.Contains(s.Receipt))
                .ToDictionaryAsync(s => s.OrgUnit, stop);
            yield return [.. chunk.Select(u => new Sent(u, reports[u.Code], submissions[u.Code]))];
        }
    }

    /// <summary>Writes the progress and renews the lease; false when the job was cancelled or taken by somebody else meanwhile.</summary>
    private async Task<bool> NoteAsync(Guid id, int done, int total, CancellationToken stop)
    {
        var until = time.GetUtcNow() + LeaseLasts;
        return await db.WriteAsync(
            () => db.ExportJobs.Where(j => j.Id == id && j.State == ExportJobStates.Running).ExecuteUpdateAsync(
                s => s.SetProperty(j => j.Done, done).SetProperty(j => j.Total, total).SetProperty(j => j.LeaseUntil, until), stop),
            stop) == 1;
    }

    private static async Task AddAsync(ZipArchive zip, string name, byte[] bytes, CancellationToken stop)
    {
        await using var entry = await zip.CreateEntry(name).OpenAsync(stop);
        await entry.WriteAsync(bytes, stop);
    }

    private static ExportTable List(ExportJobRow job, List<OrgUnitInfo> units, Dictionary<string, SentMark> sent) => new(
        "Danh sách",
        $"Báo cáo kỳ {job.Period}",
        [new("Mã đơn vị", 11, "unit"), new("Đơn vị", 30, "name"), new("Trạng thái", 14, "state"), new("Số biên nhận", 20, "receipt"),
            new("SHA-256", 66, "sha256"), new("Gửi lúc", 18, "submittedAt")],
        [.. units.Select(u => (IReadOnlyList<ExportCell>)(sent.TryGetValue(u.Code, out var mark)
            ? [u.Code, u.FullName, ReportStateNames.Of(mark.State), mark.Receipt, mark.Sha256, (DateTimeOffset?)mark.SubmittedAt]
            : [u.Code, u.FullName, job.AcceptedOnly ? "chưa duyệt" : "chưa gửi", (string?)null, (string?)null, (string?)null]))]);
}
