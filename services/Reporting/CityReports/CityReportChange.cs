using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Reporting.Storage;
using Platform.Reporting.Submissions;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Preconditions;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;

namespace Platform.Reporting.CityReports;

/// <summary>The shared way of every change: which state, one write with its history.</summary>
public sealed class CityReportChange(Caller caller, CityInputsReader reader, ReportingDb db, TimeProvider time)
{
    private const int LongestText = 50_000;

    public async Task<IResult> RunAsync(
        string period, string city, Precondition seen, Func<CityReportRow?, CityInputs, Task<Result<CityReportRow>>> change, CancellationToken stop)
    {
        var inputs = await reader.ReadAsync(period, city, withContent: true, stop);
        if (inputs.Failure is { } denied)
            return denied.ToProblem();
        var result = await db.WriteAsync<Result<CityReportRow>>(
            async () =>
            {
                var row = await db.CityReports.SingleOrDefaultAsync(r => r.Period == period && r.OrgUnit == city, stop);
                if (!seen.Holds(row?.Revision ?? 0))
                    return ReportAccess.Conflict(row?.Revision ?? 0, seen);
                var changed = await change(row, inputs.Value);
                if (changed.Failure is not null)
                    return changed;
                if (row is null)
                    db.CityReports.Add(changed.Value);
                await db.SaveChangesAsync(stop);
                return changed;
            },
            stop);
        if (result.Failure is { } failure)
            return failure.ToProblem();
        return Results.Ok(CityReportView.Of(inputs.Value, result.Value, await CityReportEndpoint.IssuedAsync(db, result.Value, stop)));
    }

    public async Task<Result<CityReportRow>> ConsolidateAsync(CityReportRow? row, CityInputs inputs, CityReportEndpoint.ConsolidateInput? input, CancellationToken stop)
    {
        if (DecideCityReport.Edit(row, "tổng hợp lại") is { } no)
            return no;
        var sent = inputs.Sent.Where(s => input?.AcceptedOnly != true || s.Source.Accepted).ToList();
        var said = sent.Select(s => new NarrativeDraft.Said(s.Unit.Code, s.Unit.FullName, ReportContent.FromJson(s.Content))).ToList();
        // Before all have sent, sums of a few are compared with what the same few said before, not with the whole city's.
        var previous = await reader.PreviousAsync(inputs, [.. sent.Select(s => s.Unit)], stop);
        var figures = Consolidate.Figures(inputs.Template, [.. said.Select(s => s.Content)], previous);
        var drafted = NarrativeDraft.Of(inputs.Template.Template, figures, said, sent.Count(s => s.Source.Accepted), inputs.Units.Count);
        var kept = row is null || input?.DiscardEdits == true ? [] : CityReport.FromJson(row.Content).Narrative.Where(n => n.Value.Edited).ToDictionary();
        var report = new CityReport(
            inputs.Template.Template.Code, inputs.Template.Template.Version, figures,
            drafted.ToDictionary(d => d.Key, d => kept.GetValueOrDefault(d.Key) ?? d.Value),
            [.. sent.Select(s => s.Source)], inputs.Units.Count);
        row ??= new() { Period = inputs.Period.Code, OrgUnit = inputs.City.Code, State = CityReportStates.Draft, Content = "", UpdatedBy = caller.UserName };
        row.Content = report.ToJson();
        return Touched(row, "consolidated", string.Create(CultureInfo.InvariantCulture, $"{sent.Count}/{inputs.Units.Count}"));
    }

    public Result<CityReportRow> Edit(CityReportRow? row, CityInputs inputs, CityReportEndpoint.EditInput input)
    {
        if (row is null)
            return NotMade;
        if (DecideCityReport.Edit(row, "sửa") is { } no)
            return no;
        var report = CityReport.FromJson(row.Content);
        var (texts, errors) = (report.Narrative.ToDictionary(), new List<FieldError>());
        foreach (var (code, raw) in input.Narrative ?? new Dictionary<string, JsonElement>())
        {
            if (!inputs.Template.Sections.ContainsKey(code))
                errors.Add(new($"narrative.{code}", ReportErrors.UnknownSection, $"Biểu mẫu không có phần “{code}”."));
            else if (!ContentRules.TryReadText(raw, out var text))
                errors.Add(new($"narrative.{code}", ReportErrors.NotText, "Nội dung phải là văn bản."));
            else if (text?.Length > LongestText)
                errors.Add(new($"narrative.{code}", ReportErrors.TextTooLong, $"Dài {text.Length} ký tự, tối đa {LongestText}."));
            else if ((text ?? "") != texts.GetValueOrDefault(code)?.Text)
                texts[code] = new(text ?? "", Edited: true, texts.GetValueOrDefault(code)?.Units ?? []);
        }
        if (errors.Count > 0)
            return Failure.Invalid(errors);
        row.Content = (report with { Narrative = texts }).ToJson();
        return Touched(row, "edited");
    }

    public Result<CityReportRow> Submit(CityReportRow? row, CityInputs inputs)
    {
        if (row is null)
            return NotMade;
        if (DecideCityReport.Submit(row, CityReport.FromJson(row.Content), inputs.Template.Template) is { } no)
            return no;
        row.State = CityReportStates.Submitted;
        row.Message = null;
        return Touched(row, CityReportStates.Submitted);
    }

    public Result<CityReportRow> Return(CityReportRow? row, CityReportEndpoint.ReturnInput input)
    {
        if (row is null)
            return NotMade;
        if (DecideCityReport.Return(row, input.Message) is { } no)
            return no;
        row.State = CityReportStates.Returned;
        row.Message = input.Message;
        return Touched(row, CityReportStates.Returned, input.Message);
    }

    public Result<CityReportRow> Issue(CityReportRow? row, CityReportEndpoint.IssueInput? input)
    {
        if (row is null)
            return NotMade;
        if (DecideCityReport.Issue(row, input?.DocumentNumber) is { } no)
            return no;
        row.State = CityReportStates.Issued;
        row.Issued++;
        db.CityReportVersions.Add(new()
        {
            Period = row.Period,
            OrgUnit = row.OrgUnit,
            Number = row.Issued,
            Content = row.Content,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(row.Content))),
            DocumentNumber = string.IsNullOrWhiteSpace(input?.DocumentNumber) ? null : input.DocumentNumber.Trim(),
            IssuedAt = time.GetUtcNow(),
            IssuedBy = caller.UserName,
        });
        return Touched(row, CityReportStates.Issued, input?.DocumentNumber);
    }

    public Result<CityReportRow> Reopen(CityReportRow? row, CityReportEndpoint.ReopenCityInput input)
    {
        if (row is null)
            return NotMade;
        if (DecideCityReport.Reopen(row, input.Reason) is { } no)
            return no;
        row.State = CityReportStates.Draft;
        return Touched(row, "reopened", input.Reason);
    }

    private static Failure NotMade => new(ReportErrors.NothingToSubmit, "Chưa tổng hợp báo cáo của kỳ này.");

    private Result<CityReportRow> Touched(CityReportRow row, string action, string? message = null)
    {
        var now = time.GetUtcNow();
        row.Revision++;
        row.UpdatedAt = now;
        row.UpdatedBy = caller.UserName;
        db.History.Add(new() { Period = row.Period, OrgUnit = row.OrgUnit, Revision = row.Revision, Action = action, By = caller.UserName, At = now, Message = message });
        return row;
    }
}
