using Platform.Plans.Errors;
using Platform.Reading.Text;
using Platform.ServiceDefaults.Errors;

namespace Platform.Plans.Revise;

/// <summary>The rules for single fields; every breach is noted with its path, and reading goes on.</summary>
internal sealed class Rules
{
    public const int Line = 500;
    public const int Paragraph = 8000;
    public const int MostRows = 2000;
    public const int MostCells = 60;

    public List<FieldError> Errors { get; } = [];

    public void Add(string field, string code, string message) => Errors.Add(new(field, code, message));

    /// <summary>Trimmed text, null when empty.</summary>
    public string? Text(string field, string? text, int longest, string? required = null)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            if (required is not null)
                Add(field, PlanErrors.Required, required);
            return null;
        }
        if (text.Length > longest)
            Add(field, PlanErrors.TooLong, $"Dài {text.Length} ký tự, tối đa {longest}.");
        else if (text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')) || HasLoneSurrogate(text))
            Add(field, PlanErrors.ControlCharacter, "Có ký tự điều khiển không hợp lệ.");
        return text.Trim().Replace("\r\n", "\n", StringComparison.Ordinal);
    }

    /// <summary>The texts of a list without the empty ones.</summary>
    public IReadOnlyList<string> Texts(string field, IReadOnlyList<string?>? texts, int most, int longest)
    {
        if (texts is null)
            return [];
        if (texts.Count > most)
        {
            Add(field, PlanErrors.TooMany, $"Có {texts.Count} mục, tối đa {most}.");
            return [];
        }
        return [.. texts.Select((t, i) => Text($"{field}[{i}]", t, longest)).OfType<string>()];
    }

    public T? OneOf<T>(string field, string? name, T? missing = null) where T : struct, Enum
    {
        if (string.IsNullOrEmpty(name))
            return missing;
        foreach (var value in Enum.GetValues<T>())
        {
            if (string.Equals(value.ToString(), name, StringComparison.OrdinalIgnoreCase))
                return value;
        }
        Add(field, PlanErrors.NotAllowed, $"“{name.Shortened(40)}” không phải một giá trị được dùng ở đây.");
        return missing;
    }

    public int? Area(string field, int? area)
    {
        if (area is < 1 or > 7)
            Add(field, PlanErrors.OutOfRange, $"Lĩnh vực {area} không có; các lĩnh vực từ 1 đến 7.");
        return area;
    }

    public DateOnly? Day(string field, DateOnly? day)
    {
        if (day is { Year: < 1990 or > 2100 })
            Add(field, PlanErrors.OutOfRange, $"Năm {day.Value.Year} ngoài khoảng 1990–2100.");
        return day;
    }

    private static bool HasLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (char.IsSurrogate(text[i]))
                return true;
        }
        return false;
    }
}
