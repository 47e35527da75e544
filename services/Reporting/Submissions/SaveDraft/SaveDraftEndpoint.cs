using Platform.Contracts.Events;
using Platform.Contracts.Periods;
using Platform.Reporting.Periods;
using Platform.Reporting.Storage;
using Platform.Reporting.Submissions.View;
using Platform.Reporting.Templates;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Preconditions;
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
        app.For(Rights.WriteReports, "unit").MapPut("/api/reports/{period}/{unit}", SaveAsync)
            .WithSummary("Saves the draft of a report (commune officer or leader)");

    private static async Task<Answer<ReportView>> SaveAsync(
        string period, string unit, ReportInput input, Precondition header, HttpResponse response, Caller caller,
        OrgUnitDirectory directory, PeriodCalendar calendar, TemplateCatalog templates, ReportStore store, CancellationToken stop)
    {
        var access = await ReportAccess.UnitAsync(directory, unit, stop);
        if (access.Failure is { } denied)
            return denied;
        if (caller.Office is not null)
            return new Failure(ReportErrors.ByParts, "Cán bộ phòng, trung tâm chỉ nhập phần được giao; toàn bộ báo cáo do cán bộ tổng hợp của đơn vị lưu.");
        var found = calendar.Find(period);
        if (found.Failure is { } unknown)
            return unknown;
        var seen = header.Or(input.Revision);
        var saved = await store.ChangeAsync<(ReportRow, Template)>(period, unit, row => Task.FromResult(Save(row)), stop);
        return saved.Then(s =>
        {
            response.Headers.ETag = Precondition.TagOf(s.Item1.Revision);
            return ReportView.Of(s.Item1, found.Value, access.Value, s.Item2);
        });

        Result<(ReportRow, Template)> Save(ReportRow? row)
        {
            if (ReportAccess.MustTakeChanges(calendar, found.Value, access.Value, row, store.Now) is { } no)
                return no;
            if (!seen.Holds(row?.Revision ?? 0))
                return ReportAccess.Conflict(row?.Revision ?? 0, seen);
            var template = row is null ? templates.For(found.Value, access.Value) : templates.Get(row.TemplateCode, row.TemplateVersion);
            if (template.Failure is { } noTemplate)
                return noTemplate;
            var (content, errors) = ContentRules.Read(template.Value, input);
            if (errors.Count == 0)
                errors = ReportAccess.MustKeepTheRest(template.Value, row, content);
            if (errors.Count > 0)
                return Failure.Invalid(errors);
            row ??= store.Begin(period, unit, template.Value.Template, caller.UserName);
            row.Content = content.ToJson();
            store.Touch(row, "saved", caller.UserName);
            return (row, template.Value.Template);
        }
    }
}
