using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.Contracts.Periods;
using Platform.Reporting.Model.Periods;
using Platform.Reporting.Model.Reports;
using Platform.Reporting.Model.Templates;
using Platform.Reporting.Storage;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Text;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting.Reports.Backfill;

/// <summary>
/// Enters reports that the Department received on paper before the platform was there: accepted at once, with the day of receipt.
/// All of a call is stored or nothing; a unit that already has a report for the period is left as it is.
/// </summary>
public static class BackfillEndpoint
{
    private const int MostReports = 500;

    public sealed record BackfillInput(IReadOnlyList<PaperReport?>? Reports);

    /// <param name="ReceivedAt">When the paper arrived; decides on time or late.</param>
    public sealed record PaperReport(
        string? OrgUnit, DateTimeOffset ReceivedAt, [property: RawValues(typeof(decimal))] IReadOnlyDictionary<string, JsonElement>? Values,
        [property: RawValues(typeof(string))] IReadOnlyDictionary<string, JsonElement>? Narrative);

    public sealed record BackfillAnswer(int Stored, IReadOnlyList<string> AlreadyThere);

    public static void MapBackfill(this WebApplication app) =>
        app.For(Rights.EnterPaperReports).MapPost("/api/reports/{period}/backfill", BackfillAsync)
            .WithSummary("Enters reports received on paper before the platform (city-admin)");

    private static async Task<Answer<BackfillAnswer>> BackfillAsync(
        string period, BackfillInput input, Caller caller, OrgUnitDirectory directory, PeriodCalendar calendar, TemplateCatalog templates,
        ReportStore store, CancellationToken stop)
    {
        var found = calendar.Find(period);
        var template = found.Then(p => templates.For(p));
        if (template.Failure is { } none)
            return none;
        var (reports, errors) = Check(input, caller, await directory.GetAsync(stop), template.Value, store.Now);
        if (errors.Count > 0)
            return Failure.Invalid(errors);

        var codes = reports.Keys.ToList();
        // No single report: the whole batch is one change.
        return await store.ChangeAsync<BackfillAnswer>(period, "", async _ =>
        {
            var there = await store.Db.Reports.Where(r => r.Period == period && codes.Contains(r.OrgUnit)).Select(r => r.OrgUnit)
                .ToListAsync(stop);
            foreach (var (unit, report) in reports.Where(r => !there.Contains(r.Key)))
                Write(store, found.Value, unit, report.At, report.Content, template.Value.Template, caller);
            return new BackfillAnswer(reports.Count - there.Count, there);
        }, stop);
    }

    private static (Dictionary<string, (DateTimeOffset At, ReportContent Content)> Reports, List<FieldError> Errors) Check(
        BackfillInput input, Caller caller, OrgUnitSnapshot units, CompiledTemplate template, DateTimeOffset now)
    {
        var reports = new Dictionary<string, (DateTimeOffset, ReportContent)>();
        var errors = new List<FieldError>();
        if (input.Reports is not { Count: > 0 and <= MostReports })
            errors.Add(new("reports", "RPT-1020", $"Cần từ 1 đến {MostReports} báo cáo, nhận được {input.Reports?.Count ?? 0}."));
        foreach (var (report, index) in (input.Reports ?? []).Take(MostReports).Select((r, i) => (r, i)))
        {
            var path = $"reports[{index}]";
            if (report is null)
            {
                errors.Add(new(path, "RPT-1024", "Báo cáo trống."));
                continue;
            }
            if (!units.ByCode.TryGetValue(report.OrgUnit ?? "", out var unit) || !unit.IsLeaf
                || !Rights.EnterPaperReports.Allows(caller, unit))
            {
                errors.Add(new($"{path}.orgUnit", "RPT-1021", $"Không có đơn vị cấp xã “{report.OrgUnit}” trong phạm vi quản lý."));
            }
            if (report.ReceivedAt > now)
                errors.Add(new($"{path}.receivedAt", "RPT-1022", "Ngày nhận không thể ở tương lai."));
            var (content, wrong) = ContentRules.Read(template, new(report.Values, report.Narrative));
            errors.AddRange(wrong.Select(e => e with { Field = $"{path}.{e.Field}" }));
            if (unit is not null && !reports.TryAdd(unit.Code, (report.ReceivedAt.ToUniversalTime(), content)))
                errors.Add(new($"{path}.orgUnit", "RPT-1023", $"Đơn vị {unit.Code} có hai lần trong cùng một lượt nhập."));
        }
        return (reports, errors);
    }

    private static void Write(
        ReportStore store, PeriodRow period, string unit, DateTimeOffset receivedAt, ReportContent content, Template template,
        Caller caller)
    {
        var json = content.ToJson();
        var onTime = receivedAt < VietnamTime.EndOf(period.CommuneDue);
        var receipt = $"{period.Code}.{unit}.1.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}";
        var row = new ReportRow
        {
            Period = period.Code,
            OrgUnit = unit,
            State = ReportStates.Accepted,
            TemplateCode = template.Code,
            TemplateVersion = template.Version,
            Content = json,
            Submission = 1,
            Receipt = receipt,
            SubmittedAt = receivedAt,
            OnTime = onTime,
            UpdatedBy = caller.UserName,
        };
        store.Add(row);
        store.Add(new SubmissionRow
        {
            Receipt = receipt,
            Period = period.Code,
            OrgUnit = unit,
            Number = 1,
            Revision = 0,
            Content = json,
            Sha256 = ReportContent.HashOf(json),
            SubmittedAt = receivedAt,
            SubmittedBy = caller.UserName,
            OnTime = onTime,
        });
        store.Touch(row, "backfilled", caller.UserName);
        store.Announce(row);
    }
}
