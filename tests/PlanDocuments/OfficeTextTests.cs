using System.IO.Compression;
using System.Text;

namespace Platform.PlanDocuments.Tests;

public class OfficeTextTests
{
    private const string W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private const string S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    [Fact]
    public void Docx_TablesAndListNumbers_AreRead()
    {
        static string P(string text, bool numbered = false) => $"<w:p>{(numbered ? "<w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"7\"/></w:numPr></w:pPr>" : "")}<w:r><w:t>{text}</w:t></w:r></w:p>";
        static string Row(params string[] cells) => $"<w:tr>{string.Concat(cells.Select(c => $"<w:tc>{P(c)}</w:tc>"))}</w:tr>";
        var document = $"<w:document xmlns:w=\"{W}\"><w:body><w:tbl><w:tr><w:tc>{P("ỦY BAN NHÂN DÂN")}{P("XÃ BẾN ĐỒI")}</w:tc><w:tc>{P("Số: 3/KH-UBND")}</w:tc></w:tr></w:tbl>"
            + P("KẾ HOẠCH") + P("Cải cách hành chính năm 2026") + P("II. CHỈ TIÊU") + P("Hồ sơ đúng hạn đạt trên 99%.", true) + P("Hài lòng đạt từ 90% trở lên.", true)
            + $"<w:tbl>{Row("TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Thời gian", "Sản phẩm")}"
            + $"<w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"5\"/></w:tcPr>{P("I. Cải cách tài chính công")}</w:tc></w:tr>"
            + $"<w:tr><w:tc>{P("", true)}</w:tc><w:tc>{P("Công khai")}{P("ngân sách")}</w:tc><w:tc>{P("Phòng Kinh tế")}</w:tc><w:tc>{P("Quý I/2026")}</w:tc><w:tc>{P("Báo cáo")}</w:tc></w:tr></w:tbl></w:body></w:document>";
        var numbering = $"<w:numbering xmlns:w=\"{W}\"><w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum><w:num w:numId=\"7\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>";
        var plan = Read("plan.docx", ("word/document.xml", document), ("word/numbering.xml", numbering));
        Assert.Equal(("90001", "3/KH-UBND", "2026"), (plan.IssuingUnit.Code, plan.Decision.Number, plan.Period!.Code));
        Assert.Equal([("1", 99m), ("2", 90m)], plan.Targets.Select(t => (t.Number!, t.Value!.Value)));
        var task = Assert.Single(plan.Tasks);
        Assert.Equal((6, "Công khai ngân sách", "Phòng Kinh tế", new DateOnly(2026, 3, 31)), (task.Area!.Value, task.Content, task.LeadAgency, task.Deadline.To!.Value));
    }

    [Fact]
    public void Xlsx_SharedStringsAndDays_AreRead()
    {
        string[] strings = ["KẾ HOẠCH", "Cải cách hành chính xã Bến Đồi năm 2026", "TT", "Nội dung", "Đơn vị thực hiện", "Thời hạn", "I. Cải cách thể chế", "Rà soát văn bản", "Văn phòng"];
        static string C(string at, int index) => $"<c r=\"{at}\" t=\"s\"><v>{index}</v></c>";
        var sheet = $"<worksheet xmlns=\"{S}\"><sheetData><row>{C("A1", 0)}</row><row>{C("A2", 1)}</row><row/><row>{C("A4", 2)}{C("B4", 3)}{C("C4", 4)}{C("D4", 5)}</row>"
            + $"<row>{C("A5", 6)}</row><row><c r=\"A6\"><v>1</v></c>{C("B6", 7)}{C("C6", 8)}<c r=\"D6\" s=\"1\"><v>46022</v></c></row></sheetData></worksheet>";
        var plan = Read(
            "plan.xlsx",
            ("xl/workbook.xml", $"<workbook xmlns=\"{S}\" xmlns:r=\"{R}\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"),
            ("xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"x\"><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/></Relationships>"),
            ("xl/sharedStrings.xml", $"<sst xmlns=\"{S}\">{string.Concat(strings.Select(s => $"<si><t>{s}</t></si>"))}</sst>"),
            ("xl/styles.xml", $"<styleSheet xmlns=\"{S}\"><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"),
            ("xl/worksheets/sheet1.xml", sheet));
        var task = Assert.Single(plan.Tasks);
        Assert.Equal(("1", 2, "Văn phòng"), (task.Number, task.Area!.Value, task.LeadAgency));
        Assert.Equal((DeadlineKind.ByDate, new DateOnly(2025, 12, 31)), (task.Deadline.Kind, task.Deadline.To!.Value));
    }

    [Theory]
    [InlineData("plan.docx")]
    [InlineData("plan.xlsx")]
    [InlineData("plan.exe")]
    public void Read_NotSuchAFile_SaysSo(string name) => Assert.Equal("PLN-I-090", OfficeText.Read(Encoding.UTF8.GetBytes("no zip"), name).Failure!.Code);

    [Fact]
    public void Read_ExternalEntity_IsRefused()
    {
        var bytes = Package(("word/document.xml", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><x>&e;</x>"));
        Assert.Equal("PLN-I-090", OfficeText.Read(bytes, "plan.docx").Failure!.Code);
    }

    private static PlanDocument Read(string name, params (string Name, string Xml)[] parts)
    {
        var extracted = OfficeText.Read(Package(parts), name);
        Assert.Null(extracted.Failure);
        return PlanDocumentReader.Read(extracted.Text!, Fixtures.Units);
    }

    private static byte[] Package(params (string Name, string Xml)[] parts)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, xml) in parts)
            {
                using var writer = new StreamWriter(archive.CreateEntry(name).Open());
                writer.Write(xml);
            }
        }
        return stream.ToArray();
    }
}
