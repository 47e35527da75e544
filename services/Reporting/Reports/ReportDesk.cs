using Platform.Reporting.Errors;
using Platform.Reporting.Model.Reports;
using Platform.Reporting.Storage;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Preconditions;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting.Reports;

/// <summary>Finds and changes reports by their address. Whether the caller may is decided at the door.</summary>
public sealed class ReportDesk(
    Caller caller, OrgUnitDirectory directory, PeriodCalendar calendar, TemplateCatalog templates, ReportStore store)
{
    public ReportStore Store => store;

    /// <summary>A unit that sends reports.</summary>
    public async Task<Result<OrgUnitInfo>> UnitAsync(string code, CancellationToken stop) =>
        (await directory.GetAsync(stop)).Find(code).Then(unit => unit.IsLeaf
            ? (Result<OrgUnitInfo>)unit
            : new Failure(ReportErrors.NotALeaf, $"{unit.FullName} không gửi báo cáo; báo cáo do cấp xã gửi."));

    /// <summary>The report as it stands, to look at.</summary>
    public async Task<Result<ReportAtHand>> FindAsync(string period, string unit, CancellationToken stop)
    {
        var found = await UnitAsync(unit, stop);
        return (found.Failure ?? calendar.Find(period).Failure) is { } no
            ? no
            : At(period, found.Value, await store.FindAsync(period, unit, stop));
    }

    /// <summary>Runs <paramref name="change"/> on the report as it stands inside the write transaction.</summary>
    public async Task<Result<T>> ChangeAsync<T>(
        string period, string unit, Func<ReportAtHand, Task<Result<T>>> change, CancellationToken stop)
    {
        var found = await UnitAsync(unit, stop);
        return (found.Failure ?? calendar.Find(period).Failure) is { } no
            ? no
            : await store.ChangeAsync(period, unit, row => change(At(period, found.Value, row)), stop);
    }

    /// <summary>One decision about a report, and what it makes of it.</summary>
    public Task<Result<T>> ChangeAsync<T>(
        string period, string unit, Precondition seen, Func<ReportAtHand, Result<ReportStep>> decide, Func<ReportAtHand, T> answer,
        CancellationToken stop) =>
        ChangeAsync(period, unit, report => Task.FromResult(
            (report.MustBeAs(seen) is { } conflict ? conflict : decide(report)).Then(step => answer(Take(report, step)))), stop);

    /// <summary>Writes what was decided, with history, notice and event; for use inside a change.</summary>
    public ReportAtHand Take(ReportAtHand report, ReportStep step)
    {
        if (step == ReportStep.None)
            return report;
        var row = report.Row ?? store.Begin(report.Period.Code, report.Unit.Code, report.Template.Value.Template, caller.UserName);
        step.Change(row);
        store.Touch(row, step.Action, caller.UserName, step.Message);
        if (step.Notice is { } notice)
            store.Raise(notice(row));
        if (step.Announced)
            store.Announce(row);
        return report with { Row = row };
    }

    private ReportAtHand At(string code, OrgUnitInfo unit, ReportRow? row)
    {
        var period = calendar.Find(code).Value;
        var template = row is null ? templates.For(period, unit) : templates.Get(row.TemplateCode, row.TemplateVersion);
        return new(period, unit, row, template, caller, store.Now);
    }
}
