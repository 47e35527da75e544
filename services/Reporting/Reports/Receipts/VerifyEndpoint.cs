using Microsoft.EntityFrameworkCore;
using Platform.Reading.Text;
using Platform.Reporting.Errors;
using Platform.Reporting.Model.Reports;
using Platform.Reporting.Storage;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting.Reports.Receipts;

/// <summary>
/// What anybody who holds a receipt may know: that this unit sent this version at this time, and that it is still what was sent.
/// </summary>
/// <param name="Sha256">Hash told with the receipt.</param>
/// <param name="Recomputed">Hash of the stored content, computed for this answer.</param>
/// <param name="Intact">Whether both are equal.</param>
/// <param name="Superseded">Whether the unit has sent a later version.</param>
public sealed record VerifiedReceipt(
    string Receipt, string Period, string OrgUnit, string OrgUnitName, int Version, DateTimeOffset SubmittedAt, bool OnTime,
    string Sha256, string Recomputed, bool Intact, bool Superseded);

/// <summary>Verifies a receipt by its number. Open to anybody: the number is the secret, and nothing of the report is told.</summary>
public static class VerifyEndpoint
{
    private const int LongestReceipt = 60;

    public static void MapVerify(this WebApplication app) =>
        app.For(Rights.Anyone).MapGet("/api/reports/receipts/{receipt}/verify", VerifyAsync)
            .WithSummary("Verifies a receipt by its number; no sign-in needed");

    private static async Task<Answer<VerifiedReceipt>> VerifyAsync(
        string receipt, OrgUnitDirectory directory, ReportingDb db, CancellationToken stop)
    {
        var asked = receipt.Shortened(LongestReceipt);
        var s = asked == receipt ? await db.Submissions.AsNoTracking().SingleOrDefaultAsync(s => s.Receipt == receipt, stop) : null;
        if (s is null)
            return new Failure(ReportErrors.NoReceipt, $"Không có lần gửi nào mang số biên nhận “{asked}”.");
        var unit = (await directory.GetAsync(stop)).ByCode.GetValueOrDefault(s.OrgUnit);
        var hash = ReportContent.HashOf(s.Content);
        var later = await db.Submissions.AnyAsync(o => o.Period == s.Period && o.OrgUnit == s.OrgUnit && o.Number > s.Number, stop);
        return new VerifiedReceipt(
            s.Receipt, s.Period, s.OrgUnit, unit?.FullName ?? s.OrgUnit, s.Number, s.SubmittedAt, s.OnTime, s.Sha256, hash,
            hash == s.Sha256, later);
    }
}
