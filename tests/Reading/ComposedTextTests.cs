using System.Net.Http.Headers;
using System.Text;
using Platform.Identity.Users;
using Platform.Plans.Answers;
using Platform.Plans.Import;
using Platform.Plans.Model;
using Platform.Plans.View;
using Platform.Reporting.Model.Templates;
using Platform.Reporting.Reports;
using Platform.Reporting.Templates.Drafts;
using Platform.Reporting.Templates.Import;
using Platform.Tasks.Answers;
using Platform.Tasks.Assignments;
using Platform.Testing;
using TaskView = Platform.Tasks.Answers.TaskView;

namespace Platform.Reading.Tests;

/// <summary>Text of a Mac or of a PDF (decomposed, eth for đ) is the same text everywhere it can come in.</summary>
[Collection(nameof(Alone))]
public sealed class ComposedTextTests(Uploads uploads)
{
    // "Rà soát thủ tục đất đai", every letter taken apart, with eth.
    private const string Apart = "Ra\u0300 soa\u0301t thu\u0309 tu\u0323c \u00F0a\u0302\u0301t \u00F0ai";
    private const string Whole = "Rà soát thủ tục đất đai";

    private TestPlatform Platform => uploads.Platform;

    public static TheoryData<string> PlanFiles => ["ke-hoach.txt", "ke-hoach.docx", "ke-hoach.xlsx"];

    [Theory]
    [MemberData(nameof(PlanFiles))]
    public async Task Plan_OfDecomposedText_IsReadAsComposed(string name)
    {
        using var answer = await uploads.SendAsync(Uploads.Plan, PlanFile(name), name);
        var plan = await answer.ReadAsync<PlanView>();
        Assert.Equal((Whole, "2026-Q2"), (plan.Tasks[0].Content, plan.Period));
        var text = (await Platform.Officer("Plans", plan.OrgUnit).GetAsync($"/api/plans/{plan.Id}/source")
            .ReadAsync<ViewPlansEndpoint.SourceView>()).Text;
        Assert.Contains(Whole, text, StringComparison.Ordinal);
    }

    // A title with "Ⅱ" of one character, and an annex of one row.
    private static byte[] PlanFile(string name)
    {
        string[][] rows =
        [
            ["KẾ HOẠCH"], ["Cải cách hành chính xã Mẫu quý \u2161 năm 2026"],
            ["TT", "Nội dung", "Cơ quan chủ trì", "Thời gian"], ["1", Apart, "Văn phòng", "Quý \u2161/2026"],
        ];
        return Path.GetExtension(name) switch
        {
            ".docx" => Files.Docx(Files.P(rows[0][0]) + Files.P(rows[1][0])
                + $"<w:tbl>{string.Concat(rows[2..].Select(r => $"<w:tr>{string.Concat(r.Select(c => $"<w:tc>{Files.P(c)}</w:tc>"))}</w:tr>"))}</w:tbl>"),
            ".xlsx" => Files.Xlsx(string.Concat(rows.Select(r => Files.Row(r)))),
            _ => Encoding.UTF8.GetBytes(string.Join('\n', rows.Select(r => string.Join('\t', r)))),
        };
    }

    [Fact]
    public async Task AssignmentList_OfDecomposedText_IsReadAsComposed()
    {
        var list = Encoding.UTF8.GetBytes($"No\u0323\u0302i dung;Ha\u0323n;\u00D0\u01A1n vi\u0323\n{Apart};30/09/2026;ta\u0302\u0301t ca\u0309\n");
        using var answer = await uploads.SendAsync(Uploads.Assignments, list, "giao.csv");
        var row = Assert.Single((await answer.ReadAsync<ImportAssignmentsEndpoint.ImportAnswer>()).Rows);
        Assert.Equal((Whole, 114), (row.Item.Content, row.Units));
    }

    [Fact]
    public async Task Template_OfDecomposedNames_IsReadAsComposed()
    {
        var sheet = Files.Xlsx(Files.Row("TT", "Chi\u0309 tie\u0302u", "\u00D0\u01A1n vi\u0323 ti\u0301nh") + Files.Row("1", Apart, "ho\u0302\u0300 s\u01A1"));
        using var answer = await uploads.SendAsync(Uploads.Template, sheet, "bieu.xlsx");
        var item = Assert.Single((await answer.ReadAsync<ImportedTemplate>()).Draft.Template.Items);
        Assert.Equal((Whole, "hồ sơ"), (item.Name, item.Unit));
    }

