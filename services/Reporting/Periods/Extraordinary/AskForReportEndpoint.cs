using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Periods;
using Platform.Reporting.Errors;
using Platform.Reporting.Model.Periods;
using Platform.Reporting.Storage;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Preconditions;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;
using Platform.ServiceDefaults.Text;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting.Periods.Extraordinary;

/// <summary>
/// An extraordinary report (báo cáo đột xuất): a period of its own, with a template, senders and deadlines chosen for it.
/// Its code is the next of its year: <c>2025-X01</c>.
/// </summary>
public static class AskForReportEndpoint
{
    private const int MostPerYear = 99;

    public static void MapAskForReport(this WebApplication app) =>
        app.For(Rights.ManagePeriods).MapPost("/api/reports/periods", AskAsync)
            .WithSummary("Asks the communes for an extraordinary report (city-admin)");

    private static async Task<CreatedAnswer<PeriodView>> AskAsync(
        PeriodEdit input, IdempotencyKey key, PeriodCalendar calendar, TemplateCatalog templates, OrgUnitDirectory directory,
        ReportingDb db,
        TimeProvider time, CancellationToken stop)
    {
        var errors = Missing(input);
        var (units, now) = (await directory.GetAsync(stop), time.GetUtcNow());
        if (errors.Count == 0)
            errors.AddRange(PeriodRules.Apply(Row(1, input), input, true, units, templates, now));
        if (errors.Count > 0)
            return Failure.Invalid(errors);
        var made = await db.WriteAsync(
            () => key.OnceAsync(
                db, "period", JsonSerializer.Serialize(input, PlatformJson.Options), now, AddAsync, code => code,
                code => Task.FromResult<Result<string>>(code), stop),
            stop);
        if (made.Failure is null)
            await calendar.LoadAsync(db);
        return CreatedAnswer<PeriodView>.At(
            made.Then(code => PeriodView.Of(calendar.Find(code).Value, now, null)), _ =>
                $"/api/reports/periods?year={input.From!.Value.Year}");

        async Task<Result<string>> AddAsync()
        {
            var prefix = $"{input.From!.Value.Year}-X";
            var taken = await db.Periods.Where(p => p.Code.StartsWith(prefix)).Select(p => p.Code).ToListAsync(stop);
            var number = taken.Select(c => PeriodCode.Parse(c).Number).DefaultIfEmpty(0).Max() + 1;
            if (number > MostPerYear)
                return new Failure(ReportErrors.PeriodExists, $"Năm {input.From.Value.Year} đã có đủ {MostPerYear} báo cáo đột xuất.");
            var row = Row(number, input);
            PeriodRules.Apply(row, input, true, units, templates, now);
            db.Periods.Add(row);
            await db.SaveChangesAsync(stop);
            return row.Code;
        }
    }

    private static List<FieldError> Missing(PeriodEdit input)
    {
        (string Field, bool Given, string What)[] needed =
        [
            ("title", !string.IsNullOrWhiteSpace(input.Title), "tên báo cáo"), ("from", input.From is not null, "ngày bắt đầu lấy số liệu"),
            ("cutoff", input.Cutoff is not null, "ngày chốt số liệu"), ("communeDue", input.CommuneDue is not null, "hạn gửi của cấp xã"),
            ("templateCode", !string.IsNullOrEmpty(input.TemplateCode), "biểu mẫu"),
        ];
        (string Field, DateOnly? Day)[] days =
            [("from", input.From), ("cutoff", input.Cutoff), ("officeDue", input.OfficeDue), ("communeDue", input.CommuneDue),
                ("cityDue", input.CityDue)];
        return
        [
            .. needed.Where(n => !n.Given).Select(n => new FieldError(n.Field, ReportErrors.Missing, $"Cần {n.What}.")),
            .. days.Where(d => d.Day is { Year: < 2000 or > 2100 }).Select(d => new FieldError(
                d.Field, ReportErrors.DateOutOfReach, $"Ngày {d.Day:dd/MM/yyyy} phải nằm trong các năm 2000-2100.")),
        ];
    }

    private static PeriodRow Row(int number, PeriodEdit input)
    {
        var due = input.CommuneDue!.Value;
        var code = new PeriodCode(input.From!.Value.Year, PeriodKind.Extraordinary, number);
        return new()
        {
            Code = code.ToString(),
            Kind = Decree.KindOf(code),
            From = input.From.Value,
            To = input.Cutoff!.Value < DateOnly.MaxValue ? input.Cutoff.Value.AddDays(1) : input.Cutoff.Value,
            OfficeDue = input.OfficeDue ?? due,
            CommuneDue = due,
            CityDue = input.CityDue ?? due,
            OpensAt = input.OpensAt?.ToUniversalTime() ?? VietnamTime.StartOf(input.From.Value),
            Version = 1,
        };
    }
}
