using System.Globalization;
using Platform.Contracts.Units;
using Platform.Reading.Text;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Units;
using Platform.Tasks.Errors;
using Platform.Tasks.Model;

namespace Platform.Tasks.Assignments;

/// <summary>Rows of cells as assignments. The first row names the columns; units by code, by full name, by block, or all. Pure.</summary>
public static class AssignmentList
{
    private const int Most = 200;

    /// <summary>Units that one cell may name; the country has 3,321 communes.</summary>
    private const int MostUnits = 5_000;

    private static readonly (string Field, string[] Names)[] Columns =
    [
        ("content", ["noi dung nhiem vu", "noi dung", "nhiem vu", "ten nhiem vu"]),
        ("area", ["linh vuc"]),
        ("dueOn", ["han hoan thanh", "thoi han", "han", "thoi gian hoan thanh", "ngay den han"]),
        ("products", ["san pham", "ket qua"]),
        ("units", ["don vi thuc hien", "don vi", "don vi duoc giao", "xa phuong"]),
        ("office", ["phong", "ma phong", "phong thuc hien"]),
        ("document", ["van ban", "so van ban", "can cu"]),
        ("needsConfirmation", ["xac nhan", "can xac nhan"]),
    ];

    private static readonly string[] DayForms = ["d/M/yyyy", "dd/MM/yyyy", "yyyy-MM-dd", "d-M-yyyy", "d.M.yyyy"];
    private static readonly string[] No = ["khong", "k", "no", "0", "false"];
    private static readonly char[] Between = [';', ',', '\n'];

    public sealed record ReadRow(int Line, AssignmentInput Item, List<FieldError> Findings);

    public static Result<List<ReadRow>> Read(IReadOnlyList<IReadOnlyList<string>> rows, IReadOnlyList<OrgUnitInfo> units)
    {
        var header = rows.Index().FirstOrDefault(r => r.Item.Any(c => FieldOf(c) == "content"));
        if (header.Item is null)
            return new Failure(TaskErrors.UnreadableList, "Không thấy dòng tên cột; cần có cột “Nội dung”, “Hạn”, “Đơn vị”.");
        var places = header.Item.Select(FieldOf).ToList();
        var names = units.ToLookup(u => FoldedWords.Of(u.FullName));
        var read = rows.Index().Skip(header.Index + 1).Where(r => r.Item.Any(c => c.Length > 0))
            .Select(r => RowOf(r.Index + 1, field => CellOf(r.Item, places.IndexOf(field)), units, names)).Take(Most + 1).ToList();
        return read.Count switch
        {
            0 => new Failure(TaskErrors.UnreadableList, "Danh sách không có dòng nào dưới dòng tên cột."),
            > Most => new Failure(TaskErrors.UnreadableList, $"Danh sách dài hơn {Most} dòng; hãy chia nhỏ."),
            _ => read,
        };
    }

    private static string CellOf(IReadOnlyList<string> row, int at) => at >= 0 && at < row.Count ? row[at] : "";

    private static string? FieldOf(string cell)
    {
        var folded = FoldedWords.Of(cell);
        return Columns.FirstOrDefault(c => c.Names.Contains(folded)).Field;
    }

    private static ReadRow RowOf(int line, Func<string, string> cell, IReadOnlyList<OrgUnitInfo> units, ILookup<string, OrgUnitInfo> names)
    {
        var findings = new List<FieldError>();
        var area = 0;
        if (cell("area") is { Length: > 0 } areaText
            && !int.TryParse(areaText.TrimEnd('.'), NumberStyles.None, CultureInfo.InvariantCulture, out area))
        {
            findings.Add(new("area", TaskErrors.BadArea, $"Lĩnh vực “{areaText.Shortened(40)}” không phải số từ 1 đến 7."));
        }
        DateOnly? due = null;
        if (cell("dueOn") is { Length: > 0 } dueText)
        {
            due = DateOnly.TryParseExact(dueText, DayForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
            if (due is null)
                findings.Add(new("dueOn", TaskErrors.BadDate, $"Hạn “{dueText.Shortened(40)}” không đọc được; ví dụ đúng: 30/09/2025."));
        }
        var (block, chosen) = Units(cell("units"), units, names, findings);
        var products = cell("products").Split([';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new(line, new(
            cell("content"), area, products, cell("document"), due, null, null, null, null, chosen, null, block,
            cell("office").ToUpperInvariant(),
            !No.Contains(FoldedWords.Of(cell("needsConfirmation")))), findings);
    }

    private static (string? Block, IReadOnlyList<string>? Units) Units(
        string text, IReadOnlyList<OrgUnitInfo> units, ILookup<string, OrgUnitInfo> names, List<FieldError> findings)
    {
        switch (FoldedWords.Of(text))
        {
            case "":
                findings.Add(new("units", TaskErrors.BadUnit, "Cần ghi đơn vị: mã, tên, “các phường”, “các xã” hoặc “tất cả”."));
                return (null, []);
            case "tat ca" or "toan thanh pho" or "tat ca cac xa phuong" or "cac xa phuong dac khu":
                return (null, null);
            case "phuong" or "cac phuong" or "tat ca cac phuong":
                return (RankingBlocks.Wards, null);
            case "xa" or "cac xa" or "cac xa dac khu" or "tat ca cac xa":
                return (RankingBlocks.Communes, null);
        }
        var codes = new List<string>();
        foreach (var part in text.Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MostUnits))
        {
            // Names collide without diacritics (Cẩm Giang, Cẩm Giàng): as spelled first, folded only when that leaves one.
            var found = units.Where(u => u.Code == part || string.Equals(u.FullName, part, StringComparison.OrdinalIgnoreCase)).ToList();
            if (found.Count == 0)
                found = [.. names[FoldedWords.Of(part)]];
            if (found.Count == 1)
                codes.Add(found[0].Code);
            else
                findings.Add(new("units", TaskErrors.BadUnit, NotOne(part, found.Count)));
        }
        return (null, codes);
    }

    private static string NotOne(string name, int found) =>
        found == 0 ? $"Không có đơn vị “{name.Shortened(40)}”." : $"“{name.Shortened(40)}” khớp {found} đơn vị; hãy ghi mã.";
}
