using System.Text.Json;
using Platform.Contracts.Periods;
using Platform.Reporting.Errors;
using Platform.Reporting.Model.Reports;
using Platform.Reporting.Model.Templates;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Text;

namespace Platform.Reporting.Reports.Parts.Save;

/// <summary>A part as it comes in, whole: what is absent is cleared.</summary>
/// <param name="Base">Version of the part that the change is based on; absent: whatever is there is replaced.</param>
public sealed record PartInput(
    [property: RawValues(typeof(decimal))] IReadOnlyDictionary<string, JsonElement>? Values, [property: RawValues(typeof(string))] IReadOnlyDictionary<string, JsonElement>? Narrative, string? Base);

/// <param name="Revision">Of the whole report.</param>
public sealed record PartSaved(long Revision, PartView Part);

/// <summary>
/// Stores one part. Colleagues who save other parts at the same moment do not conflict; a change of the same part that the writer
/// has not seen is refused, with the lines that differ.
/// </summary>
public static class SavePartEndpoint
{
    public static void MapSavePart(this WebApplication app) =>
        app.For(Rights.WriteReports, "unit").MapPut(PartRoutes.One, ([AsParameters] PartScope part, PartInput input) =>
            part.EditAsync(p => Decide(p, input), p => new PartSaved(p.Report.Row!.Revision, p.View(p.Lease))))
            .WithSummary("Saves one part of a report (its office, or the commune's officer)");

    public static Result<ReportStep> Decide(PartAtHand part, PartInput input)
    {
        var (report, template, (code, title, _)) = (part.Report, part.Template, part.Part);
        if (part.Lease is { } lease && lease.Holder != report.Caller.UserName && lease.Until > report.Now)
        {
            return new Failure(
                ReportErrors.PartHeld,
                $"{lease.Holder} đang sửa phần “{title}” (giữ đến {lease.Until.ToOffset(VietnamTime.Offset):HH:mm:ss}). "
                + "Chờ hoặc nhận quyền sửa rồi lưu lại.");
        }
        if (!part.Assembles && part.State.State == PartStates.HandedIn)
            return new Failure(ReportErrors.PartHandedIn, $"Phần “{title}” đã nộp cho cán bộ tổng hợp; cần sửa thì rút lại trước.");
        var (own, errors) = ReadPart(template, code, input);
        if (errors.Count > 0)
            return Failure.Invalid(errors);
        var whole = report.Content;
        if (input.Base is { } seen && seen != PartContent.VersionOf(template, whole, code))
        {
            var differences = PartContent.Differences(template, PartContent.Cut(template, whole, code), own);
            return new Failure(
                ReportErrors.PartChanged, $"Phần “{title}” đã được người khác sửa từ lúc mở; khác nhau ở {differences.Count} chỗ.",
                differences);
        }
        var merged = PartContent.Put(template, whole, code, own);
        if (report.MustKeepTheRest(merged) is { Count: > 0 } locked)
            return Failure.Invalid(locked);
        return new ReportStep("part-saved", row =>
        {
            row.Content = merged.ToJson();
            if (part.State.State == PartStates.NotStarted)
                PartState.Set(row, code, s => s with { State = PartStates.InProgress });
        }, title);
    }

    /// <summary>What the input says of the part, with all that is wrong with it; lines of other parts are.</summary>
    private static (ReportContent Own, IReadOnlyList<FieldError> Errors) ReadPart(CompiledTemplate template, string part, PartInput input)
    {
        var (content, errors) = ContentRules.Read(template, new(input.Values, input.Narrative));
        var foreign = content.Values.Keys.Where(c => template.Items[c].Formula is null).Select(c => (Code: c, Field: $"values.{c}"))
            .Concat(content.Narrative.Keys.Select(c => (Code: c, Field: $"narrative.{c}")))
            .Where(c => template.PartOf[c.Code] != part)
            .Select(c => new FieldError(c.Field, ReportErrors.OtherPart, "Dòng này thuộc phần việc khác."));
        return (PartContent.Cut(template, content, part), [.. errors, .. foreign]);
    }
}
