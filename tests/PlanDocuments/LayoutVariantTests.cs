namespace Platform.PlanDocuments.Tests;

/// <summary>The same plan with annexes as offices lay them out: other orders and names of columns, rows without numbers, broken cells, a PDF's words, no annex.</summary>
public class LayoutVariantTests
{
    public static TheoryData<string> Texts => ["older-columns.txt", "other-order.txt", "no-numbers.txt", "broken-cells.md", "no-annex.txt", "pdf"];

    private static PlanDocument Read(string name) => name == "pdf"
        ? PlanDocumentReader.Read(PdfWords.ToText(Fixtures.Text("tan-minh-2026-pdf.bbox"))!, Fixtures.Units)
        : Fixtures.Sample($"tan-minh-2026-{name}");

    [Theory]
    [MemberData(nameof(Texts))]
    public void Head_IsReadInEveryLayout(string name)
    {
        var plan = Read(name);
        Assert.Equal("Kế hoạch Cải cách hành chính năm 2026 trên địa bàn xã Tân Minh", plan.Title);
        Assert.Equal(("25/KH-UBND", new DateOnly(2026, 1, 12), "Tân Minh", "Nguyễn Văn Mẫu"), (plan.Decision.Number, plan.Decision.Date!.Value, plan.Decision.Place, plan.Decision.Signer));
        Assert.Equal("Thực hiện Quyết định số 100/QĐ-UBND ngày 05/01/2026 của UBND thành phố về cải cách hành chính", Assert.Single(plan.LegalBases));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Targets_UnderHeadingsOfAreas_AreFound(string name) => Assert.Equal(
        [(null, Comparator.Equals, 95m), (2, Comparator.Equals, 100m), (2, Comparator.AtLeast, 2m), (3, Comparator.AtLeast, 80m), (3, Comparator.ReduceAtLeast, 20m)],
        Read(name).Targets.Select(t => (t.Area, t.Comparator, t.Value!.Value)));

    [Fact]
    public void OlderColumns_LeadersAndRowsWithoutNumbers()
    {
        var tasks = Read("older-columns.txt").Tasks;
        Assert.Equal([("1", null), ("1", "1"), ("2", null), ("1", null), ("2", "1"), ("2", "2")], tasks.Select(t => (t.Number, t.SubNumber)));
        Assert.Equal([2, 2, 2, 3, 3, 3], tasks.Select(t => t.Area!.Value));
        Assert.Equal(("PCT phụ trách VHXH", "Phòng Văn hóa - Xã hội"), (tasks[1].LeaderInCharge, tasks[1].LeadAgency));
        Assert.Equal(("Bố trí công chức tại Trung tâm", "Các nhiệm vụ về một cửa:"), (tasks[4].Content, tasks[4].GroupTitle));
        Assert.All(tasks, t => Assert.Single(t.Products));
    }

    [Fact]
    public void OtherOrder_ColumnsAreFoundByName()
    {
        var tasks = Read("other-order.txt").Tasks;
        Assert.Equal(["Kế hoạch", "Báo cáo", "Quy chế"], tasks.Select(t => t.Products[0]));
        Assert.Equal([1, 1, 6], tasks.Select(t => t.Area!.Value));
        Assert.Equal(["Văn phòng", "Công an xã"], tasks[1].Coordinators);
        Assert.Equal(new DateOnly(2026, 7, 15), tasks[1].Deadline.To);
    }

    [Fact]
    public void NoNumbers_EachRowIsATaskWithAFinding()
    {
        var plan = Read("no-numbers.txt");
        Assert.Equal(["Rà soát văn bản quy phạm pháp luật", "Theo dõi thi hành pháp luật", "Bồi dưỡng công chức"], plan.Tasks.Select(t => t.Content));
        Assert.Equal([2, 2, 5], plan.Tasks.Select(t => t.Area!.Value));
        Assert.Equal(3, plan.Findings.Count(f => f.Code == "PLN-I-038"));
    }

    [Fact]
    public void BrokenCells_AreOneTextAgain()
    {
        var task = Read("broken-cells.md").Tasks[0];
        Assert.Equal(("Xây dựng kế hoạch chuyển đổi số", "Phòng Văn hóa - Xã hội", "Quý I/2026"), (task.Content, task.LeadAgency, task.Deadline.Text));
        Assert.Equal(["Văn phòng", "Phòng Kinh tế"], task.Coordinators);
        Assert.Equal(["Kế hoạch", "Báo cáo"], task.Products);
    }

    [Fact]
    public void NoAnnex_MakesNoTasks()
    {
        var plan = Read("no-annex.txt");
        Assert.Empty(plan.Tasks);
        Assert.Contains("PLN-I-030", plan.Codes());
    }

    [Fact]
    public void Pdf_NarrowColumnsOverPages_AreWholeRows()
    {
        var tasks = Read("pdf").Tasks;
        Assert.Equal(27, tasks.Count);
        Assert.Equal((3, 4, 20), (tasks.Count(t => t.Area == 2), tasks.Count(t => t.Area == 3), tasks.Count(t => t.Area == 7)));
        Assert.Equal("Rà soát, hệ thống hóa văn bản quy phạm pháp luật do Hội đồng nhân dân và Ủy ban nhân dân xã ban hành", tasks[0].Content);
        Assert.Equal(["Các phòng chuyên môn", "Công an xã"], tasks[0].Coordinators);
        Assert.Equal(("5", "2", "Lấy ý kiến trên Cổng dịch vụ công", "Hằng tháng"), (tasks[6].Number, tasks[6].SubNumber, tasks[6].Content, tasks[6].Deadline.Text));
        Assert.All(tasks.Skip(7), t => Assert.Equal(("Phòng Văn hóa - Xã hội", "Các phòng, đơn vị", "Kế hoạch"), (t.LeadAgency, string.Join(", ", t.Coordinators), t.Products[0])));
        Assert.All(tasks, t => Assert.NotEqual(DeadlineKind.Unknown, t.Deadline.Kind));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<doc><page>")]
    [InlineData("khong phai xml")]
    public void Pdf_WordsThatAreNone_AreNoText(string bbox) => Assert.True(string.IsNullOrEmpty(PdfWords.ToText(bbox)));
}
