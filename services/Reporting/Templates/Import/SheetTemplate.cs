using System.Globalization;

namespace Platform.Reporting.Templates.Import;

/// <summary>
/// Reads a template off sheets: the table whose header names the items ("Chỉ tiêu") and their unit ("Đơn vị tính") becomes the items, one
/// whose header names "Phần" or "Nội dung" with "Hướng dẫn" becomes the narrative. A row without a unit that starts with a Roman or plain
/// number is an area. What was unsure is told with its row. Pure.
/// </summary>
public static class SheetTemplate
{
    private static readonly Dictionary<string, string[]> Headers = new()
    {
        ["name"] = ["chi tieu", "ten chi tieu", "noi dung", "noi dung bao cao", "tieu de", "phan loi", "phan"],
        ["unit"] = ["don vi tinh", "dvt", "don vi"],
        ["code"] = ["ma", "ma so", "ma chi tieu", "ma phan"],
        ["area"] = ["linh vuc"],
        ["type"] = ["loai", "kieu", "loai so"],
        ["required"] = ["bat buoc"],
        ["formula"] = ["cong thuc"],
        ["guidance"] = ["huong dan", "huong dan ghi"],
        ["number"] = ["tt", "stt"],
    };

    private sealed record Columns(int Row, Dictionary<string, int> At);

    public static (Template Template, IReadOnlyList<string> Notes) Read(string code, string title, IReadOnlyList<Sheet> sheets)
    {
        var (areas, items, sections, notes) = (new List<TemplateArea>(), new List<TemplateItem>(), new List<TemplateSection>(), new List<string>());
        foreach (var sheet in sheets)
        {
            if (FindHeader(sheet) is not { } columns)
                notes.Add($"Trang “{sheet.Name}”: không thấy dòng tiêu đề có cột chỉ tiêu và đơn vị tính, hoặc cột phần và hướng dẫn.");
            else
                ReadSheet(sheet, columns, areas, items, sections, notes);
        }
        return (TemplateRules.Normalize(new(code, 1, title, ["quarter"], areas, sections, items, [], [])), notes);
    }

    private static void ReadSheet(Sheet sheet, Columns columns, List<TemplateArea> areas, List<TemplateItem> items, List<TemplateSection> sections, List<string> notes)
    {
        var (narrative, area) = (!columns.At.ContainsKey("unit"), 0);
        for (var r = columns.Row + 1; r < sheet.Rows.Count; r++)
        {
            string Cell(string column) => columns.At.TryGetValue(column, out var at) && at < sheet.Rows[r].Count ? sheet.Rows[r][at] : "";
            var name = Cell("name");
            if (name.Length == 0)
                continue;
            if (int.TryParse(Cell("area"), NumberStyles.None, CultureInfo.InvariantCulture, out var told))
                area = Known(areas, told, $"Lĩnh vực {told}");
            if (narrative)
            {
                sections.Add(new(Cell("code") is { Length: > 0 } c ? c : $"S{sections.Count + 1}", area, name, Yes(Cell("required")), Cell("guidance")));
                continue;
            }
            if (Cell("unit").Length == 0 && Cell("area").Length == 0)
            {
                area = Known(areas, areas.Count + 1, WithoutNumber(name));
                continue;
            }
            var type = TypeOf(Fold(Cell("type")), Fold(Cell("unit")));
            if (type.Unsure)
                notes.Add($"Trang “{sheet.Name}” dòng {r + 1}: chưa rõ loại số của “{name}”, tạm coi là số nguyên.");
            items.Add(new(
                Cell("code") is { Length: > 0 } code ? code : $"CT{items.Count + 1:000}", area, WithoutNumber(name), Cell("unit"), type.Type, Yes(Cell("required")), null,
                Cell("formula").TrimStart('=') is { Length: > 0 } formula ? formula : null));
        }
    }

    private static Columns? FindHeader(Sheet sheet)
    {
        for (var r = 0; r < Math.Min(sheet.Rows.Count, 30); r++)
        {
            var at = new Dictionary<string, int>();
            foreach (var (cell, column) in sheet.Rows[r].Select((cell, column) => (Fold(cell), column)))
            {
                if (Headers.FirstOrDefault(h => h.Value.Contains(cell)).Key is { } known)
                    at.TryAdd(known, column);
            }
            if (at.ContainsKey("name") && (at.ContainsKey("unit") || at.ContainsKey("guidance")))
                return new(r, at);
        }
        return null;
    }

    private static int Known(List<TemplateArea> areas, int number, string title)
    {
        if (number > 0 && areas.All(a => a.Number != number))
            areas.Add(new(number, title));
        return number;
    }

    private static (string Type, bool Unsure) TypeOf(string told, string unit) => told switch
    {
        "count" or "so nguyen" or "so luong" => ("count", false),
        "money" or "tien" => ("money", false),
        "number" or "so thap phan" or "so" or "ty le" => ("number", false),
        _ when unit.Contains("dong", StringComparison.Ordinal) => ("money", false),
        _ when unit is "%" or "diem" or "ty le" => ("number", false),
        "" => ("count", false),
        _ => ("count", true),
    };

    private static bool Yes(string cell) => Fold(cell) is "x" or "co" or "1" or "bat buoc" or "true";

    private static string WithoutNumber(string name)
    {
        var rest = name.TrimStart("0123456789IVX.)- ".ToCharArray());
        // "VI. Tài chính" loses its number, "Xử lý …" keeps its X.
        return rest.Length > 0 && rest.Length < name.Length && name[..^rest.Length].AsSpan().ContainsAny(". )") ? rest : name;
    }

    /// <summary>Lower case without diacritics, single spaces. By a table: the platform runs without culture data, so nothing decomposes.</summary>
    private static string Fold(string text)
    {
        var plain = text.ToLowerInvariant().Where(c => c is < '\u0300' or > '\u036f')
            .Select(c => Marked.FirstOrDefault(m => m.Letters.Contains(c)) is { Letters: not null } m ? m.Plain : c);
        return string.Join(' ', string.Concat(plain).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static readonly (string Letters, char Plain)[] Marked =
    [
        ("àáảãạăằắẳẵặâầấẩẫậ", 'a'), ("èéẻẽẹêềếểễệ", 'e'), ("ìíỉĩị", 'i'), ("òóỏõọôồốổỗộơờớởỡợ", 'o'), ("ùúủũụưừứửữự", 'u'), ("ỳýỷỹỵ", 'y'), ("đ", 'd'),
    ];
}
