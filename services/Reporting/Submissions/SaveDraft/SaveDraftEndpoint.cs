using Platform.Contracts.Events;
using Platform.Contracts.Periods;
using Platform.Reporting.Periods;
using Platform.Reporting.Storage;
using Platform.Reporting.Submissions.View;
using Platform.Reporting.Templates;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting.Submissions.SaveDraft;

/// <summary>
/// Stores a draft whole. It may be incomplete, but what is there must be readable; a change based on an older revision
/// (If-Match or <c>revision</c>) is refused, so that nobody overwrites a colleague unseen.
/// </summary>
public static class SaveDraftEndpoint
{
    public static void MapSaveDraft(this WebApplication app) =>
        app.MapPut("/api/reports/{period}/{unit}", SaveAsync).Produces<ReportView>()
            .WithSummary("Saves the draft of a report (commune officer or leader)");

    private static async Task<IResult> SaveAsync(
        string period, string unit, ReportInput input, HttpRequest request, HttpResponse response, Caller caller,
        OrgUnitDirectory directory, PeriodCalendar calendar, TemplateCatalog templates, ReportStore store, CancellationToken stop)
    {
        var access = await ReportAccess.UnitAsync(directory, unit, caller, (c, u) => c.WritesFor(u), "nhập báo cáo cho đơn vị này", stop);
        if (access.Failure is { } denied)
            return denied.ToProblem();
        if (calendar.Find(period).Failure is { } unknown)
            return unknown.ToProblem();
        var basedOn = input.Revision ?? RevisionOf(request.Headers.IfMatch.ToString());
        var saved = await store.ChangeAsync<(ReportRow, Template)>(period, unit, row => Task.FromResult(Save(row)), stop);
        return saved.ToHttp(s =>
        {
            response.Headers.ETag = $"\"{s.Item1.Revision}\"";
            return Results.Ok(ReportView.Of(s.Item1, calendar.Find(period).Value, access.Value, s.Item2));
        });

        Result<(ReportRow, Template)> Save(ReportRow? row)
        {
            if (ReportAccess.MustBeOpen(calendar, period, row, store.Now) is { } notOpen)
                return notOpen;
            if (row is not null && row.State is ReportStates.Submitted or ReportStates.Accepted)
                return ReportAccess.WrongState(row, "sửa");
            if (basedOn is { } revision && revision != (row?.Revision ?? 0))
                return ReportAccess.Conflict(row?.Revision ?? 0, revision);
            var template = row is null ? templates.For(PeriodCode.Parse(period)) : templates.Get(row.TemplateCode, row.TemplateVersion);
            if (template.Failure is { } noTemplate)
                return noTemplate;
            var (content, errors) = ContentRules.Read(template.Value, input);
            if (errors.Count > 0)
                return new Failure(RequestErrors.Validation, $"Có {errors.Count} chỗ cần sửa; chưa lưu gì.", errors);
            if (row is null)
            {
                row = new()
                {
                    Period = period,
                    OrgUnit = unit,
                    State = ReportStates.Draft,
                    Content = "",
                    TemplateCode = template.Value.Template.Code,
                    TemplateVersion = template.Value.Template.Version,
                    UpdatedBy = caller.UserName,
                };
                store.Add(row);
            }
            row.Content = content.ToJson();
            store.Touch(row, "saved", caller.UserName);
            return (row, template.Value.Template);
        }
    }

    /// <summary>Revision in an If-Match header, weak or strong; one that is not ours matches nothing, none or <c>*</c> asks for nothing.</summary>
    private static long? RevisionOf(string etag)
    {
        if (etag is "" or "*")
            return null;
        var tag = etag.StartsWith("W/", StringComparison.Ordinal) ? etag[2..] : etag;
        return long.TryParse(tag.Trim('"'), out var revision) ? revision : -1;
    }
}
