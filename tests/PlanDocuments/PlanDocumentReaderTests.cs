namespace Platform.PlanDocuments.Tests;

public class PlanDocumentReaderTests
{
    [Theory]
    [InlineData("KẾ HOẠCH\nCải cách hành chính xã Cẩm Giang năm 2025", "10888")]
    [InlineData("KẾ HOẠCH\nCải cách hành chính xã Cẩm Giàng năm 2025", "10903")]
    [InlineData("ỦY BAN NHÂN DÂN\nXÃ CẨM GIÀNG\n\nKẾ HOẠCH\nCải cách hành chính năm 2025", "10903")]
    [InlineData("KẾ HOẠCH\nCải cách hành chính xã Hoà Thuỷ năm 2025", "90004")]
    public void Read_UnitName_IsMatchedBySpelling(string text, string code) =>
        Assert.Equal(code, PlanDocumentReader.Read(text, Fixtures.Units).IssuingUnit.Code);

    [Fact]
    public void Read_UnitNameWithoutDiacritics_NamesTheCandidates()
    {
        var plan = PlanDocumentReader.Read("UY BAN NHAN DAN\nXA CAM GIANG\n\nKE HOACH\nCai cach hanh chinh nha nuoc tren dia ban xa Cam Giang 6 thang cuoi nam 2025", Fixtures.Units);
        Assert.Null(plan.IssuingUnit.Code);
        Assert.Equal(["10888", "10903"], plan.IssuingUnit.Candidates.Select(c => c.Code).Order());
        Assert.Contains("PLN-I-005", plan.Codes());
        Assert.Equal("2025-H2", plan.Period!.Code);
    }

    [Fact]
    public void Read_UnknownUnit_KeepsTheName()
    {
        var plan = PlanDocumentReader.Read("KẾ HOẠCH\nCải cách hành chính xã Không Có Đâu năm 2025", Fixtures.Units);
        Assert.Equal((null, "xã Không Có Đâu"), (plan.IssuingUnit.Code, plan.IssuingUnit.Name));
        Assert.Contains("PLN-I-004", plan.Codes());
    }

    [Theory]
    [InlineData("năm 2025", "2025")]
    [InlineData("6 tháng đầu năm 2026", "2026-H1")]
    [InlineData("06 tháng cuối năm 2025", "2025-H2")]
    [InlineData("giai đoạn 2026-2030", "2026-2030")]
    [InlineData("9 tháng năm 2025", "2025-9M")]
    [InlineData("quý III/2025", "2025-Q3")]
    [InlineData("tháng 8 năm 2025", "2025-08")]
    public void Read_Period_ComesFromTheTitle(string words, string code) =>
        Assert.Equal(code, PlanDocumentReader.Read($"KẾ HOẠCH\nCải cách hành chính xã Bến Đồi {words}", Fixtures.Units).Period!.Code);

    [Theory]
    [InlineData("")]
    [InlineData("   \n\n\f\n")]
    [InlineData("\t\t\t\n|||\n")]
    [InlineData("TT\nNội dung\n1\n2\n3")]
    [InlineData("TT\tNội dung\tCơ quan chủ trì\n1")]
    [InlineData("không phải kế hoạch nào cả")]
    public void Read_AnythingElse_InventsNothing(string text)
    {
        var plan = PlanDocumentReader.Read(text, Fixtures.Units);
        Assert.Empty(plan.Tasks);
        Assert.Empty(plan.Targets);
        Assert.NotEmpty(plan.Findings);
    }

    [Fact]
    public void Read_DecomposedUnicode_IsTheSame()
    {
        var text = Fixtures.Text("ben-doi-2026-tabs.md");
        var composed = PlanDocumentReader.Read(text, Fixtures.Units);
        // Written out: a runtime without normalisation data would hand the text back as it is.
        var taken = text.Replace("ế", "e\u0302\u0301", StringComparison.Ordinal).Replace("ự", "u\u031B\u0323", StringComparison.Ordinal)
            .Replace("ậ", "a\u0323\u0302", StringComparison.Ordinal).Replace("ồ", "o\u0302\u0300", StringComparison.Ordinal);
        Assert.NotEqual(text, taken);
        var decomposed = PlanDocumentReader.Read(taken, Fixtures.Units);
        Assert.Equal(composed.Title, decomposed.Title);
        Assert.Equal(composed.Tasks.Select(t => t.Content), decomposed.Tasks.Select(t => t.Content));
    }

    [Fact]
    public void Read_HtmlTable_IsReadLikeTabs()
    {
        const string Text = "KẾ HOẠCH\nCải cách hành chính xã Bến Đồi năm 2025\n\n<table><tr><th>TT</th><th>Nội dung</th><th>Cơ quan chủ trì</th><th>Thời gian</th></tr>\n"
            + "<tr><td colspan=\"4\"><b>I. Cải cách thể chế</b></td></tr>\n<tr><td>1</td><td>Rà soát<br>văn bản</td><td>Văn phòng</td><td>Quý I/2025</td></tr></table>";
        var task = Assert.Single(PlanDocumentReader.Read(Text, Fixtures.Units).Tasks);
        Assert.Equal(("Rà soát văn bản", 2, new DateOnly(2025, 3, 31)), (task.Content, task.Area!.Value, task.Deadline.To!.Value));
    }

    [Fact]
    public void Read_DeadlineOutsideThePeriod_IsFound()
    {
        var plan = PlanDocumentReader.Read("KẾ HOẠCH\nCải cách hành chính xã Bến Đồi năm 2025\n\nTT\tNội dung\tCơ quan chủ trì\tThời gian\n1\tViệc\tVăn phòng\tQuý I/2024", Fixtures.Units);
        Assert.Contains("PLN-I-043", plan.Codes());
    }

    [Fact]
    public void Read_LineBreaksInCells_SeparateProductsOnly()
    {
        const string Text = "KẾ HOẠCH\nCải cách hành chính xã Bến Đồi năm 2026\n\nThực hiện Kế hoạch số 350/KH-UBND của UBND thành phố, UBND xã ban hành Kế hoạch như sau:\n\n"
            + "| STT | Nhiệm vụ | Cơ quan chủ trì | Thời gian | Sản phẩm | Ghi chú |\n|--|--|--|--|--|--|\n| 1.1 | Kiểm tra<br>cải cách | Phòng VH-XH | Quý II | - Kế hoạch<br>- Báo cáo | |";
        var plan = PlanDocumentReader.Read(Text, Fixtures.Units);
        var task = Assert.Single(plan.Tasks);
        Assert.Equal(("1.1", "Kiểm tra cải cách"), (task.Number, task.Content));
        Assert.Equal(["Kế hoạch", "Báo cáo"], task.Products);
        Assert.Equal(["Thực hiện Kế hoạch số 350/KH-UBND của UBND thành phố"], plan.LegalBases);
    }
}
