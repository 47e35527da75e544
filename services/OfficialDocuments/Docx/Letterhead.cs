using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Platform.OfficialDocuments.Docx;

/// <summary>The head of the first page: issuing body and motto side by side, number and date under them.</summary>
public static class Letterhead
{
    private const int Left = 4139;
    private const int Right = PageSetup.TextWidth - Left;

    /// <summary>Width of "Độc lập - Tự do - Hạnh phúc" in Times New Roman bold 13; its line is as long.</summary>
    private const int MottoWidth = 3183;

    /// <summary>About 0.4 of a bold capital's mean width at 12 pt: the line under the name is a third to half as long as the name.</summary>
    private const int LinePerLetter = 66;

    /// <param name="above">The body above, in capitals; null when there is none to name.</param>
    /// <param name="names">The issuing body, in capitals; two lines at most.</param>
    /// <param name="placeAndDate">"Thành Đông, ngày 05 tháng 01 năm 2026".</param>
    /// <param name="draft">Marks the document as one.</param>
    public static IEnumerable<OpenXmlElement> Of(string? above, IReadOnlyList<string> names, string number, string placeAndDate, bool draft)
    {
        if (draft)
            yield return Make.Aligned(JustificationValues.Left, Make.Run("DỰ THẢO", bold: true)).Spaced(after: 6);
        yield return Make.Columns([Left, Right], Names(above, names), new TableRow(
            Make.Cell(Left, Make.Centred(Make.Run($"Số: {number}", size: 13))),
            Make.Cell(Right, Make.Centred(Make.Run(placeAndDate, size: 13, italic: true)))));
    }

    private static TableRow Names(string? above, IReadOnlyList<string> names) => new(
        Make.Cell(
            Left,
            [
                .. above is not null ? [Make.Centred(Make.Run(above, size: 12))] : Array.Empty<OpenXmlElement>(),
                .. names.Select(line => Make.Centred(Make.Run(line, size: 12, bold: true))),
                Make.Rule(Left, names[^1].Length * LinePerLetter),
            ]),
        Make.Cell(
            Right,
            Make.Centred(Make.Run("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size: 12, bold: true)),
            Make.Centred(Make.Run("Độc lập - Tự do - Hạnh phúc", size: 13, bold: true)),
            Make.Rule(Right, MottoWidth)));
}
