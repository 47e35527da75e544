using Microsoft.EntityFrameworkCore;
using Platform.Reporting.Model.CityReports;
using Platform.Reporting.Model.Reports;
using Platform.Reporting.Storage;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Preconditions;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;

namespace Platform.Reporting.CityReports;

/// <summary>The city's report that an address names; every operation on it is mapped with it.</summary>
/// <param name="Seen">Revision that the caller has seen.</param>
public sealed record CityScope(
    string Period, string City, Precondition Seen, Caller Caller, CityInputsReader Reader, ReportingDb Db, TimeProvider Time,
    HttpContext Http)
{
    public CancellationToken Stop => Http.RequestAborted;

    /// <summary>The report as it stands, to look at.</summary>
    /// <param name="withContent">Whether the contents of the communes' reports are wanted too.</param>
    public async Task<Result<CityAtHand>> FindAsync(bool withContent) =>
        await (await Reader.ReadAsync(Period, City, withContent, Stop)).ThenAsync<CityAtHand>(async inputs =>
            At(inputs, await Db.CityReports.AsNoTracking().SingleOrDefaultAsync(r => r.Period == Period && r.OrgUnit == City, Stop)));

    public async Task<Answer<T>> ReadAsync<T>(Func<CityAtHand, Task<Result<T>>> read, bool withContent = false) where T : notnull =>
        await (await FindAsync(withContent)).ThenAsync(read);

    /// <summary>One decision about the report as it stands, unless the caller has seen another revision.</summary>
    public Task<Answer<CityReportView>> ChangeAsync(Func<CityAtHand, Result<CityStep>> decide, long? revision = null) =>
        ChangeAsync(report => Task.FromResult(decide(report)), revision);

    public async Task<Answer<CityReportView>> ChangeAsync(Func<CityAtHand, Task<Result<CityStep>>> decide, long? revision = null)
    {
        var seen = Seen.And(revision);
        var changed = await (await Reader.ReadAsync(Period, City, withContent: true, Stop))
            .ThenAsync(inputs => Db.WriteAsync<Result<CityAtHand>>(
            async () =>
            {
                var report = At(inputs, await Db.CityReports.SingleOrDefaultAsync(r => r.Period == Period && r.OrgUnit == City, Stop));
                if (!seen.Holds(report.Row?.Revision ?? 0))
                    return ReportAtHand.Conflict(report.Row?.Revision ?? 0, seen);
                var step = await decide(report);
                if (step.Failure is { } no)
                    return no;
                var row = Take(report, step.Value);
                await Db.SaveChangesAsync(Stop);
                return report with { Row = row };
            },
            Stop));
        if (changed.Failure is null)
            Http.Response.Headers.ETag = Precondition.TagOf(changed.Value.Row!.Revision);
        return await changed.ThenAsync<CityReportView>(async r => CityReportView.Of(r.Inputs, r.Row, await IssuedAsync(r.Row)));
    }

    /// <summary>The latest issued version, when there is one.</summary>
    public async Task<CityReportVersionRow?> IssuedAsync(CityReportRow? row) => row is null or { Issued: 0 }
        ? null
        : await Db.CityReportVersions.AsNoTracking()
            .SingleAsync(v => v.Period == Period && v.OrgUnit == City && v.Number == row.Issued, Stop);

    private CityAtHand At(CityInputs inputs, CityReportRow? row) => new(inputs, row, Caller, Time.GetUtcNow());

    private CityReportRow Take(CityAtHand report, CityStep step)
    {
        var row = report.Row;
        if (row is null)
        {
            row = new() { Period = Period, OrgUnit = City, State = CityReportStates.Draft, Content = "", UpdatedBy = Caller.UserName };
            Db.CityReports.Add(row);
        }
        step.Change(row);
        row.Revision++;
        row.UpdatedAt = report.Now;
        row.UpdatedBy = Caller.UserName;
        if (step.Version?.Invoke(row) is { } version)
            Db.CityReportVersions.Add(version);
        Db.History.Add(new()
        {
            Period = Period,
            OrgUnit = City,
            Revision = row.Revision,
            Action = step.Action,
            By = Caller.UserName,
            At = report.Now,
            Message = step.Message,
        });
        return row;
    }
}
