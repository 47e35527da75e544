using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Platform.Tasks.Model;

namespace Platform.Tasks.Export;

/// <summary>An Excel workbook of one sheet, written cell by cell: title in row 1, header in row 2 (both stay when scrolled).</summary>
public static class TaskWorkbook
{
    private const uint Bold = 1;
    private const uint Wrapped = 2;
    private const uint Day = 3;
    private const uint HeaderRow = 2;
    private const double Zero = 0;

    public static async Task WriteAsync(
        Stream to, string title, ExportColumns columns, IAsyncEnumerable<TaskRow> rows, CancellationToken stop)
    {
        using var file = SpreadsheetDocument.Create(to, SpreadsheetDocumentType.Workbook);
        var book = file.AddWorkbookPart();
        book.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
        var part = book.AddNewPart<WorksheetPart>();
        using (var writer = OpenXmlWriter.Create(part))
        {
            writer.WriteStartElement(new Worksheet());
            writer.WriteElement(new SheetViews(new SheetView(new Pane
            {
                HorizontalSplit = Zero,
                VerticalSplit = HeaderRow,
                TopLeftCell = $"A{HeaderRow + 1}",
                ActivePane = PaneValues.BottomLeft,
                State = PaneStateValues.Frozen,
            })
            { WorkbookViewId = 0 }));
            writer.WriteElement(new Columns(ExportColumns.Columns
                .Select((c, i) => new Column { Min = (uint)i + 1, Max = (uint)i + 1, Width = c.Width, CustomWidth = true })));
            writer.WriteStartElement(new SheetData());
            Row(writer, 1, [title], Bold);
            Row(writer, HeaderRow, [.. ExportColumns.Columns.Select(c => (object?)c.Name)], Bold);
            var number = HeaderRow;
            await foreach (var row in rows.WithCancellation(stop))
                Row(writer, ++number, columns.Cells(row), Wrapped);
            writer.WriteEndElement();
            writer.WriteEndElement();
        }
        book.Workbook = new(new Sheets(new Sheet { Id = book.GetIdOfPart(part), SheetId = 1, Name = "Nhiệm vụ" }));
    }

    private static void Row(OpenXmlWriter writer, uint number, object?[] cells, uint style)
    {
        writer.WriteStartElement(new Row { RowIndex = number });
        for (var i = 0; i < cells.Length; i++)
        {
            if (cells[i] is { } cell)
                writer.WriteElement(CellOf(cell, $"{(char)('A' + i)}{number}", style));
        }
        writer.WriteEndElement();
    }

    private static Cell CellOf(object cell, string at, uint style) => cell switch
    {
        int number => new() { CellReference = at, StyleIndex = style, CellValue = new(number.ToString(CultureInfo.InvariantCulture)) },
        DateOnly day => new()
        {
            CellReference = at,
            StyleIndex = Day,
            CellValue = new(day.ToDateTime(TimeOnly.MinValue).ToOADate().ToString(CultureInfo.InvariantCulture)),
        },
        _ => new()
        {
            CellReference = at,
            StyleIndex = style,
            DataType = CellValues.InlineString,
            InlineString = new(new Text(Clean((string)cell)) { Space = SpaceProcessingModeValues.Preserve }),
        },
    };

    // XML 1.0 has no place for most control characters.
    private static string Clean(string text) =>
        text.All(System.Xml.XmlConvert.IsXmlChar) ? text : new([.. text.Where(System.Xml.XmlConvert.IsXmlChar)]);

    private static Stylesheet Styles() => new(
        new NumberingFormats(new NumberingFormat { NumberFormatId = 164, FormatCode = "dd/mm/yyyy" }),
        new Fonts(
            new Font(new FontSize { Val = 11 }, new FontName { Val = "Times New Roman" }),
            new Font(new Bold(), new FontSize { Val = 11 }, new FontName { Val = "Times New Roman" })),
        new Fills(
            new Fill(new PatternFill { PatternType = PatternValues.None }),
            new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border()),
        new CellStyleFormats(new CellFormat()),
        new CellFormats(
            new CellFormat(),
            new CellFormat { FontId = 1, ApplyFont = true },
            new CellFormat(new Alignment { Vertical = VerticalAlignmentValues.Top, WrapText = true }) { ApplyAlignment = true },
            new CellFormat(new Alignment { Vertical = VerticalAlignmentValues.Top })
            {
                NumberFormatId = 164,
                ApplyNumberFormat = true,
                ApplyAlignment = true,
            }));
}
