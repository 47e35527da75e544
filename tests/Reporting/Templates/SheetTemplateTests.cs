using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Platform.OfficialDocuments.Tables;
using Platform.Reporting.Model.Templates;
using Platform.Reporting.Templates.Drafts;
using Platform.Reporting.Templates.Export;
using Platform.Reporting.Templates.Import;

namespace Platform.Reporting.Tests.Templates;

public sealed class SheetTemplateTests
{
    private static (Template Template, IReadOnlyList<string> Notes) Read(string[][] rows, params string[] merged) =>
        SheetTemplate.Read("T", "Mẫu", Sheet.Read(new MemoryStream(SheetFile.Make(rows, merged)))!);

    private static Template Full => TemplateRules.Normalize(new(
        "MAU-DU", 1, "Mẫu đủ mọi thứ", ["month", "extraordinary"],
        [new(2, "Cải cách thể chế"), new(1, "Chỉ đạo, điều hành"), new(7, "Chính quyền số")],
        [
            new("S1", 1, "1. Tình hình", true, "Dòng một\nDòng hai; <b> & \"trích\"", "P_CHUNG"),
            new("S9", 0, "Kiến nghị", false, ""),
        ],
        [
            new("A", 1, "I. Tổng số (trong kỳ)", "nhiệm vụ", "count", true, "tasks.total", null, true),
            new("B", 1, "Đã xong", "nhiệm vụ", "count", true, "tasks.doneOnTime", Part: "P_CHUNG", Consolidation: "sum"),
            new("TY_LE", 1, "- Tỷ lệ", "%", "number", false, null, "if(A > 0; round(B / A * 100, 2); 0)"),
            new("TIEN", 2, "Kinh phí", "triệu đồng", "count", false, null, null, true, "L1", "max"),
            new("DIEM", 0, "Điểm", "", "number", false, "indicators.PAR-INDEX.numerator", Part: "KT", Consolidation: "none"),
            new("GIAO", 7, "Được giao", "việc", "count", false, "tasks.assigned", Consolidation: "mean"),
            new("NHO", 7, "Nhỏ nhất", "đồng", "money", false, null, Part: "P_KHAC", Consolidation: "min"),
            new("NO_NAME", 7, "", "", "count", true, null),
        ],
        [new("B", "atMost", "A"), new("A", "atLeast", "sum(B; 1)", "Cần nhập đủ."), new("TY_LE", "equal", "B / A * 100", null)],
        [new("HS-DUNGHAN", "B", "A"), new("NHIEM-VU", "A", null)],
        [new("P_CHUNG", "Phần chung", "VP"), new("L1", "Chỉ đạo, tuyên truyền", "VHXH"), new("P_KHAC", "Phần khác", null)],
        ["phuong", "xa"], ["11593", "10507"]));

