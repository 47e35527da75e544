using Microsoft.EntityFrameworkCore;
using Platform.Reporting.Errors;
using Platform.Reporting.Model.Reports;
using Platform.Reporting.Storage;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting.Reports.Receipts;

/// <summary>Looks a submission up by its receipt number.</summary>
public static class ReceiptsEndpoint
{
    /// <param name="Content">Exactly what was submitted.</param>
    public sealed record ReceiptView(
        string Receipt, string Period, string OrgUnit, int Version, DateTimeOffset SubmittedAt, string SubmittedBy, bool OnTime,
        string Sha256, ReportContent Content);

    public static void MapReceipts(this WebApplication app) =>
        app.For(Rights.ReadUnit).MapGet("/api/reports/receipts/{receipt}", GetAsync).WithSummary("A submission by its receipt number");

    private static async Task<Answer<ReceiptView>> GetAsync(
        string receipt, Caller caller, OrgUnitDirectory directory, ReportingDb db, CancellationToken stop)
    {
        var s = await db.Submissions.AsNoTracking().SingleOrDefaultAsync(s => s.Receipt == receipt, stop);
        var units = await directory.GetAsync(stop);
        // A receipt of a unit out of scope answers like one that does not exist.
        if (s is null || !units.ByCode.TryGetValue(s.OrgUnit, out var unit) || !Rights.ReadUnit.Allows(caller, unit))
            return new Failure(ReportErrors.NoReceipt, $"Không có lần gửi nào mang số biên nhận “{receipt}”.");
        return new ReceiptView(
            s.Receipt, s.Period, s.OrgUnit, s.Number, s.SubmittedAt, s.SubmittedBy, s.OnTime, s.Sha256, ReportContent.FromJson(s.Content));
    }
}