    [Fact]
    public async Task TaskByJson_AndItsSearch_AreComposed()
    {
        var unit = Platform.NextUnit();
        var leader = Platform.Leader("Tasks", unit);
        var made = await leader.PostJsonAsync("/api/tasks", new { orgUnit = unit, content = $"{Apart} quý \u2161", area = 3, dueOn = "2026-06-30" })
            .ReadAsync<TaskView>();
        Assert.Equal($"{Whole} quý \u2161", made.Content);
        // As a client writes it that escapes whatever is not ASCII.
        var escaped = await leader.SendRawAsync(
            HttpMethod.Post, "/api/tasks",
            $$"""{"orgUnit":"{{unit}}","content":"vi\u00ea\u0323c \\u0323 \u00f0\u01a1n","area":3,"dueOn":"2026-06-30"}""").ReadAsync<TaskView>();
        Assert.Equal(@"việc \u0323 đơn", escaped.Content);
        foreach (var query in new[] { "dat dai quy ii", Apart, "Đất đai", "QUÝ II" })
            Assert.Equal(1, (await leader.GetAsync($"/api/tasks?q={Uri.EscapeDataString(query)}").ReadAsync<TaskPage>()).Total);
    }

    [Theory]
    [InlineData("application/vnd.platform+json", "utf-8")]
    [InlineData("application/json", "utf-16")]
    public async Task TaskByJson_OfAnotherTypeOrEncoding_IsComposed(string type, string charset)
    {
        var unit = Platform.NextUnit();
        var json = $$"""{"orgUnit":"{{unit}}","content":"{{Apart}}","area":3,"dueOn":"2026-06-30"}""";
        using var body = new StringContent(json, Encoding.GetEncoding(charset), type);
        using var answer = await Platform.Leader("Tasks", unit).PostAsync("/api/tasks", body);
        Assert.Equal(Whole, (await answer.ReadAsync<TaskView>()).Content);
    }

    [Fact]
    public async Task EvidenceNoteAndName_AreComposed()
    {
        var file = new ByteArrayContent("chứng cứ"u8.ToArray());
        file.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "file", FileNameStar = $"{Apart}.txt" };
        using var form = new MultipartFormDataContent { file };
        form.Add(new StringContent(Apart), "note");
        var kept = await Platform.Officer("Tasks", uploads.Unit).PostAsync($"/api/tasks/{uploads.Task}/evidence", form)
            .ReadAsync<Tasks.Evidence.EvidenceEndpoint.EvidenceView>();
        Assert.Equal(($"{Whole}.txt", Whole), (kept.Name, kept.Note));
    }

    [Fact]
    public async Task ReportText_AndTemplateNames_AreComposed()
    {
        var unit = Platform.NextUnit();
        const string Period = "2025-Q4";
        var template = await Platform.Admin("Reporting").GetAsync($"/api/reports/{Period}/template").ReadAsync<Template>();
        var saved = await Platform.Officer("Reporting", unit).PutJsonAsync(
            $"/api/reports/{Period}/{unit}", new { narrative = new Dictionary<string, string> { [template.Sections[0].Code] = Apart } })
            .ReadAsync<ReportView>();
        Assert.Equal(Whole, saved.Narrative[template.Sections[0].Code]);

        var draft = await Platform.Admin("Reporting").PostJsonAsync(
            "/api/reports/templates/versions",
            new { template = template with { Items = [template.Items[0] with { Name = Apart }, .. template.Items.Skip(1)] } })
            .ReadAsync<TemplateVersion>();
        Assert.Equal(Whole, draft.Template.Items[0].Name);
    }

    [Fact]
    public async Task UserName_AndPasswordOfAForm_AreComposed()
    {
        var made = await Platform.Admin("Identity").PostJsonAsync(
            "/api/identity/users",
            new UsersEndpoint.NewUser(
                "nguyen.van.a", "Nguye\u0302\u0303n Va\u0306n A", "31", ["city-analyst"], "Ma\u0323\u0302t kha\u0302\u0309u 2026"))
            .ReadAsync<UsersEndpoint.UserView>();
        Assert.Equal("Nguyễn Văn A", made.DisplayName);
        using var signedIn = await Platform.Anonymous("Identity").PostAsync("/api/identity/token", new FormUrlEncodedContent(
            [new("grant_type", "password"), new("username", "nguyen.van.a"), new("password", "Mật khẩu 2026")]));
        Assert.Equal(200, (int)signedIn.StatusCode);
        using var again = await Platform.Anonymous("Identity").PostAsync("/api/identity/token", new FormUrlEncodedContent(
            [new("grant_type", "password"), new("username", "nguyen.van.a"), new("password", "Ma\u0323\u0302t kha\u0302\u0309u 2026")]));
        Assert.Equal(200, (int)again.StatusCode);
    }
}
