using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Platform.OfficialDocuments.Tables;
using Platform.Reporting.Exports;
using Platform.Reporting.Model.Reports;
using Workbook = Platform.OfficialDocuments.Tables.Workbook;

namespace Platform.Reporting.Tests.Export;

public sealed class TablesTests
{
    private static SpreadsheetDocument Open(byte[] file) => SpreadsheetDocument.Open(new MemoryStream(file), isEditable: false);

    private static SpreadsheetDocument Report(ReportContent content) => Open(Workbook.Write(
        ReportTables.Figures(Samples.Template, content, Samples.Submitted()),
        ReportTables.Narrative(Samples.Template, content, Samples.Submitted())));

    private static Worksheet Sheet(SpreadsheetDocument file, string name)
    {
        var sheet = file.WorkbookPart!.Workbook.Descendants<Sheet>().Single(s => s.Name == name);
        return ((WorksheetPart)file.WorkbookPart.GetPartById(sheet.Id!)).Worksheet;
    }

    private static Cell? At(Worksheet sheet, string reference) =>
        sheet.Descendants<Cell>().SingleOrDefault(c => c.CellReference == reference);

    private static string TextOf(Table table) => Encoding.UTF8.GetString(CsvFile.Write(table.Value)[3..]);

    /// <summary>A table of one column.</summary>
    private sealed record Table(params ExportCell[] Cells)
    {
        public ExportTable Value => new("T", "T", [new("Cột", 10)], [.. Cells.Select(c => (IReadOnlyList<ExportCell>)[c])]);
    }

    [Fact]
    public void Workbook_IsValidByTheSchemaOfExcel()
    {
        using var file = Report(Samples.Content());
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2013).Validate(file).Select(e => $"{e.Path?.XPath}: {e.Description}"));
    }

    [Fact]
    public void Workbook_HasFiguresAsNumbersUnderAFrozenHeader()
    {
        using var file = Report(Samples.Content());
        var sheet = Sheet(file, "Số liệu");

        Assert.Equal("Báo cáo kết quả cải cách hành chính quý IV năm 2025 - Phường An Dương - đã gửi 05/01/2026 01:30, số biên nhận "
            + Samples.Receipt, At(sheet, "A1")!.InnerText);
        Assert.Equal(["TT", "Mã chỉ tiêu", "Lĩnh vực", "Chỉ tiêu", "Đơn vị tính", "Kết quả"],
            "ABCDEF".Select(c => At(sheet, $"{c}2")!.InnerText));
        Assert.Equal(["KH_NHIEMVU", "Chỉ đạo, điều hành", "Số nhiệm vụ trong kế hoạch cải cách hành chính"],
            "BCD".Select(c => At(sheet, $"{c}3")!.InnerText));
        var row = sheet.Descendants<Row>().Single(r => r.InnerText.Contains("NS_THU_THUCHIEN", StringComparison.Ordinal)).RowIndex!.Value;
        var value = At(sheet, $"F{row}")!;
        Assert.Equal((null, "1234.5"), (value.DataType, value.CellValue!.Text));
        var empty = sheet.Descendants<Row>().Single(r => r.InnerText.Contains("TT_TINBAI", StringComparison.Ordinal)).RowIndex!.Value;
        Assert.Null(At(sheet, $"F{empty}"));
        var pane = Assert.Single(sheet.Descendants<Pane>());
        Assert.Equal((PaneStateValues.Frozen, 2d, "A3"), (pane.State!.Value, pane.VerticalSplit!.Value, pane.TopLeftCell!.Value));
        Assert.Equal(60, sheet.Descendants<Column>().ElementAt(3).Width!.Value);
        var format = file.WorkbookPart!.WorkbookStylesPart!.Stylesheet.CellFormats!.Elements<CellFormat>()
            .ElementAt((int)At(sheet, "A2")!.StyleIndex!.Value);
        Assert.True(format.ApplyFill!.Value);
    }

    [Fact]
    public void Workbook_HoldsTheNarrativeAsTextEvenWhenItLooksLikeAFormula()
    {
        using var file = Report(Samples.Content(("S1", "=1+1\nDòng hai"), ("S2", "Ký tự \u0001 lạ")));
        var sheet = Sheet(file, "Lời văn");
        Assert.Equal((CellValues.InlineString, "=1+1\nDòng hai"), (At(sheet, "C3")!.DataType!.Value, At(sheet, "C3")!.InnerText));
        Assert.Equal(["S2", "Cải cách thể chế", "Ký tự  lạ"], "ABC".Select(c => At(sheet, $"{c}4")!.InnerText));
        Assert.Empty(sheet.Descendants<CellFormula>());
    }

    [Fact]
    public void Workbook_NamesColumnsBeyondZ()
    {
        var columns = Enumerable.Range(0, 60).Select(i => new ExportColumn($"c{i}", 10)).ToList();
        using var file = Open(Workbook.Write(new ExportTable("T", "T", columns, [], FrozenColumns: 2)));
        var sheet = Sheet(file, "T");
        Assert.Equal(["c25", "c26", "c51", "c52"], new[] { "Z2", "AA2", "AZ2", "BA2" }.Select(r => At(sheet, r)!.InnerText));
        Assert.Equal("C3", sheet.Descendants<Pane>().Single().TopLeftCell!.Value);
    }

    [Fact]
    public void Csv_BeginsWithAByteOrderMarkAndEndsLinesWithCrLf()
    {
        var file = CsvFile.Write(new Table("Cẩm Giàng", (decimal?)1234.5m).Value);
        Assert.Equal([0xEF, 0xBB, 0xBF], file[..3]);
        Assert.Equal("Cột\r\nCẩm Giàng\r\n1234.5\r\n", Encoding.UTF8.GetString(file[3..]));
    }

    [Theory]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("nói \"có\"", "\"nói \"\"có\"\"\"")]
    [InlineData("một\nhai", "\"một\nhai\"")]
    [InlineData("thường", "thường")]
    [InlineData("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"")]
    [InlineData("+84 225", "'+84 225")]
    [InlineData("- Đã ban hành", "'- Đã ban hành")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("a=b", "a=b")]
    [InlineData("", "")]
    public void Csv_QuotesAndDisarms(string text, string expected) => Assert.Equal($"Cột\r\n{expected}\r\n", TextOf(new Table(text)));

    [Fact]
    public void Csv_OfAReport_HasFiguresAndNarrative()
    {
        var lines = Encoding.UTF8.GetString(CsvFile.Write(ReportTables.Flat(Samples.Template, Samples.Content(), Samples.Draft()))[3..])
            .Split("\r\n");
        Assert.Equal("Kỳ,Mã đơn vị,Đơn vị,Trạng thái,Số biên nhận,Loại,Lĩnh vực,Mã,Nội dung,Đơn vị tính,Giá trị", lines[0]);
        Assert.Contains("2025-Q4,11593,Phường An Dương,bản nháp,,Số liệu,Cải cách tài chính công,"
            + "NS_THU_THUCHIEN,Thu ngân sách thực hiện,triệu đồng,1234.5", lines);
        Assert.Contains("2025-Q4,11593,Phường An Dương,bản nháp,,Lời văn,,S10,"
            + "\"Đề xuất, kiến nghị\",,\"Đã thực hiện tốt nội dung “Đề xuất, kiến nghị” ở mọi khu dân cư.\"", lines);
        Assert.Equal(1 + Samples.Template.Items.Count + Samples.Template.Sections.Count + 1, lines.Length);
    }
}
