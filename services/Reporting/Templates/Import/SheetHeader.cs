using System.Collections.Frozen;

namespace Platform.Reporting.Templates.Import;

/// <summary>What the rows under a header are.</summary>
public enum SheetKind
{
    About,
    Areas,
    Parts,
    Items,
    Sections,
    Checks,
    Measures,
}

/// <summary>Columns of a table, found by the words of its header, wherever in the sheet it begins.</summary>
/// <param name="Last">Last row of the header, from 0.</param>
/// <param name="At">Column of each kind of cell.</param>
public sealed record SheetHeader(SheetKind Kind, int Last, IReadOnlyDictionary<string, int> At)
{
    private const int MostRowsBefore = 30;

    private static readonly (string Column, string[] Words)[] Columns =
    [
        ("name", ["chi tieu", "ten chi tieu", "noi dung", "noi dung bao cao", "noi dung chi tieu", "ten chi tieu bao cao",
            "chi tieu bao cao", "chi tieu thong ke", "tieu de", "tieu de phan loi", "phan loi", "ten phan loi", "phan"]),
        ("unit", ["don vi tinh", "dvt", "don vi"]),
        ("code", ["ma", "ma so", "ma chi tieu", "ma so chi tieu", "ma phan", "ma phan loi", "ky hieu"]),
        ("area", ["linh vuc", "so linh vuc"]),
        ("areaTitle", ["ten linh vuc"]),
        ("type", ["loai", "kieu", "loai so", "kieu so", "loai so lieu"]),
        ("required", ["bat buoc", "bat buoc nhap"]),
        ("formula", ["cong thuc", "cong thuc tinh", "cach tinh"]),
        ("guidance", ["huong dan", "huong dan ghi", "huong dan viet"]),
        ("number", ["tt", "stt", "so tt"]),
        ("part", ["phan viec", "ma phan viec"]),
        ("partTitle", ["ten phan viec"]),
        ("office", ["phong thuc hien", "phong", "don vi thuc hien", "phong phu trach", "don vi phu trach", "bo phan thuc hien",
            "don vi chu tri", "phong chu tri", "phong don vi thuc hien"]),
        ("source", ["nguon so lieu", "nguon", "nguon so", "nguon du lieu"]),
        ("consolidation", ["cach tong hop", "tong hop", "phuong phap tong hop"]),
        ("check", ["kiem tra", "dieu kien", "dieu kien kiem tra"]),
        ("left", ["chi tieu kiem tra"]),
        ("op", ["phep so", "phep so sanh", "so sanh"]),
        ("right", ["so voi", "chi tieu so sanh"]),
        ("message", ["cau bao", "thong bao"]),
        ("indicator", ["chi so", "ma chi so"]),
        ("numerator", ["tu so"]),
        ("denominator", ["mau so"]),
        ("about", ["thong tin"]),
        ("value", ["gia tri"]),
    ];

    private static readonly FrozenDictionary<string, string> ColumnOf =
        Columns.SelectMany(c => c.Words.Select(w => (Word: w, c.Column))).ToFrozenDictionary(w => w.Word, w => w.Column);

    /// <summary>Null when no row of the sheet's beginning is a header that tells what the table is.</summary>
    public static SheetHeader? Find(Sheet sheet)
    {
        for (var row = 0; row < Math.Min(sheet.Rows.Count, MostRowsBefore); row++)
        {
            var own = Read(sheet, row, row);
            if (own.Count > 0 && Continues(sheet, row, own) && Read(sheet, row, row + 1) is var both && KindOf(both) is { } kind)
                return new(kind, row + 1, both);
            if (KindOf(own) is { } plain)
                return new(plain, row, own);
        }
        return null;
    }

    /// <summary>Whether the row below is the header's second: it names columns, and names no line.</summary>
    private static bool Continues(Sheet sheet, int row, Dictionary<string, int> above)
    {
        if (row + 1 >= sheet.Rows.Count)
            return false;
        bool Names(int column) => Key(sheet.At(row + 1, column)) is { Length: > 0 } below
            && (ColumnOf.ContainsKey(below) || ColumnOf.ContainsKey($"{below} {Key(sheet.Across(row, column))}"));
        return (!above.TryGetValue("name", out var name) || Key(sheet.At(row + 1, name)).Length == 0 || Names(name))
            && Enumerable.Range(0, sheet.Rows[row + 1].Count).Any(Names);
    }

    /// <summary>Under a second row a column is what both say ("Mã" under "Phần việc"), else what the lower says, else the upper.</summary>
    private static Dictionary<string, int> Read(Sheet sheet, int row, int last)
    {
        var at = new Dictionary<string, int>();
        for (var c = 0; c < Math.Max(sheet.Rows[row].Count, sheet.Rows[last].Count); c++)
        {
            var (upper, lower) = (Key(sheet.Across(row, c)), Key(sheet.At(last, c)));
            var column = row == last ? ColumnOf.GetValueOrDefault(lower) : ColumnOf.GetValueOrDefault($"{lower} {upper}")
                ?? ColumnOf.GetValueOrDefault(lower) ?? ColumnOf.GetValueOrDefault(upper);
            if (column is not null)
                at.TryAdd(column, c);
        }
        return at;
    }

    private static SheetKind? KindOf(Dictionary<string, int> at)
    {
        bool Has(string one, string other) => at.ContainsKey(one) && at.ContainsKey(other);
        return Has("name", "unit") ? SheetKind.Items
            : Has("name", "guidance") ? SheetKind.Sections
            : Has("part", "partTitle") ? SheetKind.Parts
            : Has("area", "areaTitle") ? SheetKind.Areas
            : Has("left", "right") ? SheetKind.Checks
            : Has("indicator", "numerator") ? SheetKind.Measures
            : Has("about", "value") ? SheetKind.About
            : null;
    }

    /// <summary>A header's words, without what it says in parentheses: "Đơn vị tính (triệu đồng)".</summary>
    private static string Key(string cell) => SheetWords.Fold(cell.Split('(')[0]);
}
