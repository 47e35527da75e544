using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using Platform.Reporting.Exports;
using Platform.Reporting.Model.Reports;

namespace Platform.Reporting.Tests.Export;

/// <summary>Reads the document back and measures it against Decree 30/2020/NĐ-CP, annex I. Distances in twips: 1 mm is 56.7.</summary>
public sealed class OfficialReportTests
{
    private static Body Built(ReportHeader header, ReportContent? content = null) =>
        Package(header, content).MainDocumentPart!.Document.Body!;

    private static WordprocessingDocument Package(ReportHeader header, ReportContent? content = null) => WordprocessingDocument.Open(
        new MemoryStream(OfficialReport.Build(Samples.Template, content ?? Samples.Content(), header)), isEditable: false);

    private static string[] Lines(OpenXmlElement under) =>
        [.. under.Descendants<Paragraph>().Select(p => p.InnerText).Where(t => t.Length > 0)];

    private static Paragraph Find(OpenXmlElement under, string text) => under.Descendants<Paragraph>().First(p => p.InnerText == text);

    /// <summary>Size in points, bold and italic of the one run of a paragraph.</summary>
    private static (double Size, bool Bold, bool Italic) Type(Paragraph paragraph)
    {
        var run = Assert.Single(paragraph.Elements<Run>()).RunProperties!;
        return (double.Parse(run.FontSize!.Val!, System.Globalization.CultureInfo.InvariantCulture) / 2, run.Bold is not null,
            run.Italic is not null);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Document_IsValidByTheSchemaOfWord(bool draft)
    {
        using var package = Package(draft ? Samples.Draft() : Samples.Submitted());
        var errors = new OpenXmlValidator(FileFormatVersions.Office2013).Validate(package);
        Assert.Empty(errors.Select(e => $"{e.Path?.XPath}: {e.Description}"));
    }

    [Fact]
    public void Pages_AreA4_TheAnnexLiesOnItsSide()
    {
        var sections = Built(Samples.Submitted()).Descendants<SectionProperties>().ToList();

        Assert.Equal(2, sections.Count);
        Assert.Equal((11906u, 16838u), (sections[0].GetFirstChild<PageSize>()!.Width!.Value,
            sections[0].GetFirstChild<PageSize>()!.Height!.Value));
        var annex = sections[1].GetFirstChild<PageSize>()!;
        Assert.Equal((16838u, 11906u, PageOrientationValues.Landscape), (annex.Width!.Value, annex.Height!.Value, annex.Orient!.Value));
        foreach (var margin in sections.Select(s => s.GetFirstChild<PageMargin>()!))
        {
            Assert.InRange(margin.Top!.Value, 20 * 56.69, 25 * 56.69);
            Assert.InRange(margin.Bottom!.Value, 20 * 56.69, 25 * 56.69);
            Assert.InRange(margin.Left!.Value, 30 * 56.69, 35 * 56.69);
            Assert.InRange(margin.Right!.Value, 15 * 56.65, 20 * 56.69);
        }
    }

    [Fact]
    public void PageNumber_IsCentredInTheHeader_AndNotOnAFirstPage()
    {
        using var package = Package(Samples.Submitted());
        var main = package.MainDocumentPart!;
        foreach (var section in main.Document.Body!.Descendants<SectionProperties>())
        {
            Header Of(HeaderFooterValues type) =>
                ((HeaderPart)main.GetPartById(section.Elements<HeaderReference>().Single(h => h.Type! == type).Id!)).Header;
            Assert.NotNull(section.GetFirstChild<TitlePage>());
            Assert.Empty(Of(HeaderFooterValues.First).InnerText);
            var field = Assert.Single(Of(HeaderFooterValues.Default).Descendants<FieldCode>());
            Assert.Equal("PAGE", field.Text);
            Assert.Equal(JustificationValues.Center, field.Ancestors<Paragraph>().Single().ParagraphProperties!.Justification!.Val!.Value);
            Assert.Equal(1, section.GetFirstChild<PageNumberType>()!.Start!.Value);
        }
    }

    [Fact]
    public void Type_IsTimesNewRoman_AndTheTextIsJustifiedWithAnIndentedFirstLine()
    {
        using var package = Package(Samples.Submitted());
        var styles = package.MainDocumentPart!.StyleDefinitionsPart!.Styles!;
        var type = styles.DocDefaults!.RunPropertiesDefault!.RunPropertiesBaseStyle!;
        Assert.Equal(("Times New Roman", "Times New Roman"), (type.RunFonts!.Ascii!.Value, type.RunFonts.HighAnsi!.Value));
        Assert.Equal("28", type.FontSize!.Val!.Value);
        Assert.Empty(package.MainDocumentPart.Document.Descendants<RunFonts>());

        var text = Find(package.MainDocumentPart.Document, "Đã thực hiện tốt nội dung “Cải cách thể chế” ở mọi khu dân cư.");
        var style = styles.Elements<Style>()
            .Single(s => s.StyleId == text.ParagraphProperties!.ParagraphStyleId!.Val).StyleParagraphProperties!;
        Assert.Equal(JustificationValues.Both, style.Justification!.Val!.Value);
        Assert.Equal("720", style.Indentation!.FirstLine!.Value);
        Assert.InRange(int.Parse(style.SpacingBetweenLines!.After!.Value!, System.Globalization.CultureInfo.InvariantCulture), 120, 240);
        Assert.InRange(int.Parse(style.SpacingBetweenLines.Line!.Value!, System.Globalization.CultureInfo.InvariantCulture), 240, 360);
    }

    [Fact]
    public void Letterhead_NamesTheBodyLeftAndTheNationRight()
    {
        var head = Built(Samples.Submitted()).Elements<Table>().First();
        var cells = head.Descendants<TableCell>().Select(Lines).ToList();

        Assert.Equal(["ỦY BAN NHÂN DÂN", "PHƯỜNG AN DƯƠNG"], cells[0]);
        Assert.Equal(["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"], cells[1]);
        Assert.Matches("^Số: +/BC-UBND$", Assert.Single(cells[2]));
        Assert.Equal("An Dương, ngày 05 tháng 01 năm 2026", Assert.Single(cells[3]));
        Assert.Equal((12, true, false), Type(Find(head, "PHƯỜNG AN DƯƠNG")));
        Assert.Equal((12, true, false), Type(Find(head, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")));
        Assert.Equal((13, true, false), Type(Find(head, "Độc lập - Tự do - Hạnh phúc")));
        Assert.Equal((13, false, true), Type(Find(head, "An Dương, ngày 05 tháng 01 năm 2026")));
        Assert.DoesNotContain("DỰ THẢO", head.Parent!.InnerText, StringComparison.Ordinal);
    }

    [Fact]
    public void Letterhead_DrawsAShortLineUnderTheBodyAndALongerUnderTheMotto()
    {
        var cells = Built(Samples.Submitted()).Elements<Table>().First().Descendants<TableCell>().ToList();
        int Length(TableCell cell)
        {
            var rule = cell.Elements<Paragraph>().Last();
            Assert.NotNull(rule.ParagraphProperties!.ParagraphBorders!.TopBorder);
            var indent = rule.ParagraphProperties.Indentation!;
            Assert.Equal(indent.Left!.Value, indent.Right!.Value);
            return int.Parse(cell.TableCellProperties!.TableCellWidth!.Width!, System.Globalization.CultureInfo.InvariantCulture)
                - (2 * int.Parse(indent.Left!, System.Globalization.CultureInfo.InvariantCulture));
        }
        // The name is 15 letters of about 164 twips; the motto 5.6 cm wide.
        Assert.InRange(Length(cells[0]), 15 * 164 / 3, 15 * 164 / 2);
        Assert.InRange(Length(cells[1]), 3100, 3300);
    }

    [Fact]
    public void Parts_ComeInTheOrderOfTheDecree()
    {
        var lines = Lines(Built(Samples.Submitted()));
        string[] expected =
        [
            "ỦY BAN NHÂN DÂN", "BÁO CÁO", "Kết quả cải cách hành chính quý IV năm 2025", "Kính gửi: Sở Nội vụ thành phố Hải Phòng.",
            "I. CHỈ ĐẠO, ĐIỀU HÀNH", "II. CẢI CÁCH THỂ CHẾ", "III. CẢI CÁCH THỦ TỤC HÀNH CHÍNH", "IV. CẢI CÁCH TỔ CHỨC BỘ MÁY",
            "V. CẢI CÁCH CHẾ ĐỘ CÔNG VỤ", "VI. CẢI CÁCH TÀI CHÍNH CÔNG", "VII. CHÍNH QUYỀN ĐIỆN TỬ, CHÍNH QUYỀN SỐ",
            "VIII. HẠN CHẾ VÀ NGUYÊN NHÂN", "IX. PHƯƠNG HƯỚNG, NHIỆM VỤ KỲ TỚI", "X. ĐỀ XUẤT, KIẾN NGHỊ",
            "Nơi nhận:", "- Lưu: VT, VHXH.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Phụ lục",
        ];
        Assert.Equal(expected, lines.Where(expected.Contains));
    }

    [Fact]
    public void Closing_NamesRecipientsSmallAndTheSignerBold()
    {
        var closing = Built(Samples.Submitted()).Elements<Table>().ElementAt(1);
        Assert.Equal((12, true, true), Type(Find(closing, "Nơi nhận:")));
        Assert.Equal((11, false, false), Type(Find(closing, "- Lưu: VT, VHXH.")));
        Assert.Equal("- Lưu: VT, VHXH.", Lines(closing.Descendants<TableCell>().First())[^1]);
        Assert.Equal((14, true, false), Type(Find(closing, "TM. ỦY BAN NHÂN DÂN")));
        Assert.Equal((14, true, false), Type(Find(closing, "CHỦ TỊCH")));
    }

    [Fact]
    public void Annex_GroupsTheFiguresByArea_AndRepeatsItsHeader()
    {
        var table = Built(Samples.Submitted()).Elements<Table>().Last();
        var rows = table.Elements<TableRow>().ToList();
        var cells = rows.Select(r => r.Elements<TableCell>().Select(c => c.InnerText).ToArray()).ToList();

        Assert.Equal(["TT", "Chỉ tiêu", "Đơn vị tính", "Kết quả"], cells[0]);
        Assert.Equal([true], rows.Select(r => r.TableRowProperties?.GetFirstChild<TableHeader>() is not null).Where(h => h));
        Assert.NotNull(rows[0].TableRowProperties!.GetFirstChild<TableHeader>());
        Assert.Equal(["I", "II", "III", "IV", "V", "VI", "VII"], cells.Where(c => c.Length == 2).Select(c => c[0]));
        Assert.Equal(Samples.Template.Items.Select(i => i.Name), cells.Skip(1).Where(c => c.Length == 4).Select(c => c[1]));
        Assert.Contains(["2", "Thu ngân sách thực hiện", "triệu đồng", "1.234,5"], cells);
        Assert.Contains(["1", "Biên chế được giao", "người", "32.000"], cells);
        Assert.Contains(["10", "Số tin, bài tuyên truyền cải cách hành chính", "tin, bài", ""], cells);
    }

    [Fact]
    public void Draft_IsMarkedAndLeavesTheDayOpen()
    {
        using var package = Package(Samples.Draft());
        var lines = Lines(package.MainDocumentPart!.Document.Body!);
        Assert.Equal("DỰ THẢO", lines[0]);
        Assert.Matches("^An Dương, ngày +tháng +năm 2025$", lines.Single(l => l.StartsWith("An Dương", StringComparison.Ordinal)));
        Assert.All(package.MainDocumentPart.FooterParts, f =>
            Assert.Equal("Dự thảo, bản sửa thứ 3, trạng thái: bản nháp", f.Footer.InnerText));
    }

    [Fact]
    public void Submitted_CarriesReceiptAndHashAtTheFootOfEveryPage()
    {
        using var package = Package(Samples.Submitted());
        var main = package.MainDocumentPart!;
        foreach (var reference in main.Document.Body!.Descendants<FooterReference>())
        {
            Assert.Equal($"Số biên nhận {Samples.Receipt}; SHA-256 {Samples.Sha256}",
                ((FooterPart)main.GetPartById(reference.Id!)).Footer.InnerText);
        }
        Assert.Equal(4, main.Document.Body.Descendants<FooterReference>().Count());
    }

    [Fact]
    public void Narrative_KeepsItsParagraphs_AndLosesOnlyWhatXmlCannotHold()
    {
        var text = "Dòng một: Cẩm Giàng ≠ Cẩm Giang.\r\n\r\n- Dòng hai \u0001<b>&\uFFFF 👍\tcuối";
        var lines = Lines(Built(Samples.Submitted(), Samples.Content(("S1", text), ("S2", " \n "))));
        var at = Array.IndexOf(lines, "I. CHỈ ĐẠO, ĐIỀU HÀNH");
        Assert.Equal(["Dòng một: Cẩm Giàng ≠ Cẩm Giang.", "- Dòng hai <b>& 👍 cuối", "II. CẢI CÁCH THỂ CHẾ", "(Không có nội dung.)"],
            lines[(at + 1)..(at + 5)]);
    }
}
