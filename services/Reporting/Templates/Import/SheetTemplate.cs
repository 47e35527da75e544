using System.Globalization;
using System.Text.RegularExpressions;
using Platform.Reporting.Model.Formulas;
using Platform.Reporting.Model.Templates;
using static Platform.Reporting.Templates.Import.SheetWords;

namespace Platform.Reporting.Templates.Import;

/// <summary>
/// Reads a template off the sheets of a workbook, each told by its header (<see cref="SheetHeader"/>): the table of figures and the
/// narrative
/// as cities write them, and the further tables that <see cref="Export.TemplateTables"/> writes. A numbered row without a unit is an
/// area. What was unsure is told with its row. Pure.
/// </summary>
public sealed partial class SheetTemplate
{
    private readonly List<TemplateArea> _areas = [];
    private readonly List<TemplateItem> _items = [];
    private readonly List<TemplateSection> _sections = [];
    private readonly List<(SheetRow Row, string Left, string? Op, string Right, string? Message)> _checks = [];
    private readonly List<(string Indicator, string Numerator, string Denominator)> _measures = [];
    private readonly Dictionary<string, List<string>> _about = [];
    private readonly HashSet<string> _codes = [];
    private readonly List<string> _notes = [];
    private readonly SheetParts _parts;

    private SheetTemplate(bool listsParts) => _parts = new(listsParts, _notes);

    public static (Template Template, IReadOnlyList<string> Notes) Read(string code, string title, IReadOnlyList<Sheet> sheets)
    {
        var tables = sheets.Select(s => (Sheet: s, Header: SheetHeader.Find(s))).ToList();
        var reader = new SheetTemplate(tables.Any(t => t.Header?.Kind == SheetKind.Parts));
        foreach (var (sheet, _) in tables.Where(t => t.Header is null))
            reader._notes.Add($"Trang “{sheet.Name}”: không thấy dòng tiêu đề có cột chỉ tiêu và đơn vị tính, hoặc cột phần và hướng dẫn.");
        // In the order of the kinds: lines name areas and parts, checks name lines.
        foreach (var (sheet, header) in tables.Where(t => t.Header is not null).OrderBy(t => t.Header!.Kind))
        {
            reader.ReadTable([.. Enumerable.Range(header!.Last + 1, Math.Max(0, sheet.Rows.Count - header.Last - 1))
                .Select(r => new SheetRow(sheet, header, r))]);
        }
        return (TemplateRules.Normalize(reader.Made(code, title)), reader._notes);
    }

    private Template Made(string code, string title) => new(
        code, 1, title, About("loai ky", PeriodKinds) ?? ["quarter"], _areas, _sections, _items,
        [.. _checks.Select(c => new TemplateCheck(ItemOf(c.Left), c.Op ?? "", RightOf(c.Right), c.Message))],
        [.. _measures.Select(m => new TemplateMeasure(m.Indicator, ItemOf(m.Numerator), m.Denominator is { Length: > 0 } d
            ? ItemOf(d) : null))],
        _parts.All, About("dung cho khoi", Blocks), _about.GetValueOrDefault("dung cho don vi"));

