using System.Text;
using System.Text.Json;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Platform.PlanDocuments;
using Platform.Plans.Answers;
using Platform.Plans.Export;
using Platform.Plans.Import;
using Platform.Plans.Model;
using Platform.Plans.Revise;
using Platform.ServiceDefaults.Text;
using Platform.ServiceDefaults.Units;
using Platform.Testing;

namespace Platform.Plans.Tests;

/// <summary>What is exported imports again without loss: generated plans, and the real ones where they are.</summary>
public sealed class ExportTests
{
    private static readonly OrgUnitInfo Unit = new("11593", "An Phong", "Phường An Phong", "phuong", "31", "phuong");
    private static readonly KnownUnit Known = new("11593", "An Phong", "Phường An Phong", "phuong");
    private static readonly string[] Agencies = [
        "Văn phòng HĐND và UBND", "Phòng Văn hóa - Xã hội", "Phòng Kinh tế", "Trung tâm Phục vụ hành chính công", "Công an phường"];
    private static readonly string[] Works = [
        "Rà soát văn bản", "Ban hành kế hoạch kiểm tra", "Công khai thủ tục; cập nhật", "Đánh giá mức độ hài lòng (SIPAS)",
        "Số hóa hồ sơ \"một cửa\" & lưu trữ", "Tập huấn <chuyên sâu>"];
    private static readonly string[] Times = [
        "Quý III/2025", "Trước ngày 10/12/2025", "Hằng quý", "Thường xuyên", "Theo Văn bản của UBND thành phố",
        "Trước ngày 15 của tháng cuối quý", "Tháng 8, 10/2025"];
    private static readonly string[] Products = ["Báo cáo", "Kế hoạch", "Tin, bài", "Quyết định; phụ lục", "Danh mục"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Docx_OfAnyPlan_ImportsWithoutLoss(int seed)
    {
        var (content, header) = Generate(seed);
        var docx = EmbeddedPlan.Add(PlanDocx.Build(content, header), EmbeddedPlan.Of(content, header));
        Assert.Empty(Faults(docx));
        var text = OfficeText.Read(docx, "a.docx").Text!;
        Same(content, header, EmbeddedPlan.Read(docx, text)!);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Xlsx_OfAnyPlan_ImportsWithoutLoss(int seed)
    {
        var (content, header) = Generate(seed);
        Same(content, header, PlanSheetReader.Read(OfficeText.Sheets(PlanSheets.Build(content, header)))!, measures: false);
    }

    /// <summary>As after an edit in Word, when only the text counts.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void Docx_ReadByItsTextAlone_HasHeadTargetsAndTasks(int seed)
    {
        var (content, header) = Generate(seed, plain: true);
        var plan = PlanDocumentReader.Read(OfficeText.Read(PlanDocx.Build(content, header), "a.docx").Text!, [Known]);
        Assert.Equal(
            (header.Title, header.Period, content.Decision.Number, content.Decision.Date, content.Decision.Place),
            (plan.Title, plan.Period?.Code, plan.Decision.Number, plan.Decision.Date, plan.Decision.Place));
        Assert.Equal((content.Decision.Signer, "11593"), (plan.Decision.Signer, plan.IssuingUnit.Code));
        Assert.Equal(content.LegalBases, plan.LegalBases);
        Assert.Equal(
            content.Targets.Select(t => (t.Text, t.Comparator, t.Value, t.Area)),
            plan.Targets.Select(t => (t.Text, t.Comparator, t.Value, t.Area)));
        Assert.Equal(
            content.Tasks.Select(t => (t.Area, t.Content, t.LeadAgency, t.LeaderInCharge, t.Deadline.Text)),
            plan.Tasks.Select(t => (t.Area, t.Content, t.LeadAgency, t.LeaderInCharge, t.Deadline.Text)));
        Assert.Equal(content.Tasks.Select(t => string.Join('|', t.Coordinators)), plan.Tasks.Select(t => string.Join('|', t.Coordinators)));
        Assert.Equal(content.Tasks.Select(t => string.Join('|', t.Products)), plan.Tasks.Select(t => string.Join('|', t.Products)));
    }

    [Fact]
    public void Docx_EditedInWord_IsReadByItsText()
    {
        var (content, header) = Generate(1);
        var docx = EmbeddedPlan.Add(PlanDocx.Build(content, header), EmbeddedPlan.Of(content, header));
        using var stream = new MemoryStream();
        stream.Write(docx);
        using (var file = WordprocessingDocument.Open(stream, true))
            file.MainDocumentPart!.Document.Body!.Descendants<DocumentFormat.OpenXml.Wordprocessing.Text>()
                .First(t => t.Text.Contains("KẾ HOẠCH", StringComparison.Ordinal)).Text = "KẾ HOẠCH ";
        var edited = stream.ToArray();
        Assert.Null(EmbeddedPlan.Read(edited, OfficeText.Read(edited, "a.docx").Text! + "x"));
    }

    [Theory]
    [InlineData("an-phong-2025-h2.txt")]
    [InlineData("thuong-hong-2025-h2.txt")]
    [InlineData("mao-dien-2026-2030.txt")]
    public async Task RealPlan_ExportedAndImported_IsTheSame(string name)
    {
        var file = Path.Combine(
            Environment.GetEnvironmentVariable("PLATFORM_SHARED") ?? Path.Combine(RepositoryRoot.Combine(".."), "shared"), "plans", name);
        if (!File.Exists(file))
            return;
        await using var platform = await TestPlatform.StartAsync(["Plans"], "2025-07-10T08:00:00+07:00");
        var unit = platform.NextUnit();
        var officer = platform.Officer("Plans", unit);
        var plan = await officer.ImportPlanAsync(unit, await File.ReadAllBytesAsync(file), name).ReadAsync<PlanView>();
        foreach (var format in new[] { "docx", "xlsx" })
        {
            using var exported = await officer.GetAsync($"/api/plans/{plan.Id}/export?format={format}");
            var again = await officer.ImportPlanAsync(unit, await exported.Content.ReadAsByteArrayAsync(), $"lai.{format}")
                .ReadAsync<PlanView>();
            Assert.Equal(Says(plan, format), Says(again, format));
        }
        Assert.Equal("PLN-0013", (await officer.GetAsync($"/api/plans/{plan.Id}/export?format=pdf").ProblemAsync()).Code);
    }

    private static string Says(PlanView p, string format) => JsonSerializer.Serialize(
        new
        {
            p.Title,
            p.Period,
            p.PeriodFrom,
            p.PeriodTo,
            // The date as written matters only where it is no whole date.
            Decision = p.Decision with { DateText = p.Decision.Date is null ? p.Decision.DateText : null },
            p.LegalBases,
            Targets = p.Targets.Select(
                t => new { t.Number, t.Text, t.Comparator, t.Value, t.Unit, t.Area, Measures = format == "docx" ? t.Measures : null }),
            Tasks = p.Tasks.Select(t => new
            {
                t.Area,
                t.AreaTitle,
                t.Number,
                t.SubNumber,
                t.GroupTitle,
                t.Content,
                t.LeadAgency,
                t.Coordinators,
                t.LeaderInCharge,
                t.Deadline,
                t.Products,
            }),
        },
        PlatformJson.Options);

    private static void Same(PlanContent content, PlanHeader header, PlanInput input, bool measures = true)
    {
        var read = DecideRevision.Of(PlanContent.Empty, null, input, new HashSet<Guid>(), "x", default);
        Assert.Null(read.Failure);
        Assert.Equal(
            (header.Title, header.Period, header.From, header.To), (read.Value.Title, read.Value.Period, read.Value.From, read.Value.To));
        Assert.Equal(Bare(content), Bare(read.Value.Content));

        string Bare(PlanContent c) => JsonSerializer.Serialize(
            new
            {
                c.Decision,
                c.LegalBases,
                Targets = c.Targets.Select(
                    t =>
                        t with { Id = default, SourceLines = null, Edited = false, Confidence = 1, Measures = measures ? t.Measures : [] }),
                Tasks = c.Tasks.Select(t => t with { Id = default, SourceLines = null, Edited = false, Confidence = 1 }),
            },
            PlatformJson.Options);
    }

    private static List<string> Faults(byte[] docx)
    {
        using var file = WordprocessingDocument.Open(new MemoryStream(docx), false);
        return [.. new OpenXmlValidator().Validate(file).Select(e => $"{e.Path?.XPath}: {e.Description}")];
    }

    /// <param name="plain">Only what the text of an official document can tell: no hand-set deadlines, no semicolons inside one
    /// product.</param>
    private static (PlanContent Content, PlanHeader Header) Generate(int seed, bool plain = false)
    {
        var random = new Random(seed);
        T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];
        var period = PlanPeriods.Parse(Pick(["2025-H2", "2025", "2026-2030"]))!;
        var leaders = random.Next(2) == 0;
        var targets = Enumerable.Range(1, random.Next(1, 9)).Select(i =>
        {
            var value = random.Next(50, 101);
            var text = $"Tỷ lệ nội dung số {i} đạt tối thiểu {value}%";
            return new TargetView(
                $"{i}", plain ? text : $"{text}; {Pick(Works)}", Comparator.AtLeast, value, "%", null,
                [new(Comparator.AtLeast, value, "%", text)], null)
            { Indicator = plain ? null : "HS-DUNGHAN" };
        });
        var tasks = Enumerable.Range(1, random.Next(1, 25)).Select(i =>
        {
            var byHand = !plain && random.Next(4) == 0;
            var work = Pick(plain ? Works.Where(w => !w.Contains('"', StringComparison.Ordinal)).ToArray() : Works);
            return new TaskView(
                Guid.NewGuid(), ((i - 1) / 4) + 1, null, $"{i}", null, $"{work} lần {i}", Pick(Agencies),
                [.. Agencies.OrderBy(_ => random.Next()).Take(random.Next(0, 3))], leaders ? "Phó Chủ tịch UBND" : null,
                byHand
                    ? Deadlines.ByHand(Pick(Times), DeadlineKind.Window, new(2025, 8, 1), new(2025, 9, 30), null, period)
                    : Deadlines.Read(Pick(Times), period),
                plain ? [Pick(["Báo cáo", "Kế hoạch", "Danh mục"])] : [.. Products.OrderBy(_ => random.Next()).Take(random.Next(0, 4))],
                null, 1);
        });
        var content = new PlanContent(
            new($"{random.Next(1, 500)}/KH-UBND", new(2025, random.Next(1, 13), random.Next(1, 29)), null, "An Phong", "Nguyễn Văn Mẫu",
                "CHỦ TỊCH"),
            ["Căn cứ Luật Tổ chức chính quyền địa phương năm 2025",
                "Căn cứ Quyết định số 1/QĐ-UBND ngày 02/01/2025 của Ủy ban nhân dân thành phố"], [.. targets], [.. tasks], []);
        var title = $"Kế hoạch Cải cách hành chính {PlanPeriods.InWords(period)}";
        return (content,
            new(title, $"Cải cách hành chính {PlanPeriods.InWords(period)}", Unit.Code, ["ỦY BAN NHÂN DÂN", "PHƯỜNG AN PHONG"],
                "Ủy ban nhân dân phường An Phong", "An Phong", period.Code, period.From, period.To, random.Next(2) == 0, "bản nháp"));
    }
}
