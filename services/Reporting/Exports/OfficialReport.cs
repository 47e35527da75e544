using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Platform.OfficialDocuments;
using Platform.OfficialDocuments.Docx;
using Platform.Reporting.Model.Reports;
using Platform.Reporting.Model.Templates;
using Styles = Platform.OfficialDocuments.Docx.Styles;

namespace Platform.Reporting.Exports;

/// <summary>
/// A report as an official document (Decree 30/2020/NĐ-CP, annex I): letterhead, title, addressee, narrative, recipients and
/// signature; the figures in an annex. Pure: the same input gives the same document.
/// </summary>
public static class OfficialReport
{
    /// <summary>
    /// About 0.4 of a bold letter's mean width at 14 pt, in twips: the line under the subject is a third to half as long as it.
    /// </summary>
    private const int LinePerLetter = 55;

    public static byte[] Build(Template template, ReportContent content, ReportHeader header)
    {
        using var stream = new MemoryStream();
        using (var file = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var main = file.AddMainDocumentPart();
            Styles.AddTo(main);
            var pages = PageSetup.AddTo(main, ReportWording.FootLine(header));
            main.Document = new(new Body([
                .. Letterhead.Of(header.Issuer.Above, header.Issuer.Name, header.Number,
                    $"{header.Issuer.Place}, {ReportWording.Date(header)}", header.IsDraft),
                .. Title(template, header),
                .. Narrative(template, content, header),
                .. Closing.Of(header),
                pages.EndOfBody(),
                .. FiguresAnnex.Of(template, content, header),
                pages.Annex(),
            ]));
            file.PackageProperties.Title = $"Báo cáo {ReportWording.Subject(template, header.Period)}";
            file.PackageProperties.Creator = header.Issuer.InSentence;
        }
        return stream.ToArray();
    }

    private static IEnumerable<OpenXmlElement> Title(Template template, ReportHeader header)
    {
        yield return Make.Centred(Make.Run("BÁO CÁO", bold: true)).Spaced(before: 18);
        var subject = OfficialWording.AtStart(ReportWording.Subject(template, header.Period));
        yield return Make.Centred(Make.Run(subject, bold: true));
        yield return Make.Rule(PageSetup.TextWidth, Math.Min(subject.Length * LinePerLetter, PageSetup.TextWidth * 2 / 5));
        yield return Make.Centred(Make.Run($"Kính gửi: {header.Issuer.Addressee}."))
            .Spaced(before: 12, after: 12);
    }

    private static IEnumerable<OpenXmlElement> Narrative(Template template, ReportContent content, ReportHeader header)
    {
        yield return Make.Body(
            $"{header.Issuer.InSentence} báo cáo {ReportWording.Subject(template, header.Period)} " +
            $"(số liệu từ ngày {OfficialWording.ShortDate(header.From)} đến ngày {OfficialWording.ShortDate(header.Cutoff)}; " +
            "bảng số liệu tại Phụ lục kèm theo) như sau:");
        if (header.Remark is { } remark)
            yield return Make.Body(remark);
        foreach (var (section, index) in template.Sections.Select((s, i) => (s, i)))
        {
            yield return Make.Heading($"{OfficialWording.ToRoman(index + 1)}. {section.Title.ToUpperInvariant()}");
            var lines = content.Narrative.GetValueOrDefault(section.Code, "")
                .Split(['\n', '\r', '\u2028', '\u2029'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            foreach (var line in lines)
                yield return Make.Body(line);
            if (lines.Length == 0)
                yield return Make.Body("(Không có nội dung.)");
        }
    }
}
