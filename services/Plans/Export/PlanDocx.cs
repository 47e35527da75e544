using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Platform.OfficialDocuments;
using Platform.OfficialDocuments.Docx;
using Platform.Plans.Model;
using Styles = Platform.OfficialDocuments.Docx.Styles;

namespace Platform.Plans.Export;

/// <summary>
/// A plan as an official document (Decree 30/2020/NĐ-CP, annex I): letterhead, title, legal bases, targets, recipients and signature; the
/// tasks in an annex. Written so that the importer reads it back without loss. Pure.
/// </summary>
public static class PlanDocx
{
    private const int LinePerLetter = 55;
    private const int Half = PageSetup.TextWidth / 2;

    public static byte[] Build(PlanContent content, PlanHeader header)
    {
        using var stream = new MemoryStream();
        using (var file = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var main = file.AddMainDocumentPart();
            Styles.AddTo(main);
            var pages = PageSetup.AddTo(main, header.IsDraft ? $"Dự thảo, trạng thái: {header.State}" : "");
            var number = content.Decision.Number ?? "        /KH-UBND";
            main.Document = new(new Body([
                .. Letterhead.Of(null, header.Names, number, $"{header.Place}, {Date(content, header)}", header.IsDraft),
                .. Title(header),
                .. Bases(content, header),
                .. Targets(content),
                .. Work(content, header),
                .. Closing(content),
                pages.EndOfBody(),
                .. TaskAnnex.Of(content, header, Date(content, header), number),
                pages.Annex(),
            ]));
            file.PackageProperties.Title = header.Title;
            file.PackageProperties.Creator = header.InSentence;
        }
        return stream.ToArray();
    }

    public static string Date(PlanContent content, PlanHeader header) => content.Decision.Date is { } day
        ? OfficialWording.Date(day)
        : content.Decision.DateText ?? $"ngày      tháng      năm {header.From?.Year}";

    private static IEnumerable<OpenXmlElement> Title(PlanHeader header)
    {
        yield return Make.Centred(Make.Run("KẾ HOẠCH", bold: true)).Spaced(before: 18);
        yield return Make.Centred(Make.Run(header.Subject, bold: true));
        yield return Make.Rule(PageSetup.TextWidth, Math.Min(header.Subject.Length * LinePerLetter, PageSetup.TextWidth * 2 / 5));
        yield return Make.Body("").Spaced(after: 6);
    }

    private static IEnumerable<OpenXmlElement> Bases(PlanContent content, PlanHeader header)
    {
        for (var i = 0; i < content.LegalBases.Count; i++)
            yield return Make.Body(content.LegalBases[i].ReplaceLineEndings(" ") + (i == content.LegalBases.Count - 1 ? "." : ";"));
        var (unit, title) = (OfficialWording.AtStart(header.InSentence), OfficialWording.InSentence(header.Title));
        yield return Make.Body($"{unit} ban hành {title} với những nội dung như sau:");
    }

    private static IEnumerable<OpenXmlElement> Targets(PlanContent content)
    {
        yield return Make.Heading("I. CHỈ TIÊU");
        if (content.Targets.Count == 0)
            yield return Make.Body("Kế hoạch không đặt chỉ tiêu.");
        var area = (int?)null;
        foreach (var (target, index) in content.Targets.Select((t, i) => (t, i)))
        {
            if (target.Area != area && target.Area is { } number)
                yield return Make.Heading($"{number}. {PlanAreas.Title(number)}:");
            area = target.Area;
            var text = target.Text.ReplaceLineEndings(" ");
            // Under the heading of an area targets are items, elsewhere they are numbered.
            yield return Make.Body(target.Area is null ? $"{target.Number ?? $"{index + 1}"}. {text}" : $"- {text}");
        }
    }

    private static IEnumerable<OpenXmlElement> Work(PlanContent content, PlanHeader header)
    {
        yield return Make.Heading("II. NHIỆM VỤ");
        yield return Make.Body(
            content.Tasks.Count > 0 ? "Nhiệm vụ cụ thể tại Phụ lục kèm theo." : "Nhiệm vụ được giao theo từng thời điểm.");
        yield return Make.Heading("III. TỔ CHỨC THỰC HIỆN");
        yield return Make.Body($"Các cơ quan, đơn vị thuộc {header.InSentence} căn cứ kế hoạch này tổ chức thực hiện.");
    }

    private static IEnumerable<OpenXmlElement> Closing(PlanContent content)
    {
        var role = (content.Decision.SignerRole ?? "CHỦ TỊCH").Split(" - ", StringSplitOptions.TrimEntries);
        yield return new Paragraph(new ParagraphProperties { KeepNext = new() }).Spaced();
        yield return Make.Columns([Half, Half], new TableRow(
            new TableRowProperties(new CantSplit()),
            Make.Cell(
                Half,
                Make.Aligned(JustificationValues.Left, Make.Run("Nơi nhận:", size: 12, bold: true, italic: true)),
                Make.Aligned(JustificationValues.Left, Make.Run("- Sở Nội vụ;", size: 11)),
                Make.Aligned(JustificationValues.Left, Make.Run("- Các cơ quan, đơn vị trực thuộc;", size: 11)),
                Make.Aligned(JustificationValues.Left, Make.Run("- Lưu: VT, VHXH.", size: 11))),
            Make.Cell(
                Half,
                [
                    Make.Centred(Make.Run("TM. ỦY BAN NHÂN DÂN", bold: true)),
                    .. role.Select(r => Make.Centred(Make.Run(r.ToUpperInvariant(), bold: true))),
                    Make.Centred().Spaced(before: 72),
                    .. content.Decision.Signer is { } signer ? [Make.Centred(Make.Run(signer, bold: true))] : Array.Empty<OpenXmlElement>(),
                ])));
    }
}
