namespace Platform.PlanDocuments.Tests;

/// <summary>Counts and cells of three real plans, as a careful reader finds them (docs/plan-import.md).</summary>
public class RealDocumentTests
{
    private const string AnPhong = "an-phong-2025-h2.txt";
    private const string ThuongHong = "thuong-hong-2025-h2.txt";
    private const string MaoDien = "mao-dien-2026-2030.txt";

    [RealDocumentFact]
    public void AnPhong_Head_IsReadAndGapsAreFound()
    {
        var plan = SharedDocuments.Read(AnPhong);
        Assert.Equal("Kế hoạch Cải cách hành chính phường An Phong 6 tháng cuối năm 2025", plan.Title);
        Assert.Equal("11593", plan.IssuingUnit.Code);
        Assert.Equal("2025-H2", plan.Period!.Code);
        Assert.Null(plan.Decision.Number);
        Assert.Null(plan.Decision.Date);
        Assert.Equal("Lâm Văn Đạt", plan.Decision.Signer);
        Assert.Equal(5, plan.LegalBases.Count);
        Assert.Contains("PLN-I-001", plan.Codes());
        Assert.Contains("PLN-I-002", plan.Codes());
    }

    [RealDocumentFact]
    public void AnPhong_Targets_AreEightWithComparators()
    {
        var targets = SharedDocuments.Read(AnPhong).Targets;
        Assert.Equal(
            [
                (Comparator.None, null), (Comparator.Equals, 100m), (Comparator.Equals, 100m), (Comparator.Exceed, null),
                (Comparator.AtLeast, 30m), (Comparator.ReduceAtLeast, 50m), (Comparator.Equals, 100m), (Comparator.AtLeast, 90m),
            ],
            targets.Select(t => (t.Comparator, t.Value)));
        Assert.Equal(Enumerable.Range(1, 8).Select(n => $"{n}"), targets.Select(t => t.Number));
    }

    [RealDocumentFact]
    public void AnPhong_Tasks_Are33InSevenAreas()
    {
        var tasks = SharedDocuments.Read(AnPhong).Tasks;
        Assert.Equal(33, tasks.Count);
        Assert.Equal([(1, 6), (2, 4), (3, 6), (4, 2), (5, 7), (6, 4), (7, 4)], tasks.GroupBy(t => t.Area!.Value).Select(g => (g.Key, g.Count())));
        Assert.Equal(Enumerable.Range(1, 33).Select(n => $"{n}"), tasks.Select(t => t.Number));
        Assert.All(tasks, t => Assert.NotNull(t.LeadAgency));
        Assert.Equal(3, tasks.Count(t => t.Products.Count == 0));
        Assert.Equal([DeadlineKind.Unknown, DeadlineKind.None], tasks.Where(t => t.Deadline.Kind is DeadlineKind.Unknown or DeadlineKind.None).Select(t => t.Deadline.Kind));
    }

    [RealDocumentFact]
    public void AnPhong_RowsBrokenByAPage_AreWholeAgain()
    {
        var tasks = SharedDocuments.Read(AnPhong).Tasks;
        Assert.Equal(["Các phòng", "Mặt trận Tổ quốc Việt Nam", "các đoàn thể chính trị", "Trung tâm sự nghiệp công thuộc phường"], tasks[4].Coordinators);
        Assert.Equal("Thực hiện, hồ sơ số hóa kết quả giải quyết TTHC quy định của Chính phủ tại Nghị định số 45/2020/NĐ-CP và Nghị định số 107/2021/NĐ-CP", tasks[13].Content);
        Assert.EndsWith("chú trọng áp dụng và thực hiện các biện pháp cải cách chính sách tiền lương", tasks[23].Content, StringComparison.Ordinal);
    }

    [RealDocumentFact]
    public void AnPhong_AgencyInTheDeadlineColumn_IsKeptAndNamed()
    {
        var plan = SharedDocuments.Read(AnPhong);
        Assert.Equal(("Các phòng, đơn vị có liên quan", DeadlineKind.Unknown), (plan.Tasks[2].Deadline.Text, plan.Tasks[2].Deadline.Kind));
        Assert.Equal("tasks[2].deadline", Assert.Single(plan.Findings, f => f.Code == "PLN-I-042").Field);
        Assert.Equal(["Kế hoạch của UBND phường", "Báo cáo kết quả điều tra, khảo sát"], plan.Tasks[2].Products);
    }

