using System.Text.RegularExpressions;
using Platform.Reading.Text;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Units;
using Platform.Tasks.Errors;

namespace Platform.Tasks.Model;

/// <summary>Collects what is wrong with an input, so that all of it is told at once.</summary>
public sealed partial class Findings
{
    public const int LongestText = 4_000;
    public const int LongestName = 200;

    private static readonly DateOnly Earliest = new(2000, 1, 1);
    private static readonly DateOnly Latest = new(2100, 12, 31);
    private readonly List<FieldError> _errors = [];

    public IReadOnlyList<FieldError> All => _errors;

    public void Add(string field, string code, string message) => _errors.Add(new(field, code, message));

    /// <summary>All findings as one failure, or null.</summary>
    public Failure? Failure => _errors.Count == 0 ? null : Failure.Invalid(_errors);

    public void Comment(string? text, string field = "comment")
    {
        if (text?.Length > LongestText)
            Add(field, TaskErrors.BadComment, $"Ghi chú dài {text.Length} ký tự, tối đa {LongestText}.");
    }

    public void Reason(string? text, string field = "reason")
    {
        if (string.IsNullOrWhiteSpace(text))
            Add(field, TaskErrors.BadReason, "Cần ghi lý do.");
        else if (text.Length > LongestText)
            Add(field, TaskErrors.BadReason, $"Lý do dài {text.Length} ký tự, tối đa {LongestText}.");
    }

    public void Content(string? text, string field = "content")
    {
        if (string.IsNullOrWhiteSpace(text))
            Add(field, TaskErrors.BadContent, "Cần ghi nội dung nhiệm vụ.");
        else if (text.Length > LongestText)
            Add(field, TaskErrors.BadContent, $"Nội dung dài {text.Length} ký tự, tối đa {LongestText}.");
    }

    public void Area(int? area, string field = "area")
    {
        if (area is < 0 or > 7)
            Add(field, TaskErrors.BadArea, $"Lĩnh vực từ 1 đến 7 (0 là chưa rõ), nhận được {area}.");
    }

    public void Name(string? text, string field, string code, string what)
    {
        if (text?.Length > LongestName)
            Add(field, code, $"{what} dài {text.Length} ký tự, tối đa {LongestName}.");
    }

    public void Products(IReadOnlyList<string>? products, string field = "products")
    {
        if (products is null)
            return;
        if (products.Count > 20)
            Add(field, TaskErrors.BadProducts, $"Có {products.Count} sản phẩm, tối đa 20.");
        for (var i = 0; i < Math.Min(products.Count, 20); i++)
        {
            if (string.IsNullOrWhiteSpace(products[i]) || products[i].Length > 500)
                Add($"{field}[{i}]", TaskErrors.BadProducts, "Tên sản phẩm từ 1 đến 500 ký tự.");
        }
    }

    /// <summary>Who is to do a task: an office of the unit, an official, or nobody in particular.</summary>
    public void Worker(string? office, string? user, IReadOnlyList<OfficeInfo> offices, string prefix = "")
    {
        if (Given(office) is { } code && offices.All(o => o.Code != code))
            Add($"{prefix}office", TaskErrors.BadOffice, $"Đơn vị không có phòng mang mã “{code.Shortened(20)}”.");
        if (Given(user) is { } name && !UserName().IsMatch(name))
            Add($"{prefix}assignee", TaskErrors.BadUser, "Tên đăng nhập gồm 3 đến 64 chữ thường không dấu, số, dấu chấm hoặc gạch ngang.");
    }

    /// <summary>The text without blanks around it; null when nothing is left.</summary>
    public static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>A due date that is to come: not before today and within reason.</summary>
    public void Due(DateOnly? day, DateOnly today, string field = "dueOn")
    {
        if (day is null)
            Add(field, TaskErrors.BadDate, "Cần chọn hạn hoàn thành.");
        else if (day < today || day > Latest)
            Add(field, TaskErrors.BadDate, $"Hạn {day:dd/MM/yyyy} phải từ hôm nay ({today:dd/MM/yyyy}) đến {Latest:dd/MM/yyyy}.");
    }

    /// <summary>A day that is past or today and within reason.</summary>
    public void Done(DateOnly day, DateOnly today, string field)
    {
        if (day > today || day < Earliest)
            Add(field, TaskErrors.BadDate, $"Ngày {day:dd/MM/yyyy} phải từ {Earliest:dd/MM/yyyy} đến hôm nay ({today:dd/MM/yyyy}).");
    }

    [GeneratedRegex(@"\A[a-z0-9.-]{3,64}\z")]
    private static partial Regex UserName();
}
