namespace Platform.PlanDocuments.Tests;

public class SampleDocumentTests
{
    [Fact]
    public void Tabs_Head_HoldsDecisionSignerAndPeriod()
    {
        var plan = Fixtures.Sample("ben-doi-2026-tabs.md");
        Assert.Equal("Kế hoạch Cải cách hành chính xã Bến Đồi năm 2026", plan.Title);
        Assert.Equal(("15/QĐ-UBND", new DateOnly(2026, 1, 9), "Bến Đồi"), (plan.Decision.Number, plan.Decision.Date!.Value, plan.Decision.Place));
        Assert.Equal(("Trần Thị Mẫu", "KT. CHỦ TỊCH - PHÓ CHỦ TỊCH"), (plan.Decision.Signer, plan.Decision.SignerRole));
        Assert.Equal("90001", plan.IssuingUnit.Code);
        Assert.Equal("2026", plan.Period!.Code);
        Assert.Equal("Căn cứ Quyết định số 1/QĐ-UBND ngày 02/01/2026 của Ủy ban nhân dân thành phố", plan.LegalBases[1]);
    }

    [Fact]
    public void Tabs_TargetsUnderAreas_AreEachATarget()
    {
        var targets = Fixtures.Sample("ben-doi-2026-tabs.md").Targets;
        Assert.Equal(
            [
                (2, Comparator.Equals, 100m, "%"), (3, Comparator.MoreThan, 99m, "%"), (3, Comparator.AtLeast, 50m, "%"),
                (3, Comparator.ReduceAtLeast, 20m, "%"), (3, Comparator.AtLeast, 2m, "cuộc"),
            ],
            targets.Select(t => (t.Area ?? 3, t.Comparator, t.Value!.Value, t.Unit!)));
        Assert.Equal((Comparator.LessThan, 1m), (targets[2].Measures[1].Comparator, targets[2].Measures[1].Value!.Value));
    }

    [Fact]
    public void Tabs_OlderColumns_AreFoundByName()
    {
        var tasks = Fixtures.Sample("ben-doi-2026-tabs.md").Tasks;
        Assert.Equal([("01", null), ("02", "1"), ("02", "2"), ("04", null), (null, null)], tasks.Select(t => (t.Number, t.SubNumber)));
        Assert.Equal([3, 3, 3, 3, 1], tasks.Select(t => t.Area!.Value));
        Assert.Equal(("PCT UBND", "Trung tâm Phục vụ hành chính công"), (tasks[0].LeaderInCharge, tasks[0].LeadAgency));
        Assert.Equal(["Báo cáo", "Danh mục"], tasks[1].Products);
        Assert.Equal("Kiểm soát thủ tục, gồm:", tasks[1].GroupTitle);
        Assert.Equal(("Công khai kết quả và niêm yết tại", "Văn phòng HĐND và UBND xã"), (tasks[2].Content, tasks[2].LeadAgency));
        Assert.True(tasks[3].Deadline is { Kind: DeadlineKind.ByDate, YearInferred: true });
    }

    [Fact]
    public void Tabs_NumberJump_IsFound() =>
        Assert.Contains(Fixtures.Sample("ben-doi-2026-tabs.md").Findings, f => f.Code == "PLN-I-033" && f.Field == "tasks[3].number");

    [Fact]
    public void Pipes_ColumnsInAnyOrder_AreFoundByName()
    {
        var plan = Fixtures.Sample("van-thuong-2025-h2-pipes.md");
        Assert.Equal("90002", plan.IssuingUnit.Code);
        Assert.Equal(3, plan.Tasks.Count);
        Assert.Equal(("Rà soát văn bản", "Văn phòng HĐND và UBND", new DateOnly(2025, 12, 10)), (plan.Tasks[0].Content, plan.Tasks[0].LeadAgency, plan.Tasks[0].Deadline.To!.Value));
        Assert.Equal(["Các phòng", "Công an phường"], plan.Tasks[0].Coordinators);
        Assert.Equal((2, "Cải cách thể chế"), (plan.Tasks[0].Area!.Value, plan.Tasks[0].AreaTitle));
        Assert.Contains("PLN-I-042", plan.Codes());
    }

    [Fact]
    public void Pipes_UnknownArea_KeepsItsTitleAndIsFound()
    {
        var plan = Fixtures.Sample("van-thuong-2025-h2-pipes.md");
        Assert.Null(plan.Tasks[2].Area);
        Assert.Equal("Công tác lạ chưa ai biết", plan.Tasks[2].AreaTitle);
        Assert.Contains("PLN-I-034", plan.Codes());
    }

