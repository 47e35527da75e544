using Platform.Contracts.Units;
using Platform.Reading.Text;

namespace Platform.Reporting.Templates.Import;

/// <summary>
/// What a template's values are called in a sheet. Of each value the first word is the one that is written; all of them, and the value
/// itself, are read, whatever their case, diacritics and punctuation.
/// </summary>
public sealed class SheetWords(params (string Value, string[] Words)[] lines)
{
    public static readonly SheetWords Types = new(
        ("count", ["Số nguyên", "Số lượng"]), ("money", ["Tiền", "Triệu đồng", "Số tiền"]),
        ("number", ["Số thập phân", "Số", "Tỷ lệ", "Thập phân"]));

    public static readonly SheetWords Consolidations = new(
        ("sum", ["Cộng", "Tổng", "Cộng dồn", "Tổng cộng", "Tính tổng"]), ("mean", ["Trung bình", "Bình quân", "Trung bình cộng"]),
        ("max", ["Lớn nhất", "Cao nhất"]),
        ("min", ["Nhỏ nhất", "Thấp nhất"]), ("none", ["Không", "Không tổng hợp", "Không cộng"]));

    public static readonly SheetWords Sources = new(
        (Typed, ["Nhập tay", "Tự nhập", "Nhập"]), (Formula, ["Công thức", "Tự tính"]),
        (CarryOver, ["Kỳ trước chuyển sang", "Kỳ trước", "Báo cáo kỳ trước"]),
        ("tasks.total", ["Nhiệm vụ: tổng"]), ("tasks.done", ["Nhiệm vụ: xong"]), ("tasks.doneOnTime", ["Nhiệm vụ: đúng hạn"]),
        ("tasks.overdue", ["Nhiệm vụ: quá hạn"]),
        ("tasks.assigned", ["Nhiệm vụ được giao: tổng"]), ("tasks.assignedOnTime", ["Nhiệm vụ được giao: đúng hạn"]));

    public static readonly SheetWords Figures = new(("value", ["giá trị"]), ("numerator", ["tử số"]), ("denominator", ["mẫu số"]));

    public static readonly SheetWords Ops = new(
        ("atMost", ["không lớn hơn", "<=", "≤", "không vượt quá", "nhỏ hơn hoặc bằng"]),
        ("atLeast", ["không nhỏ hơn", ">=", "≥", "không ít hơn", "lớn hơn hoặc bằng"]),
        ("equal", ["bằng", "="]));

    public static readonly SheetWords Offices = new(
        ("VP", ["Văn phòng HĐND và UBND", "Văn phòng", "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân", "VP HĐND và UBND",
            "VP HĐND UBND"]),
        ("VHXH", ["Phòng Văn hóa - Xã hội", "Văn hóa - Xã hội", "Phòng VH-XH", "Phòng VHXH", "VH-XH"]),
        ("KT", ["Phòng Kinh tế", "Kinh tế", "Phòng Kinh tế, Hạ tầng và Đô thị", "Kinh tế, Hạ tầng và Đô thị", "Phòng KT"]),
        ("HCC", ["Trung tâm Phục vụ hành chính công", "Phục vụ hành chính công", "TT Phục vụ hành chính công", "Trung tâm PVHCC", "TTPVHCC",
            "Trung tâm HCC"]));

    public static readonly SheetWords PeriodKinds = new(
        ("month", ["Tháng"]), ("quarter", ["Quý"]), ("halfYear", ["6 tháng", "Sáu tháng"]), ("nineMonths", ["9 tháng", "Chín tháng"]),
        ("year", ["Năm"]), ("extraordinary", ["Đột xuất"]));

    public static readonly SheetWords Blocks = new((RankingBlocks.Wards, ["Phường"]), (RankingBlocks.Communes, ["Xã, đặc khu", "Xã"]));

    public const string Typed = "typed";
    public const string Formula = "formula";
    public const string CarryOver = "carryOver";

    private readonly Dictionary<string, string> _written = lines.ToDictionary(l => l.Value, l => l.Words[0]);

    private readonly (string Word, string Value)[] _read =
        [.. lines.SelectMany(l => l.Words.Append(l.Value).Select(w => (Key(w), l.Value))).OrderByDescending(w => w.Item1.Length)];

    /// <summary>A value without a word is written as it is.</summary>
    public string Write(string? value) => value is null ? "" : _written.GetValueOrDefault(value, value);

    /// <returns>Null when the cell says none of the values.</returns>
    public string? Read(string cell) => Key(cell) is { Length: > 0 } key ? _read.FirstOrDefault(w => w.Word == key).Value : null;

    /// <summary>The value that the text begins with, and what follows it.</summary>
    public (string? Value, string After) ReadStart(string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        for (var count = words.Length - 1; count > 0; count--)
        {
            if (Read(string.Join(' ', words.Take(count))) is { } value)
                return (value, string.Join(' ', words.Skip(count)));
        }
        // Signs need no space after them.
        return _read.FirstOrDefault(w => !char.IsAsciiLetterOrDigit(w.Word[0])
            && text.TrimStart().StartsWith(w.Word, StringComparison.Ordinal)) is { Word: { } sign } found
            ? (found.Value, text.TrimStart()[sign.Length..].Trim())
            : (null, text.Trim());
    }

    /// <summary>Folded; what is no word at all, such as ≤, stays.</summary>
    private static string Key(string word) => Fold(word) is { Length: > 0 } folded ? folded : word.Trim();

    /// <summary>Folded words; of signs only %.</summary>
    public static string Fold(string text) => FoldedWords.Of(text, kept: "%");
}
