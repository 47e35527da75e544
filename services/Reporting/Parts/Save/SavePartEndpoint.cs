using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Periods;
using Platform.Reporting.Parts.List;
using Platform.Reporting.Periods;
using Platform.Reporting.Storage;
using Platform.Reporting.Submissions;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;

namespace Platform.Reporting.Parts.Save;

/// <summary>A part as it comes in, whole: what is absent is cleared.</summary>
/// <param name="Base">Version of the part that the change is based on; absent: whatever is there is replaced.</param>
public sealed record PartInput(IReadOnlyDictionary<string, JsonElement>? Values, IReadOnlyDictionary<string, JsonElement>? Narrative, string? Base);

/// <param name="Revision">Of the whole report.</param>
public sealed record PartSaved(long Revision, PartView Part);

/// <summary>
/// Stores one part. Colleagues who save other parts at the same moment do not conflict; a change of the same part that the writer
/// has not seen is refused, with the lines that differ.
/// </summary>
public static class SavePartEndpoint
{
    public static void MapSavePart(this WebApplication app) =>
        app.For(Rights.WriteReports, "unit").MapPut("/api/reports/{period}/{unit}/parts/{part}", SaveAsync)
            .WithSummary("Saves one part of a report (its office, or the commune's officer)");

    private static async Task<Answer<PartSaved>> SaveAsync(
        string period, string unit, string part, PartInput input, Caller caller, PartGate gate, PeriodCalendar calendar, ReportStore store, CancellationToken stop)
    {
        var entered = await gate.EnterAsync(period, unit, part, "nhập phần việc này", false, stop);
        if (entered.Failure is { } no)
            return no;
        var (orgUnit, found, template, known, office, assembles) = entered.Value;
        var lease = await store.Db.PartLeases.AsNoTracking().SingleOrDefaultAsync(l => l.Period == period && l.OrgUnit == unit && l.Part == part, stop);
        if (lease is not null && lease.Holder != caller.UserName && lease.Until > store.Now)
        {
            return new Failure(
                ReportErrors.PartHeld,
                $"{lease.Holder} đang sửa phần “{known.Title}” (giữ đến {lease.Until.ToOffset(VietnamTime.Offset):HH:mm:ss}). Chờ hoặc nhận quyền sửa rồi lưu lại.");
        }
        var (own, errors) = ContentRules.Read(template, new(input.Values, input.Narrative));
        errors = [.. errors, .. own.Values.Keys.Where(c => template.Items[c].Formula is null).Select(c => (c, Field: $"values.{c}"))
            .Concat(own.Narrative.Keys.Select(c => (c, Field: $"narrative.{c}")))
            .Where(c => template.PartOf[c.c] != part).Select(c => new FieldError(c.Field, ReportErrors.OtherPart, "Dòng này thuộc phần việc khác."))];
        if (errors.Count > 0)
            return Failure.Invalid(errors);
        own = PartContent.Cut(template, own, part);
        var saved = await store.ChangeAsync<PartSaved>(period, unit, row => Task.FromResult(Save(row)), stop);
        return saved;

        Result<PartSaved> Save(ReportRow? row)
        {
            if (ReportAccess.MustTakeChanges(calendar, found, orgUnit, row, store.Now) is { } closed)
                return closed;
            var state = PartState.Of(row).GetValueOrDefault(part) ?? PartState.New;
            if (!assembles && state.State == PartStates.HandedIn)
                return new Failure(ReportErrors.PartHandedIn, $"Phần “{known.Title}” đã nộp cho cán bộ tổng hợp; cần sửa thì rút lại trước.");
            var whole = row is null ? ReportContent.Empty : ReportContent.FromJson(row.Content);
            if (input.Base is { } seen && seen != PartContent.VersionOf(template, whole, part))
            {
                var differences = PartContent.Differences(template, PartContent.Cut(template, whole, part), own);
                return new Failure(
                    ReportErrors.PartChanged, $"Phần “{known.Title}” đã được người khác sửa từ lúc mở; khác nhau ở {differences.Count} chỗ.", differences);
            }
            var merged = PartContent.Put(template, whole, part, own);
            if (ReportAccess.MustKeepTheRest(template, row, merged) is { Count: > 0 } locked)
                return Failure.Invalid(locked);
            row ??= store.Begin(period, unit, template.Template, caller.UserName);
            row.Content = merged.ToJson();
            if (state.State == PartStates.NotStarted)
                PartState.Set(row, part, s => s with { State = PartStates.InProgress });
            store.Touch(row, "part-saved", caller.UserName, known.Title);
            return new PartSaved(row.Revision, PartView.Of(template, known, row, found, office, lease, true, VietnamTime.DateOf(store.Now)));
        }
    }
}