    [RealDocumentFact]
    public void ThuongHong_WithoutDiacritics_IsStillRecognised()
    {
        var plan = SharedDocuments.Read(ThuongHong);
        Assert.Equal("10993", plan.IssuingUnit.Code);
        Assert.Equal("2025-H2", plan.Period!.Code);
        Assert.Equal(("39/QĐ-UBND", new DateOnly(2025, 7, 31)), (plan.Decision.Number, plan.Decision.Date!.Value));
        Assert.Equal(5, plan.LegalBases.Count);
        Assert.Contains("PLN-I-003", plan.Codes());
        Assert.Contains("Thwgng Hong", plan.Title, StringComparison.Ordinal);
    }

    [RealDocumentFact]
    public void ThuongHong_Targets_JumpFromThreeToFive()
    {
        var plan = SharedDocuments.Read(ThuongHong);
        Assert.Equal(["1", "2", "3", "5", "6", "7"], plan.Targets.Select(t => t.Number));
        Assert.Equal(
            [(Comparator.None, null), (Comparator.Equals, 100m), (Comparator.AtLeast, 30m), (Comparator.Exceed, null), (Comparator.Equals, 100m), (Comparator.AtLeast, 90m)],
            plan.Targets.Select(t => (t.Comparator, t.Value)));
        Assert.Contains("4", Assert.Single(plan.Findings, f => f.Code == "PLN-I-021").Message, StringComparison.Ordinal);
    }

    [RealDocumentFact]
    public void ThuongHong_WithoutAnnex_HasNoTasksAndSaysSo()
    {
        var plan = SharedDocuments.Read(ThuongHong);
        Assert.Empty(plan.Tasks);
        Assert.Contains("PLN-I-031", plan.Codes());
    }

    [RealDocumentFact]
    public void MaoDien_Head_TakesNumberFromTheCaption()
    {
        var plan = SharedDocuments.Read(MaoDien);
        Assert.Equal("Kế hoạch Thực hiện Chương trình tổng thể cải cách hành chính nhà nước xã Mao Điền giai đoạn 2026 – 2030", plan.Title);
        Assert.Equal("10930", plan.IssuingUnit.Code);
        Assert.Equal("2026-2030", plan.Period!.Code);
        Assert.Equal(("84/KH-UBND", new DateOnly(2025, 10, 13), "Nguyễn Đình Hiền"), (plan.Decision.Number, plan.Decision.Date!.Value, plan.Decision.Signer));
        Assert.Single(plan.LegalBases);
    }

    [RealDocumentFact]
    public void MaoDien_Tasks_Are41InSevenAreas()
    {
        var tasks = SharedDocuments.Read(MaoDien).Tasks;
        Assert.Equal([(2, 6), (3, 7), (4, 7), (5, 5), (6, 2), (7, 9), (1, 5)], tasks.GroupBy(t => t.Area!.Value).Select(g => (g.Key, g.Count())));
        Assert.All(tasks, t => Assert.NotNull(t.LeadAgency));
        Assert.All(tasks, t => Assert.NotEmpty(t.Coordinators));
        Assert.Equal(11, tasks.Count(t => t.SubNumber is not null));
    }

    [RealDocumentFact]
    public void MaoDien_Deadlines_AreAllUnderstood()
    {
        var tasks = SharedDocuments.Read(MaoDien).Tasks;
        Assert.Equal(7, tasks.Count(t => t.Deadline is { Kind: DeadlineKind.Recurring, Recurrence.Every: RecurrenceUnit.Year, Text: "Hàng năm" }));
        Assert.Equal(32, tasks.Count(t => t.Deadline is { Kind: DeadlineKind.Window, Text: "2026-2030" } && t.Deadline.To == new DateOnly(2030, 12, 31)));
        Assert.Equal(new DateOnly(2027, 2, 28), tasks[0].Deadline.To);
        Assert.Equal(("Theo văn bản chỉ đạo của", DeadlineKind.OnInstruction), (tasks[5].Deadline.Text, tasks[5].Deadline.Kind));
    }