    private void ReadTable(List<SheetRow> rows)
    {
        // Forms number their columns under the header: A, B, 1, 2 or (1), (2), (3).
        if (rows.Count > 0 && rows[0].Filled is { Count: > 1 } first && first.All(c => ColumnNumber().IsMatch(c)))
            rows.RemoveAt(0);
        switch (rows.Count == 0 ? default(SheetKind?) : rows[0].Header.Kind)
        {
            case SheetKind.About:
                foreach (var row in rows.Where(r => r["value"].Length > 0))
                {
                    _about[Fold(row["about"])] =
                        [.. row["value"].Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
                }
                break;
            case SheetKind.Areas:
                foreach (var row in rows.Where(r => r["areaTitle"].Length > 0))
                    AreaOf(row["area"], row["areaTitle"]);
                break;
            case SheetKind.Parts:
                foreach (var row in rows.Where(r => r["part"].Length > 0))
                    _parts.Add(row["part"], row["partTitle"], row);
                break;
            case SheetKind.Checks:
                foreach (var row in rows.Where(r => r["left"].Length > 0))
                {
                    _checks.Add((row, row["left"], Ops.Read(row["op"]) ?? row["op"], row["right"], row["message"] is { Length: > 0 } m
                        ? m : null));
                }
                break;
            case SheetKind.Measures:
                _measures.AddRange(rows.Where(r => r["indicator"].Length > 0)
                    .Select(r => (r["indicator"], r["numerator"], r["denominator"])));
                break;
            case { } lines:
                ReadLines(rows, lines == SheetKind.Sections);
                break;
        }
    }

    private void ReadLines(List<SheetRow> rows, bool narrative)
    {
        _codes.UnionWith(rows.Select(r => r["code"]));
        var headings = narrative ? [] : rows.Where(r => r.IsHeading).ToList();
        var level = headings.Select(r => r.Level).DefaultIfEmpty().Max();
        var (area, opened) = (0, new List<(SheetRow Row, int Area)>());
        // A line that has all but its name is an unfinished one.
        foreach (var row in rows.Where(r => r.Name.Length > 0 || (r["code"].Length > 0 && r["area"].Length > 0)))
        {
            if (!narrative && row.IsHeading)
            {
                if (row.Level < level)
                {
                    _notes.Add(row.Tell($"“{row.Name}” không có đơn vị tính nên không phải chỉ tiêu; đã bỏ qua."));
                    continue;
                }
                var known = _areas.Count;
                area = AreaOf("", WithoutNumber(row.Name));
                if (_areas.Count > known)
                    opened.Add((row, area));
                continue;
            }
            // What a row itself tells counts for those after it too: forms write it once.
            area = row["area"].Length > 0 ? AreaOf(row["area"], null) : area;
            if (narrative)
            {
                _sections.Add(new(CodeOf(row, "S", _sections.Count + 1, ""), area, row.Name, Yes(row["required"]), row["guidance"],
                    _parts.Of(row)));
            }
            else
                AddItem(row, area);
        }
        foreach (var (row, empty) in opened.Where(o => _items.TrueForAll(i => i.Area != o.Area)))
        {
            _areas.RemoveAll(a => a.Number == empty);
            _notes.Add(row.Tell($"“{row.Name}” không có chỉ tiêu nào bên dưới; đã bỏ qua."));
        }
    }

    private void AddItem(SheetRow row, int area)
    {
        // A row with an area of its own needs no number, so what looks like one belongs to the name.
        var name = row["area"].Length > 0 ? row.Name : WithoutNumber(row.Name);
        var type = TypeOf(row["type"], Fold(row["unit"]));
        if (type.Unsure)
            _notes.Add(row.Tell($"chưa rõ loại số của “{name}”, tạm coi là số nguyên."));
        var consolidation = Consolidations.Read(row["consolidation"]);
        if (consolidation is null && row["consolidation"].Length > 0)
            _notes.Add(row.Tell($"không hiểu cách tổng hợp “{row["consolidation"]}”, tạm để cộng."));
        var formula = row["formula"].TrimStart('=') is { Length: > 0 } f ? f : null;
        var (prefill, carryOver) = formula is null || row["source"].Length > 0 ? SourceOf(row) : (null, false);
        var item = new TemplateItem(CodeOf(row, "CT", _items.Count + 1, "000"), area, name, row["unit"], type.Type, Yes(row["required"]),
            prefill, formula, carryOver, _parts.Of(row), consolidation);
        _items.Add(item);
        foreach (var check in ChecksIn(row["check"]))
        {
            var (op, right) = Ops.ReadStart(check);
            if (op is null)
                _notes.Add(row.Tell($"không hiểu điều kiện kiểm tra “{check}”, đã bỏ qua."));
            else
                _checks.Add((row, item.Code, op, right, null));
        }
    }

    /// <summary>The cell's code; one that is only a number, as forms number their lines, gets letters before it.</summary>
    private string CodeOf(SheetRow row, string prefix, int number, string format)
    {
        if (row["code"] is { Length: > 0 } code)
            return code.All(char.IsAsciiDigit) ? prefix + code : code;
        string made;
        do
            made = prefix + (number++).ToString(format, CultureInfo.InvariantCulture);
        while (!_codes.Add(made));
        return made;
    }

    /// <summary>The area of that number ("3", "3. Cải cách …") or title; a new one when there is none.</summary>
    private int AreaOf(string told, string? title)
    {
        var (digits, rest) = LeadingNumber().Match(told) is { Success: true } m
            ? (m.Groups[1].Value, m.Groups[2].Value.Trim()) : ("", WithoutNumber(told));
        title ??= rest;
        if (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            if (number > 0 && _areas.TrueForAll(a => a.Number != number))
                _areas.Add(new(number, title.Length > 0 ? title : $"Lĩnh vực {number}"));
            return number;
        }
        if (_areas.Find(a => Fold(a.Title) == Fold(title)) is { } known)
            return known.Number;
        _areas.Add(new(_areas.Select(a => a.Number).DefaultIfEmpty().Max() + 1, title));
        return _areas[^1].Number;
    }

    private (string? Prefill, bool CarryOver) SourceOf(SheetRow row)
    {
        var (prefill, carryOver) = ((string?)null, false);
        foreach (var told in row["source"].Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var source = Sources.Read(told) ?? IndicatorSource(told);
            carryOver |= source == CarryOver;
            if (source is null)
                _notes.Add(row.Tell($"không lấy số tự động được từ “{told}”, để nhập tay."));
            else if (source is not (CarryOver or Typed or SheetWords.Formula))
                prefill ??= source;
        }
        return (prefill, carryOver);
    }

    /// <summary>"Chỉ số SIPAS: tử số", or as the template itself says it.</summary>
    private static string? IndicatorSource(string told) => told.StartsWith("indicators.", StringComparison.Ordinal) ? told
        : IndicatorFigure().Match(told) is { Success: true } m
        && (m.Groups[2].Value.Length == 0 ? "value" : Figures.Read(m.Groups[2].Value)) is { } figure
            ? $"indicators.{m.Groups[1].Value}.{figure}"
            : null;

    /// <summary>Several stand on lines of their own or between semicolons; those within a formula's parentheses belong to it.</summary>
    private static IEnumerable<string> ChecksIn(string cell)
    {
        var (depth, from) = (0, 0);
        for (var i = 0; i <= cell.Length; i++)
        {
            depth += i < cell.Length ? (cell[i] == '(' ? 1 : 0) - (cell[i] == ')' ? 1 : 0) : 0;
            if (i < cell.Length && cell[i] is not '\n' && (cell[i] is not ';' || depth > 0))
                continue;
            if (cell[from..i].Trim() is { Length: > 0 } check)
                yield return check;
            from = i + 1;
        }
    }

    /// <summary>The item of that code or name.</summary>
    private string ItemOf(string told) => _items.Exists(i => i.Code == told)
        ? told : _items.Find(i => Fold(i.Name) == Fold(told))?.Code ?? told;

    /// <summary>A formula as it stands; what is no formula over our codes may be an item's name.</summary>
    private string RightOf(string told) =>
        FormulaParser.Parse(told).Formula is { } formula && formula.Items.All(c => _items.Exists(i => i.Code == c)) ? told : ItemOf(told);

    private List<string>? About(string what, SheetWords words) =>
        _about.TryGetValue(what, out var told) ? told.ConvertAll(t => words.Read(t) ?? t) : null;

    private static (string Type, bool Unsure) TypeOf(string told, string unit) => Types.Read(told) is { } type ? (type, false) : unit switch
    {
        _ when unit.Split(' ').Contains("dong") => ("money", false),
        "%" or "diem" or "ty le" => ("number", false),
        _ => ("count", told.Length > 0),
    };

    private static bool Yes(string cell) => Fold(cell) is "x" or "co" or "1" or "bat buoc" or "true";

    private static string WithoutNumber(string name) => LineNumber().Match(name) is { Success: true } m ? name[m.Length..] : name;

    /// <summary>"I. ", "2) ", "1.2. ", "a) ", "- ": with its sign, so that "Xử lý" keeps its X and "X-quang" too.</summary>
    [GeneratedRegex(@"\A\s*(?:(?:[IVX]+|[A-Ha-h]|\d+(?:\.\d+)*)(?:[.)]\s*|\s*[-–:]\s+)|[-+•]\s+)(?=\p{L})")]
    private static partial Regex LineNumber();

    [GeneratedRegex(@"\A(\d+)\b[.)\-:]?(.*)\z", RegexOptions.Singleline)]
    private static partial Regex LeadingNumber();

    [GeneratedRegex(@"\A\(?(?:[A-Z]|\d{1,2})\)?\z")]
    private static partial Regex ColumnNumber();

    [GeneratedRegex(@"\AChỉ số\s+([A-Za-z0-9_-]+)\s*:?\s*(.*)\z")]
    private static partial Regex IndicatorFigure();
}
