using System.Globalization;
using System.Text.Json;
using Platform.Contracts.Events;
using Platform.Reading.Text;
using Platform.Reporting.Errors;
using Platform.Reporting.Model.Formulas;
using Platform.Reporting.Model.Templates;
using Platform.ServiceDefaults.Errors;

namespace Platform.Reporting.Model.Reports;

/// <summary>Pure rules over a report's content: what may be stored as a draft, what may be submitted, what it measures.</summary>
public static class ContentRules
{
    private const decimal Largest = 1_000_000_000_000m;
    private const int LongestText = 20_000;

    /// <summary>Reads the input against the template. All mistakes are told; with any, nothing is to be stored.</summary>
    public static (ReportContent Content, IReadOnlyList<FieldError> Errors) Read(CompiledTemplate template, ReportInput input)
    {
        var errors = new List<FieldError>();
        var values = new Dictionary<string, decimal>();
        foreach (var (code, raw) in input.Values ?? new Dictionary<string, JsonElement>())
        {
            if (ReadValue(template, code, raw, out var value) is { } error)
                errors.Add(error);
            else if (value is { } number)
                values[code] = number;
        }
        var narrative = new Dictionary<string, string>();
        foreach (var (code, raw) in input.Narrative ?? new Dictionary<string, JsonElement>())
        {
            if (!template.Sections.ContainsKey(code))
                errors.Add(new($"narrative.{code}", ReportErrors.UnknownSection, $"Biểu mẫu không có phần “{code}”."));
            else if (!TryReadText(raw, out var text))
                errors.Add(new($"narrative.{code}", ReportErrors.NotText, "Phần lời phải là văn bản."));
            else if (text?.Length > LongestText)
                errors.Add(new($"narrative.{code}", ReportErrors.TextTooLong, $"Dài {text.Length} ký tự, tối đa {LongestText}."));
            else if (!string.IsNullOrEmpty(text))
                narrative[code] = text;
        }
        Compute(template, values);
        return (new(values, narrative), errors);
    }

    /// <summary>Sets every item that has a formula; one that cannot be computed is left empty.</summary>
    public static void Compute(CompiledTemplate template, Dictionary<string, decimal> values)
    {
        foreach (var (item, formula) in template.Computed)
        {
            values.Remove(item.Code);
            if (formula.Evaluate(code => values.TryGetValue(code, out var v) ? v : null) is { } result && Math.Abs(result) <= Largest)
                values[item.Code] = decimal.Round(result, item.Type == "count" ? 0 : 6, MidpointRounding.AwayFromZero);
        }
    }

    /// <summary>What still stands between a draft and its submission.</summary>
    public static IReadOnlyList<FieldError> BeforeSubmit(CompiledTemplate template, ReportContent content)
    {
        var errors = new List<FieldError>();
        foreach (var item in template.Template.Items)
        {
            if (item.Required && !content.Values.ContainsKey(item.Code))
            {
                errors.Add(new($"values.{item.Code}", ReportErrors.Missing,
                    $"{(item.Formula is null ? "Chưa nhập" : "Chưa tính được")}: {item.Name}."));
            }
        }
        foreach (var section in template.Template.Sections)
        {
            if (section.Required && !content.Narrative.ContainsKey(section.Code))
                errors.Add(new($"narrative.{section.Code}", ReportErrors.MissingText, $"Chưa viết phần “{section.Title}”."));
        }
        foreach (var (check, right) in template.Checks)
        {
            if (Broken(template, check, right, content) is { } error)
                errors.Add(error);
        }
        return errors;
    }