    [RealDocumentFact]
    public void MaoDien_Agencies_AreThoseOfTheTable()
    {
        var leads = SharedDocuments.Read(MaoDien).Tasks.GroupBy(t => t.LeadAgency!.Replace('–', '-')).ToDictionary(g => g.Key, g => g.Count());
        Assert.Equal(5, leads["Văn phòng HĐND và UBND xã"]);
        Assert.Equal(1, leads["Văn phòng HĐND và"]);
        Assert.Equal(5, leads["Trung tâm Phục vụ hành chính công"]);
        Assert.Equal(1, leads["Trung tâm Phục vụ hành chính công, Văn phòng HĐND&UBND"]);
        Assert.Equal(3, leads["Các cơ quan, đơn vị"]);
        Assert.Equal(2, leads["Phòng Kinh tế"]);
        Assert.Equal(2, leads["Văn phòng HĐND&UBND"]);
        Assert.Equal(22, leads["Phòng Văn hóa - Xã hội"]);
    }

    [RealDocumentFact]
    public void MaoDien_Rows_AreWhole()
    {
        var tasks = SharedDocuments.Read(MaoDien).Tasks;
        Assert.Equal(
            ["Danh mục văn bản cần sửa đổi, bổ sung, thay thế hoặc bãi bỏ",
             "văn bản quy phạm pháp luật được ban hành mới, sửa đổi, bổ sung, thay thế hoặc bãi bỏ văn bản không còn phù hợp (theo hướng dẫn của Sở Tư pháp)"],
            tasks[0].Products);
        Assert.Equal("Tiếp tục rà soát văn bản quy phạm pháp luật kỳ 2024-2028", tasks[2].Content);
        var first = tasks.First(t => t.GroupTitle == "Rà soát, đơn giản hóa thủ tục hành chính");
        Assert.Equal(("2", "1"), (first.Number, first.SubNumber));
        Assert.EndsWith("trên cơ sở ứng dụng các công nghệ số và các cơ sở dữ liệu sẵn có.", first.Content, StringComparison.Ordinal);
        Assert.Equal(["Văn bản rà soát, đơn giản hóa TTHC"], first.Products);
        Assert.Equal(3, tasks.Count(t => t.GroupTitle == "Phát triển hạ tầng số"));
        Assert.Equal(["Trung tâm Phục vụ hành chính công"], tasks[6].Coordinators);
        Assert.Equal("Tổ chức thực hiện Kế hoạch đo lường sự hài lòng của cá nhân, tổ chức đối với sự phục vụ của các cơ quan, đơn vị", tasks[39].Content);
        Assert.Equal(["Báo cáo kết quả lấy ý kiến"], tasks[39].Products);
        Assert.Equal(4, tasks[40].Content.Split('\n').Length);
        Assert.Empty(tasks[40].Products);
    }

    [RealDocumentFact]
    public void MaoDien_Targets_AreTheObjectivesWithFigures()
    {
        var plan = SharedDocuments.Read(MaoDien);
        Assert.Equal([(2, 1), (3, 5), (4, 1), (7, 4)], plan.Targets.GroupBy(t => t.Area!.Value).Select(g => (g.Key, g.Count())));
        Assert.Equal([(Comparator.Equals, 100m), (Comparator.AtLeast, 50m)], plan.Targets[2].Measures.Select(m => (m.Comparator, m.Value!.Value)));
        Assert.Equal([(Comparator.Equals, 100m), (Comparator.AtLeast, 85m)], plan.Targets[3].Measures.Select(m => (m.Comparator, m.Value!.Value)));
        Assert.Equal([(Comparator.AtLeast, 90m), (Comparator.AtLeast, 90m)], plan.Targets[6].Measures.Select(m => (m.Comparator, m.Value!.Value)));
        Assert.StartsWith("16 mục tiêu", Assert.Single(plan.Findings, f => f.Code == "PLN-I-024").Message, StringComparison.Ordinal);
    }
}
