using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Platform.OfficialDocuments.Docx;

/// <summary>
/// A4, margins 20 mm above and below, 30 left, 15 right; the page number centred in the upper margin, not on a first page. The annex
/// is a section of its own, lying, with its own page numbers as the decree asks. A small line at the foot says what the file shows.
/// </summary>
public sealed class PageSetup
{
    private const int Millimetre20 = 1134;
    private const int Millimetre30 = 1701;
    private const int Millimetre15 = 850;
    private const int A4Short = 11906;
    private const int A4Long = 16838;

    public const int TextWidth = A4Short - Millimetre30 - Millimetre15;
    public const int AnnexWidth = A4Long - Millimetre30 - Millimetre15;

    private readonly string _numbered, _unnumbered, _foot, _footOfFirst;

    private PageSetup(string numbered, string unnumbered, string foot, string footOfFirst) =>
        (_numbered, _unnumbered, _foot, _footOfFirst) = (numbered, unnumbered, foot, footOfFirst);

    public static PageSetup AddTo(MainDocumentPart main, string foot) => new(
        Header(main, Make.Centred(new Run(new FieldChar { FieldCharType = FieldCharValues.Begin }), new Run(new FieldCode("PAGE")),
            new Run(new FieldChar { FieldCharType = FieldCharValues.Separate }), new Run(new Text("2")), new Run(new FieldChar { FieldCharType = FieldCharValues.End }))),
        Header(main, new Paragraph()),
        Footer(main, foot),
        Footer(main, foot));

    /// <summary>The last paragraph of the standing pages; it carries their section.</summary>
    public Paragraph EndOfBody() => new(new ParagraphProperties
    {
        SpacingBetweenLines = new() { Line = "20", LineRule = LineSpacingRuleValues.Exact },
        SectionProperties = Section(A4Short, A4Long, null),
    });

    public SectionProperties Annex() => Section(A4Long, A4Short, PageOrientationValues.Landscape);

    private SectionProperties Section(int width, int height, PageOrientationValues? orientation) => new(
        new HeaderReference { Type = HeaderFooterValues.Default, Id = _numbered },
        new HeaderReference { Type = HeaderFooterValues.First, Id = _unnumbered },
        new FooterReference { Type = HeaderFooterValues.Default, Id = _foot },
        new FooterReference { Type = HeaderFooterValues.First, Id = _footOfFirst },
        new SectionType { Val = SectionMarkValues.NextPage },
        orientation is { } lying
            ? new PageSize { Width = (uint)width, Height = (uint)height, Orient = lying }
            : new PageSize { Width = (uint)width, Height = (uint)height },
        new PageMargin { Top = Millimetre20, Bottom = Millimetre20, Left = Millimetre30, Right = Millimetre15, Header = 567, Footer = 567, Gutter = 0 },
        new PageNumberType { Start = 1 },
        new TitlePage());

    private static string Header(MainDocumentPart main, Paragraph paragraph)
    {
        var part = main.AddNewPart<HeaderPart>();
        part.Header = new(paragraph);
        return main.GetIdOfPart(part);
    }

    private static string Footer(MainDocumentPart main, string foot)
    {
        var part = main.AddNewPart<FooterPart>();
        part.Footer = new(Make.Centred(Make.Run(foot, size: 8)));
        return main.GetIdOfPart(part);
    }
}
