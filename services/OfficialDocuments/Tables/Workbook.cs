using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Platform.Contracts.Periods;

namespace Platform.OfficialDocuments.Tables;

/// <summary>Tables as an Excel workbook, a sheet each: title in row 1, header in row 2 (both stay when scrolled), numbers as numbers.</summary>
public static class Workbook
{
    private const uint HeaderRow = 2;
    private const double Zero = 0;

    public static byte[] Write(params ReadOnlySpan<ExportTable> tables)
    {
        using var stream = new MemoryStream();
        using (var file = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var book = file.AddWorkbookPart();
            WorkbookStyles.AddTo(book);
            var sheets = new Sheets();
            foreach (var table in tables)
            {
                var part = book.AddNewPart<WorksheetPart>();
                Write(part, table);
                sheets.Append(new Sheet { Id = book.GetIdOfPart(part), SheetId = (uint)sheets.ChildElements.Count + 1, Name = table.Name });
            }
            book.Workbook = new(sheets);
        }
        return stream.ToArray();
    }

    /// <summary>A table whose rows are written as they come, none kept; the library keeps the sheet until it is whole.</summary>
    /// <param name="to">Can seek: a workbook is a package that is only whole at its end.</param>
    /// <param name="table">Its name, title and columns; the rows come from <paramref name="rows"/>.</param>
    public static async Task WriteAsync(
        Stream to, ExportTable table, IAsyncEnumerable<IReadOnlyList<ExportCell>> rows, CancellationToken stop)
    {
        using var file = SpreadsheetDocument.Create(to, SpreadsheetDocumentType.Workbook);
        var book = file.AddWorkbookPart();
        WorkbookStyles.AddTo(book);
        var part = book.AddNewPart<WorksheetPart>();
        using (var writer = OpenXmlWriter.Create(part))
        {
            Begin(writer, table);
            var number = HeaderRow;
            await foreach (var row in rows.WithCancellation(stop))
                WriteRow(writer, ++number, row, StyleOf);
            End(writer);
        }
        book.Workbook = new(new Sheets(new Sheet { Id = book.GetIdOfPart(part), SheetId = 1, Name = table.Name }));
    }

    /// <summary>Cell by cell, since a period of the whole country has some 200,000.</summary>
    private static void Write(WorksheetPart part, ExportTable table)
    {
        using var writer = OpenXmlWriter.Create(part);
        Begin(writer, table);
        var number = HeaderRow;
        foreach (var row in table.Rows)
            WriteRow(writer, ++number, row, StyleOf);
        End(writer);
    }

    private static void Begin(OpenXmlWriter writer, ExportTable table)
    {
        writer.WriteStartElement(new Worksheet());
        writer.WriteElement(new SheetViews(new SheetView(Frozen(table)) { WorkbookViewId = 0 }));
        writer.WriteElement(new Columns(table.Columns.Select((c, i) =>
            new Column { Min = (uint)i + 1, Max = (uint)i + 1, Width = c.Width, CustomWidth = true })));
        writer.WriteStartElement(new SheetData());
        WriteRow(writer, 1, [table.Title], _ => WorkbookStyles.Title);
        WriteRow(writer, HeaderRow, [.. table.Columns.Select(c => (ExportCell)c.Name)], _ => WorkbookStyles.Header);
    }

    private static void End(OpenXmlWriter writer)
    {
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static Pane Frozen(ExportTable table) => new()
    {
        HorizontalSplit = table.FrozenColumns > 0 ? table.FrozenColumns : Zero,
        VerticalSplit = HeaderRow,
        TopLeftCell = $"{Letters(table.FrozenColumns)}{HeaderRow + 1}",
        ActivePane = table.FrozenColumns > 0 ? PaneValues.BottomRight : PaneValues.BottomLeft,
        State = PaneStateValues.Frozen,
    };

    private static void WriteRow(OpenXmlWriter writer, uint number, IReadOnlyList<ExportCell> cells, Func<ExportCell, uint> style)
    {
        writer.WriteStartElement(new Row { RowIndex = number });
        for (var i = 0; i < cells.Count; i++)
        {
            if (cells[i] != default)
                writer.WriteElement(ToCell(cells[i], $"{Letters(i)}{number}", style(cells[i])));
        }
        writer.WriteEndElement();
    }

    private static Cell ToCell(ExportCell cell, string at, uint style) => cell switch
    {
        { Number: { } number } => new() { CellReference = at, StyleIndex = style, CellValue = new(number.ToString(CultureInfo.InvariantCulture)) },
        { Day: { } day } => Dated(at, style, day.ToDateTime(TimeOnly.MinValue)),
        { Instant: { } instant } => Dated(at, style, instant.ToOffset(VietnamTime.Offset).DateTime),
        _ => new()
        {
            CellReference = at,
            StyleIndex = style,
            DataType = CellValues.InlineString,
            InlineString = new(new Text(XmlText.Clean(cell.Text!)) { Space = SpaceProcessingModeValues.Preserve }),
        },
    };

    private static Cell Dated(string at, uint style, DateTime time) =>
        new() { CellReference = at, StyleIndex = style, CellValue = new(time.ToOADate().ToString(CultureInfo.InvariantCulture)) };

    private static uint StyleOf(ExportCell cell) => cell switch
    {
        { Number: { } number } => number == decimal.Truncate(number) ? WorkbookStyles.Whole : WorkbookStyles.Decimal,
        { Day: not null } => WorkbookStyles.Day,
        { Instant: not null } => WorkbookStyles.Instant,
        _ => WorkbookStyles.Text,
    };

    /// <summary>A, B … Z, AA …; <paramref name="index"/> from 0.</summary>
    private static string Letters(int index) => index < 26 ? $"{(char)('A' + index)}" : Letters((index / 26) - 1) + Letters(index % 26);
}
