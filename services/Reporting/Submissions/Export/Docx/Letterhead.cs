using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using Platform.Contracts.Periods;

namespace Platform.Reporting.Submissions.Export.Docx;

/// <summary>The head of the first page: issuing body and motto side by side, number and date under them.</summary>
internal static class Letterhead
{
    private const int Left = 4139;
    private const int Right = PageSetup.TextWidth - Left;

    /// <summary>Width of "Độc lập - Tự do - Hạnh phúc" in Times New Roman bold 13; its line is as long.</summary>
    private const int MottoWidth = 3183;

    /// <summary>About 0.4 of a bold capital's mean width at 12 pt: the line under the name is a third to half as long as the name.</summary>
    private const int LinePerLetter = 66;

    public static IEnumerable<OpenXmlElement> Of(ReportHeader header)
    {
        if (header.IsDraft)
            yield return Make.Aligned(JustificationValues.Left, Make.Run("DỰ THẢO", bold: true)).Spaced(after: 6);
        yield return Make.Columns([Left, Right], Names(header.Issuer), NumberAndDate(header));
    }

    private static TableRow Names(IssuingBody issuer) => new(
        Make.Cell(
            Left,
            [
                .. issuer.Above is { } above ? [Make.Centred(Make.Run(above, size: 12))] : Array.Empty<OpenXmlElement>(),
                .. issuer.Name.Select(line => Make.Centred(Make.Run(line, size: 12, bold: true))),
                Make.Rule(Left, issuer.Name[^1].Length * LinePerLetter),
            ]),
        Make.Cell(
            Right,
            Make.Centred(Make.Run("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size: 12, bold: true)),
            Make.Centred(Make.Run("Độc lập - Tự do - Hạnh phúc", size: 13, bold: true)),
            Make.Rule(Right, MottoWidth)));

    private static TableRow NumberAndDate(ReportHeader header) => new(
        Make.Cell(Left, Make.Centred(Make.Run($"Số: {header.Number}", size: 13))),
        Make.Cell(Right, Make.Centred(Make.Run($"{header.Issuer.Place}, {Date(header)}", size: 13, italic: true))));

    /// <summary>The day of the submission; a draft leaves it open.</summary>
    public static string Date(ReportHeader header) => header.Submission is { } sent
        ? OfficialWording.Date(VietnamTime.DateOf(sent.SubmittedAt))
        : $"ngày      tháng      năm {header.Cutoff.Year}";
}
