using System.Globalization;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Platform.ServiceDefaults.Errors;

namespace Platform.Tasks.Assignments;

/// <summary>Cells of the first sheet of a workbook; dates as dd/MM/yyyy. What a hostile file may unfold to has a limit.</summary>
public static class SheetCells
{
    private const long MostCharacters = 10_000_000;
    private const int MostColumns = 30;
    private const int MostRows = 2_000;
    private static readonly DateOnly DayZero = new(1899, 12, 30);

    public static Result<List<IReadOnlyList<string>>> Read(byte[] bytes)
    {
        try
        {
            using var stream = new MemoryStream(bytes, writable: false);
            using var file = SpreadsheetDocument.Open(stream, isEditable: false, new OpenSettings { MaxCharactersInPart = MostCharacters });
            var book = file.WorkbookPart;
            if (book?.Workbook?.Sheets?.Elements<Sheet>().FirstOrDefault()?.Id?.Value is not { } id || book.GetPartById(id) is not WorksheetPart sheet)
                return Unreadable();
            var shared = book.SharedStringTablePart?.SharedStringTable?.Elements<SharedStringItem>().Select(s => s.InnerText).ToList() ?? [];
            var days = DayStyles(book);
            return (sheet.Worksheet?.Descendants<Row>() ?? []).Take(MostRows).Select(r => Cells(r, shared, days)).ToList();
        }
        catch (Exception e) when (e is OpenXmlPackageException or XmlException or InvalidDataException or IOException or FormatException or ArgumentException or InvalidOperationException or KeyNotFoundException)
        {
            return Unreadable();
        }
    }

    private static IReadOnlyList<string> Cells(Row row, List<string> shared, HashSet<uint> days)
    {
        var cells = new List<string>();
        foreach (var cell in row.Elements<Cell>())
        {
            var at = ColumnOf(cell.CellReference?.Value) ?? cells.Count;
            if (at >= MostColumns)
                break;
            while (cells.Count < at)
                cells.Add("");
            cells.Add(TextOf(cell, shared, days).Trim());
        }
        return cells;
    }

    private static string TextOf(Cell cell, List<string> shared, HashSet<uint> days)
    {
        var value = cell.CellValue?.Text ?? "";
        if (cell.DataType?.Value == CellValues.SharedString)
            return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var i) && i < shared.Count ? shared[i] : "";
        if (cell.DataType?.Value == CellValues.InlineString)
            return cell.InlineString?.InnerText ?? "";
        return cell.DataType is null && cell.StyleIndex?.Value is { } style && days.Contains(style)
            && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var serial) && serial is > 1 and < 2_900_000
            ? DayZero.AddDays((int)serial).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)
            : value;
    }

    private static HashSet<uint> DayStyles(WorkbookPart book)
    {
        var styles = book.WorkbookStylesPart?.Stylesheet;
        var custom = styles?.NumberingFormats?.Elements<NumberingFormat>()
            .Where(f => f.FormatCode?.Value is { } code && code.Contains('d', StringComparison.OrdinalIgnoreCase) && code.Contains('m', StringComparison.OrdinalIgnoreCase))
            .Select(f => f.NumberFormatId?.Value ?? 0).ToHashSet() ?? [];
        var formats = styles?.CellFormats?.Elements<CellFormat>().Select(f => f.NumberFormatId?.Value ?? 0).ToList() ?? [];
        return [.. formats.Index().Where(f => f.Item is (>= 14 and <= 17) or 22 || custom.Contains(f.Item)).Select(f => (uint)f.Index)];
    }

    private static int? ColumnOf(string? reference)
    {
        if (reference is null)
            return null;
        var column = 0;
        foreach (var c in reference.TakeWhile(char.IsAsciiLetterUpper).Take(3))
            column = (column * 26) + (c - 'A' + 1);
        return column == 0 ? null : column - 1;
    }

    private static Failure Unreadable() => new(TaskErrors.UnreadableList, "Tệp bị hỏng hoặc không phải bảng tính .xlsx.");
}
