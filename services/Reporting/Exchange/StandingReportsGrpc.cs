using System.Globalization;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Grpc.Reporting;
using Platform.Reporting.Model.Periods;
using Platform.Reporting.Model.Reports;
using Platform.Reporting.Storage;

namespace Platform.Reporting.Exchange;

/// <summary>All that Reporting has told by events, as it stands, in pages (contracts/grpc/reporting.proto).</summary>
public sealed class StandingReportsGrpc(ReportingDb db, TemplateCatalog templates) : StandingReports.StandingReportsBase
{
    public const int PageSize = 500;

    public override async Task<StandingReportsPage> List(ListStandingReportsRequest request, ServerCallContext context)
    {
        var stop = context.CancellationToken;
        var sent = db.Reports.AsNoTracking().Where(r => r.Submission > 0);
        var page = new StandingReportsPage();
        if (request.After.Length == 0)
        {
            page.Periods.AddRange((await db.Periods.AsNoTracking().Where(p => p.Expected != null).OrderBy(p => p.Code).ToListAsync(stop))
                .Select(Opened));
            page.Total = await sent.CountAsync(stop);
        }
        else
        {
            var (period, unit) = Cursor(request.After);
            sent = sent.Where(r => r.Period == period && string.Compare(r.OrgUnit, unit) > 0 || string.Compare(r.Period, period) > 0);
        }
        var rows = await sent.OrderBy(r => r.Period).ThenBy(r => r.OrgUnit).Take(PageSize).ToListAsync(stop);
        page.Reports.AddRange(rows.Select(Standing));
        page.Next = rows.Count == PageSize ? $"{rows[^1].Period}/{rows[^1].OrgUnit}" : "";
        return page;
    }

    private static (string Period, string Unit) Cursor(string text) => text.Split('/') is [var period, var unit]
        ? (period, unit)
        : throw new RpcException(new(StatusCode.InvalidArgument, "Not the next of a page"));

    private static OpenedPeriod Opened(PeriodRow row)
    {
        var expected = PeriodSenders.Read(row.Expected!);
        var opened = new OpenedPeriod
        {
            Period = row.Code,
            Version = row.Announced,
            Everyone = expected.Units is null,
            OccurredAtMs = row.OpensAt.ToUnixTimeMilliseconds(),
        };
        opened.Units.AddRange(expected.Units ?? []);
        return opened;
    }

    private StandingReport Standing(ReportRow row)
    {
        var report = new StandingReport
        {
            OrgUnit = row.OrgUnit,
            Period = row.Period,
            Version = row.Revision,
            State = row.State,
            Submission = row.Submission,
            OccurredAtMs = row.UpdatedAt.ToUnixTimeMilliseconds(),
            SubmittedAtMs = row.SubmittedAt?.ToUnixTimeMilliseconds() ?? 0,
            OnTime = row.OnTime == true,
        };
        report.Values.AddRange(ReportStore.ValuesOf(row, templates).Select(v => new StandingValue
        {
            Indicator = v.Indicator,
            Numerator = v.Numerator.ToString(CultureInfo.InvariantCulture),
            Denominator = v.Denominator?.ToString(CultureInfo.InvariantCulture) ?? "",
        }));
        return report;
    }
}