    [Fact]
    public void Pipes_MissingTarget_IsFound()
    {
        var plan = Fixtures.Sample("van-thuong-2025-h2-pipes.md");
        Assert.Equal([Comparator.Exceed, Comparator.AtLeast, Comparator.AtMost], plan.Targets.Select(t => t.Comparator));
        Assert.Contains("PLN-I-021", plan.Codes());
    }

    [Theory]
    [InlineData("lac-tan-2026-loose.txt")]
    [InlineData("lac-tan-2026-no-diacritics.txt")]
    public void Loose_BrokenCells_BecomeRowsAgain(string sample)
    {
        var plan = Fixtures.Sample(sample);
        Assert.Equal("90003", plan.IssuingUnit.Code);
        Assert.Equal([("1", null, 2), ("2", null, 2), ("3", null, 2), ("4", "1", 7), ("4", "2", 7)], plan.Tasks.Select(t => (t.Number, t.SubNumber, t.Area!.Value)));
        Assert.Equal([DeadlineKind.Window, DeadlineKind.ByDate, DeadlineKind.Continuous, DeadlineKind.Window, DeadlineKind.Window], plan.Tasks.Select(t => t.Deadline.Kind));
        Assert.All(plan.Tasks, t => Assert.True(t.LeadAgency is not null && t.Coordinators.Count == 1 && t.Products.Count > 0));
        Assert.Contains("PLN-I-039", plan.Codes());
    }

    [Fact]
    public void Loose_Cells_HoldTheirOwnText()
    {
        var tasks = Fixtures.Sample("lac-tan-2026-loose.txt").Tasks;
        Assert.Equal("Rà soát văn bản quy phạm pháp luật do Hội đồng nhân dân và Ủy ban nhân dân xã ban hành", tasks[0].Content);
        Assert.Equal("Văn phòng HĐND và UBND xã", tasks[1].LeadAgency);
        Assert.Equal(["Phòng Kinh tế"], tasks[1].Coordinators);
        Assert.Equal(["Kế hoạch", "Báo cáo"], tasks[1].Products);
        Assert.EndsWith("Kế hoạch số 45-KH/ĐU", tasks[2].Content, StringComparison.Ordinal);
        Assert.Equal("Phát triển hạ tầng số", tasks[4].GroupTitle);
    }

    [Fact]
    public void Loose_Objectives_OnlyFiguresAreTargets()
    {
        var plan = Fixtures.Sample("lac-tan-2026-loose.txt");
        var target = Assert.Single(plan.Targets);
        Assert.Equal([(Comparator.Equals, 95m), (Comparator.ReduceAtLeast, 10m)], target.Measures.Select(m => (m.Comparator, m.Value!.Value)));
        Assert.Contains("PLN-I-024", plan.Codes());
    }

    [Fact]
    public void NoDiacritics_IsSaidOnce()
    {
        Assert.Single(Fixtures.Sample("lac-tan-2026-no-diacritics.txt").Findings, f => f.Code == "PLN-I-003");
        Assert.DoesNotContain("PLN-I-003", Fixtures.Sample("lac-tan-2026-loose.txt").Codes());
    }

    [Theory]
    [InlineData("lac-tan-2026-layout-top.txt")]
    [InlineData("lac-tan-2026-layout-middle.txt")]
    public void Layout_ColumnsSetWithSpaces_AreCells(string sample)
    {
        var plan = Fixtures.Sample(sample);
        Assert.Equal([("1", 2), ("2", 2), ("3", 3), ("4", 3)], plan.Tasks.Select(t => (t.Number, t.Area!.Value)));
        Assert.Equal("Theo dõi tình hình thi hành pháp luật tại thành phố Hải Phòng theo kế hoạch của cấp trên đã giao cho xã", plan.Tasks[1].Content);
        Assert.Equal(["Văn phòng HĐND và UBND xã", "Phòng Kinh tế", "Trung tâm Phục vụ hành chính công", "Phòng Văn hóa - Xã hội"], plan.Tasks.Select(t => t.LeadAgency));
        Assert.Equal([DeadlineKind.Window, DeadlineKind.ByDate, DeadlineKind.Continuous, DeadlineKind.Recurring], plan.Tasks.Select(t => t.Deadline.Kind));
        Assert.Equal(["Kế hoạch", "Báo cáo"], plan.Tasks[1].Products);
        Assert.Single(plan.Targets);
    }
}
