using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Platform.OfficialDocuments.Tables;

/// <summary>How cells of a workbook look. The numbers are places in the list of formats.</summary>
public static class WorkbookStyles
{
    public const uint Title = 1;
    public const uint Header = 2;
    public const uint Text = 3;
    public const uint Whole = 4;
    public const uint Decimal = 5;
    public const uint Instant = 6;
    public const uint Day = 7;

    private const uint BuiltInWhole = 3;
    private const uint OwnDecimal = 164;
    private const uint OwnInstant = 165;
    private const uint OwnDay = 166;

    public static void AddTo(WorkbookPart book) => book.AddNewPart<WorkbookStylesPart>().Stylesheet = new(
        new NumberingFormats(
            new NumberingFormat { NumberFormatId = OwnDecimal, FormatCode = "#,##0.0#####" },
            new NumberingFormat { NumberFormatId = OwnInstant, FormatCode = "dd/mm/yyyy hh:mm" },
            new NumberingFormat { NumberFormatId = OwnDay, FormatCode = "dd/mm/yyyy" }),
        new Fonts(Font(11), Font(13, bold: true), Font(11, bold: true)),
        new Fills(
            new Fill(new PatternFill { PatternType = PatternValues.None }),
            new Fill(new PatternFill { PatternType = PatternValues.Gray125 }),
            new Fill(new PatternFill(new ForegroundColor { Rgb = "FFDCE6F1" }) { PatternType = PatternValues.Solid })),
        new Borders(new Border(), Box()),
        new CellStyleFormats(new CellFormat()),
        new CellFormats(
            new CellFormat(),
            new CellFormat { FontId = 1, ApplyFont = true },
            new CellFormat(new Alignment { Horizontal = HorizontalAlignmentValues.Center, Vertical = VerticalAlignmentValues.Center, WrapText = true })
            {
                FontId = 2,
                FillId = 2,
                BorderId = 1,
                ApplyFont = true,
                ApplyFill = true,
                ApplyBorder = true,
                ApplyAlignment = true,
            },
            new CellFormat(new Alignment { Vertical = VerticalAlignmentValues.Top, WrapText = true }) { BorderId = 1, ApplyBorder = true, ApplyAlignment = true },
            Number(BuiltInWhole),
            Number(OwnDecimal),
            Number(OwnInstant),
            Number(OwnDay)));

    private static CellFormat Number(uint format) => new(new Alignment { Vertical = VerticalAlignmentValues.Top })
    {
        NumberFormatId = format,
        BorderId = 1,
        ApplyNumberFormat = true,
        ApplyBorder = true,
        ApplyAlignment = true,
    };

    private static Font Font(double size, bool bold = false)
    {
        var font = new Font();
        if (bold)
            font.Append(new Bold());
        font.Append(new FontSize { Val = size }, new FontName { Val = "Times New Roman" });
        return font;
    }

    private static Border Box() => new(
        new LeftBorder { Style = BorderStyleValues.Thin },
        new RightBorder { Style = BorderStyleValues.Thin },
        new TopBorder { Style = BorderStyleValues.Thin },
        new BottomBorder { Style = BorderStyleValues.Thin });
}