    [Fact]
    public void WhatIsWritten_IsReadAsTheSameTemplate()
    {
        var file = Workbook.Write(TemplateTables.Of(Full));
        var (read, notes) = SheetTemplate.Read(Full.Code, Full.Title, Sheet.Read(new MemoryStream(file))!);
        Assert.Empty(notes);
        Assert.Equal(TemplateVersions.Json(Full), TemplateVersions.Json(read));
        using var book = SpreadsheetDocument.Open(new MemoryStream(file), isEditable: false);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2013).Validate(book).Select(e => $"{e.Path?.XPath}: {e.Description}"));
    }

    [Fact]
    public void EveryValueOfTheTemplate_HasAWordThatIsReadBack()
    {
        (SheetWords Words, IEnumerable<string> Values)[] all =
        [
            (SheetWords.Types, TemplateRules.Types), (SheetWords.Consolidations, TemplateRules.Consolidations),
            (SheetWords.Ops, TemplateRules.Ops),
            (SheetWords.Offices, TemplateRules.Offices), (SheetWords.PeriodKinds, TemplateRules.PeriodKinds),
            (SheetWords.Sources, TemplateRules.Prefills), (SheetWords.Blocks, ["phuong", "xa"]),
        ];
        foreach (var (words, values) in all)
        {
            Assert.All(values, v => Assert.NotEqual(v, words.Write(v)));
            Assert.Equal(values, values.Select(v => words.Read($" {words.Write(v).ToUpperInvariant()} ")));
            Assert.Equal(values, values.Select(words.Read));
        }
    }

    [Fact]
    public void HeaderOfTwoRows_IsReadAcrossItsMergedCells()
    {
        string[][] rows =
        [
            ["UBND THÀNH PHỐ", "", "", "", "Biểu số 01"], ["PHỤ LỤC SỐ LIỆU"], [],
            ["TT", "Chỉ tiêu", "", "Số liệu", "", "Phân công", "", "Cách tổng hợp (của thành phố)"],
            ["", "Tên", "Đơn vị tính", "Kỳ này", "Kỳ trước", "Phần việc", "Phòng thực hiện", ""],
            ["A", "B", "C", "1", "2", "3", "4", "5"],
            ["I. Chỉ đạo, điều hành", "", "", "", "", "", "", ""],
            ["1", "Số nhiệm vụ", "nhiệm vụ", "", "", "Chỉ đạo", "Văn phòng HĐND và UBND", "Cộng dồn"],
            ["2", "Đã xong", "nhiệm vụ", "", "", "", "", "không tổng hợp"],
            ["II. Hồ sơ", "", "", "", "", "", "", ""],
            ["3", "Thời gian giải quyết", "ngày", "", "", "Một cửa", "Trung tâm Phục vụ hành chính công", "bình quân"],
            ["4", "Chờ lâu nhất", "phút", "", "", "Một cửa", "", "theo tháng"],
        ];
        var (template, notes) = Read(rows, "A4:A5", "B4:C4", "D4:E4", "F4:G4", "H4:H5", "A7:H7", "F8:F9", "G8:G9", "A10:H10");
        Assert.Equal(["Trang “Biểu” dòng 12: không hiểu cách tổng hợp “theo tháng”, tạm để cộng."], notes);
        Assert.Equal(["Chỉ đạo, điều hành", "Hồ sơ"], template.Areas.Select(a => a.Title));
        Assert.Equal(
            [
                ("CT001", 1, "Số nhiệm vụ", "nhiệm vụ", "PV1", "sum"), ("CT002", 1, "Đã xong", "nhiệm vụ", "PV1", "none"),
                ("CT003", 2, "Thời gian giải quyết", "ngày", "PV2", "mean"), ("CT004", 2, "Chờ lâu nhất", "phút", "PV2", null),
            ],
            template.Items.Select(i => (i.Code, i.Area, i.Name, i.Unit, i.Part, i.Consolidation)));
        Assert.Equal([new("PV1", "Chỉ đạo", "VP"), new("PV2", "Một cửa", "HCC")], template.Parts);
        Assert.Empty(TemplateRules.Check(template));
    }

    [Fact]
    public void HeaderOfTwoRows_NamesAColumnByBoth()
    {
        string[][] rows =
        [
            ["Chỉ tiêu", "", "Đơn vị tính", "Phần việc", ""],
            ["Mã", "Tên", "", "Mã", "Phòng"],
            ["A", "Một", "việc", "P_MOT", "Phòng Kinh tế, Hạ tầng và Đô thị"],
        ];
        var item = Assert.Single(Read(rows, "A1:B1", "C1:C2", "D1:E1").Template.Items);
        Assert.Equal(("A", "Một", "P_MOT"), (item.Code, item.Name, item.Part));
    }

    [Fact]
    public void LinesOfAnOffice_WithoutAPart_AreOnePart()
    {
        string[][] rows =
        [
            ["Chỉ tiêu", "ĐVT", "Đơn vị thực hiện"],
            ["Một", "việc", "Văn phòng"], ["Hai", "việc", "phòng văn hoá - xã hội"], ["Ba", "việc", "Văn phòng"], ["Bốn", "việc", ""],
            ["Năm", "việc", "Công an"], ["Sáu", "việc", "Công an"],
        ];
        var (template, notes) = Read(rows);
        Assert.Equal(["VP", "VHXH", "VP", null, null, null], template.Items.Select(i => i.Part));
        Assert.Equal([new("VP", "Văn phòng HĐND và UBND", "VP"), new("VHXH", "Phòng Văn hóa - Xã hội", "VHXH")], template.Parts);
        Assert.Equal(["Trang “Biểu” dòng 6: không có phòng “Công an” trong các phòng của xã; để trống."], notes);
    }

    [Fact]
    public void SourcesAndChecks_AreReadFromTheirColumns()
    {
        string[][] rows =
        [
            ["Mã số", "Nội dung", "Đơn vị", "Lĩnh vực", "Nguồn số liệu", "Kiểm tra", "Công thức"],
            ["01", "Số nhiệm vụ", "việc", "1. Chỉ đạo, điều hành", "Nhiệm vụ: tổng"],
            ["XONG", "Đã xong", "việc", "", "nhiệm vụ: xong; kỳ trước", "≤ Số nhiệm vụ; không nhỏ hơn max(0; 1)\n<> 5"],
            ["", "Hài lòng", "%", "Cải cách thể chế", "Chỉ số SIPAS: tử số"],
            ["", "Điểm", "điểm", "chỉ đạo, điều hành", "Hệ thống một cửa"],
            ["TYLE", "Tỷ lệ", "%", "", "", "<=100", "=XONG/CT01*100"],
        ];
        var (template, notes) = Read(rows);
        Assert.Equal([new(1, "Chỉ đạo, điều hành"), new(2, "Cải cách thể chế")], template.Areas);
        Assert.Equal(
            [
                ("CT01", 1, "tasks.total", false, null), ("XONG", 1, "tasks.done", true, null),
                ("CT003", 2, "indicators.SIPAS.numerator", false, null), ("CT004", 1, null, false, null),
                ("TYLE", 1, null, false, "XONG/CT01*100"),
            ],
            template.Items.Select(i => (i.Code, i.Area, i.Prefill, i.CarryOver, i.Formula)));
        Assert.Equal([new("XONG", "atMost", "CT01"), new("XONG", "atLeast", "max(0; 1)"), new("TYLE", "atMost", "100")], template.Checks);
        Assert.Equal(
            ["Trang “Biểu” dòng 3: không hiểu điều kiện kiểm tra “<> 5”, đã bỏ qua.",
                "Trang “Biểu” dòng 5: không lấy số tự động được từ “Hệ thống một cửa”, để nhập tay."], notes);
    }

    [Fact]
    public void RowsWithoutAUnit_AreAreasOnlyAtTheHighestLevel()
    {
        string[][] rows =
        [
            ["STT", "Chỉ tiêu", "Đơn vị tính"],
            ["I", "Thủ tục hành chính"], ["1", "Về rà soát"], ["1.1", "Số thủ tục", "thủ tục"], ["II", "Phần trống"],
            ["", "Ghi chú: số liệu đến ngày chốt"],
        ];
        var (template, notes) = Read(rows);
        Assert.Equal([new(1, "Thủ tục hành chính")], template.Areas);
        Assert.Equal("Số thủ tục", Assert.Single(template.Items).Name);
        Assert.Equal(3, notes.Count);
        Assert.Contains("Trang “Biểu” dòng 5: “Phần trống” không có chỉ tiêu nào bên dưới; đã bỏ qua.", notes);
    }

    [Fact]
    public void CodesMadeHere_AreNotThoseOfOtherRows()
    {
        string[][] rows = [["Mã", "Chỉ tiêu", "ĐVT"], ["", "Một", "việc"], ["CT001", "Hai", "việc"], ["CT003", "Ba", "việc"],
            ["", "Bốn", "việc"]];
        Assert.Equal(["CT002", "CT001", "CT003", "CT004"], Read(rows).Template.Items.Select(i => i.Code));
    }

    [Fact]
    public void LineNumbers_LeaveNamesThatOnlyLookLikeThem()
    {
        string[][] rows = [["Chỉ tiêu", "ĐVT"], ["1. Một", "x"], ["2.1) Hai", "x"], ["- Ba", "x"], ["Xử lý", "x"], ["X-quang", "x"],
            ["2.500 hồ sơ", "x"], ["24/7", "x"]];
        Assert.Equal(["Một", "Hai", "Ba", "Xử lý", "X-quang", "2.500 hồ sơ", "24/7"], Read(rows).Template.Items.Select(i => i.Name));
    }

    [Theory]
    [InlineData("A0:B2")]
    [InlineData("B2:A1")]
    [InlineData("nonsense")]
    [InlineData("A99999999999:B1")]
    [InlineData("")]
    public void MergedCells_ThatMakeNoSense_DoNoHarm(string range) =>
        Assert.Equal("Một", Assert.Single(Read([["Chỉ tiêu", "ĐVT"], ["Một", "việc"]], range).Template.Items).Name);
}
