using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Platform.OfficialDocuments.Docx;

/// <summary>The few kinds of paragraphs and cells that an official document is made of. Type sizes in points, widths in twips.</summary>
public static class Make
{
    private const int Twips = 20;

    public static Run Run(string text, double size = Styles.Size, bool bold = false, bool italic = false)
    {
        var properties = new RunProperties();
        if (bold)
            properties.Append(new Bold(), new BoldComplexScript());
        if (italic)
            properties.Append(new Italic(), new ItalicComplexScript());
        var half = $"{size * 2:0}";
        properties.Append(new FontSize { Val = half }, new FontSizeComplexScript { Val = half });
        return new(properties, Text(text));
    }

    public static Paragraph Aligned(JustificationValues alignment, params Run[] runs)
    {
        var paragraph = new Paragraph(new ParagraphProperties { Justification = new() { Val = alignment } });
        paragraph.Append(runs);
        return paragraph;
    }

    public static Paragraph Centred(params Run[] runs) => Aligned(JustificationValues.Center, runs);

    /// <summary>A paragraph of the text: justified, first line indented.</summary>
    public static Paragraph Body(string text) => Styled(Styles.Body, text);

    public static Paragraph Heading(string text)
    {
        var heading = Styled(Styles.Heading, text);
        heading.ParagraphProperties!.KeepNext = new();
        return heading;
    }

    /// <summary>A line in the middle of <paramref name="width"/>, drawn as the upper border of a low paragraph.</summary>
    public static Paragraph Rule(int width, int length)
    {
        var indent = $"{Math.Max(0, (width - length) / 2)}";
        return new(new ParagraphProperties
        {
            ParagraphBorders = new() { TopBorder = new() { Val = BorderValues.Single, Size = 6, Space = 0, Color = "000000" } },
            SpacingBetweenLines = new() { Before = "60", After = "0", Line = "120", LineRule = LineSpacingRuleValues.Exact },
            Indentation = new() { Left = indent, Right = indent },
        });
    }

    public static Paragraph Spaced(this Paragraph paragraph, double before = 0, double after = 0)
    {
        paragraph.ParagraphProperties!.SpacingBetweenLines = new() { Before = $"{before * Twips:0}", After = $"{after * Twips:0}" };
        return paragraph;
    }

    public static TableCell Cell(int width, params OpenXmlElement[] content)
    {
        var cell = new TableCell(new TableCellProperties { TableCellWidth = new() { Width = $"{width}", Type = TableWidthUnitValues.Dxa } });
        cell.Append(content);
        return cell;
    }

    /// <summary>A table of fixed column widths without borders, for placing things side by side.</summary>
    public static Table Columns(int[] widths, params TableRow[] rows)
    {
        var table = new Table(
            new TableProperties
            {
                TableWidth = new() { Width = $"{widths.Sum()}", Type = TableWidthUnitValues.Dxa },
                TableLayout = new() { Type = TableLayoutValues.Fixed },
                TableCellMarginDefault = new()
                {
                    TableCellLeftMargin = new() { Width = 0, Type = TableWidthValues.Dxa },
                    TableCellRightMargin = new() { Width = 0, Type = TableWidthValues.Dxa },
                },
            },
            new TableGrid(widths.Select(w => new GridColumn { Width = $"{w}" })));
        table.Append(rows);
        return table;
    }

    /// <summary>The same table with thin black lines around every cell.</summary>
    public static Table Bordered(Table table)
    {
        T Line<T>() where T : BorderType, new() => new() { Val = BorderValues.Single, Size = 4, Color = "000000" };
        table.GetFirstChild<TableProperties>()!.TableBorders = new()
        {
            TopBorder = Line<TopBorder>(),
            LeftBorder = Line<LeftBorder>(),
            BottomBorder = Line<BottomBorder>(),
            RightBorder = Line<RightBorder>(),
            InsideHorizontalBorder = Line<InsideHorizontalBorder>(),
            InsideVerticalBorder = Line<InsideVerticalBorder>(),
        };
        return table;
    }

    private static Paragraph Styled(string style, string text) =>
        new(new ParagraphProperties { ParagraphStyleId = new() { Val = style } }, new Run(Text(text)));

    private static Text Text(string text) => new(XmlText.Clean(text).Replace('\t', ' ')) { Space = SpaceProcessingModeValues.Preserve };
}
