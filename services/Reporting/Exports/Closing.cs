using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using Platform.OfficialDocuments.Docx;

namespace Platform.Reporting.Exports;

/// <summary>Recipients and signature, side by side and never torn apart.</summary>
internal static class Closing
{
    private const int Half = PageSetup.TextWidth / 2;

    public static IEnumerable<OpenXmlElement> Of(ReportHeader header)
    {
        yield return new Paragraph(new ParagraphProperties { KeepNext = new() }).Spaced();
        yield return Make.Columns([Half, Half], new TableRow(
            new TableRowProperties(new CantSplit()),
            Make.Cell(
                Half,
                [
                    Make.Aligned(JustificationValues.Left, Make.Run("Nơi nhận:", size: 12, bold: true, italic: true)),
                    .. header.Issuer.Recipients.Select(r => Make.Aligned(JustificationValues.Left, Make.Run(r, size: 11))),
                ]),
            Make.Cell(
                Half,
                [
                    .. header.Issuer.Signature.Select(line => Make.Centred(Make.Run(line, bold: true))),
                    // Room for signature and seal; the name goes under it when the document is issued.
                    Make.Centred().Spaced(before: 72),
                ])));
    }
}