    private static FieldError? Broken(CompiledTemplate template, TemplateCheck check, Formula right, ReportContent content)
    {
        if (!content.Values.TryGetValue(check.Left, out var l)
            || right.Evaluate(code => content.Values.TryGetValue(code, out var v) ? v : null) is not { } r)
        {
            return null;
        }
        var (holds, words) = check.Op switch
        {
            "atLeast" => (l >= r, "nhỏ hơn"),
            "equal" => (l == r, "khác"),
            _ => (l <= r, "lớn hơn"),
        };
        if (holds)
            return null;
        var other = template.Items.TryGetValue(check.Right, out var item) ? item.Name : check.Right;
        var message = $"{template.Items[check.Left].Name} ({Show(l)}) {words} {other} ({Show(r)}).";
        return new($"values.{check.Left}", ReportErrors.AboveOther, check.Message is null ? message : $"{check.Message} {message}");
    }

    /// <summary>Indicator values of a submitted report. A ratio over nothing (denominator 0) was not measured and is left out.</summary>
    public static IReadOnlyList<IndicatorValueV1> Measure(Template template, ReportContent content)
    {
        var measured = new List<IndicatorValueV1>(template.Measures.Count);
        foreach (var measure in template.Measures)
        {
            if (!content.Values.TryGetValue(measure.Numerator, out var numerator))
                continue;
            if (measure.Denominator is null)
                measured.Add(new(measure.Indicator, numerator, null));
            else if (content.Values.TryGetValue(measure.Denominator, out var denominator) && denominator != 0)
                measured.Add(new(measure.Indicator, numerator, denominator));
        }
        return measured;
    }

    /// <summary>Text of a JSON string or null; false for anything else.</summary>
    public static bool TryReadText(JsonElement raw, out string? text)
    {
        text = null;
        if (raw.ValueKind == JsonValueKind.Null)
            return true;
        if (raw.ValueKind != JsonValueKind.String)
            return false;
        try
        {
            text = VietnameseLetters.Compose(raw.GetString()!);
            return true;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair: valid JSON, but no text.
            return false;
        }
    }

    private static FieldError? ReadValue(CompiledTemplate template, string code, JsonElement raw, out decimal? value)
    {
        value = null;
        var field = $"values.{code}";
        if (!template.Items.TryGetValue(code, out var item))
            return new(field, ReportErrors.UnknownItem, $"Biểu mẫu không có chỉ tiêu “{code}”.");
        // What is computed is the server's to say; a form may send it back as it came.
        if (raw.ValueKind == JsonValueKind.Null || item.Formula is not null)
            return null;
        if (raw.ValueKind != JsonValueKind.Number || !raw.TryGetDecimal(out var number))
            return new(field, ReportErrors.NotANumber, $"{item.Name}: phải là số, nhận được {raw.GetRawText().Shortened(40)}.");
        if (Unfit(item, number) is { } unfit)
            return unfit;
        value = number;
        return null;
    }

    /// <summary>Why a number cannot stand as the item's value; null when it can.</summary>
    public static FieldError? Unfit(TemplateItem item, decimal number)
    {
        var field = $"values.{item.Code}";
        if (number < 0 && item.Type != "number")
            return new(field, ReportErrors.Negative, $"{item.Name}: phải từ 0 trở lên, nhận được {Show(number)}.");
        if (Math.Abs(number) > Largest)
            return new(field, ReportErrors.TooBig, $"{item.Name}: tối đa {Show(Largest)}, nhận được {Show(number)}.");
        if (item.Type == "count" && number != decimal.Truncate(number))
            return new(field, ReportErrors.NotWhole, $"{item.Name}: phải là số nguyên, nhận được {Show(number)}.");
        if (item.Type != "count" && number != decimal.Round(number, 6))
            return new(field, ReportErrors.NotWhole, $"{item.Name}: tối đa 6 chữ số thập phân, nhận được {Show(number)}.");
        return null;
    }

    /// <summary>The number as Vietnamese writes it: 1.234,5.</summary>
    public static string Show(decimal number) => number.ToString("#,0.######", Vietnamese);

    private static readonly NumberFormatInfo Vietnamese = new() { NumberGroupSeparator = ".", NumberDecimalSeparator = "," };
}
