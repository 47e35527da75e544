using System.Net;
using System.Text.Json;
using Platform.Reporting.Model.Templates;
using Platform.Reporting.Reports;
using Platform.Reporting.Templates.Drafts;
using Platform.Reporting.Templates.Import;
using Platform.Testing;
using static Platform.Reporting.Tests.ReportingPlatform;

namespace Platform.Reporting.Tests.Templates;

public sealed class TemplateDraftTests
{
    private const string Versions = "/api/reports/templates/versions";

    [Fact]
    public async Task NewVersion_IsDraftedPublishedAndLeavesBegunReportsAlone()
    {
        await using var platform = await StartAsync();
        var admin = platform.Admin("Reporting");
        var (begun, fresh) = (platform.NextUnit(), platform.NextUnit());
        var first = await admin.GetAsync($"/api/reports/{Period}/template").ReadAsync<Template>();
        await platform.Officer("Reporting", begun).PutJsonAsync(Path(begun), Complete(first)).ReadAsync<ReportView>();

        var changed = first with
        {
            Title = "Bản hai",
            Items = [.. first.Items, new("HS_TYLE", 3, "Tỷ lệ đúng hạn", "%", "number", false, null,
                "round(HS_DUNGHAN / HS_GIAIQUYET * 100, 2)"), new("HS_TON", 3, "Tồn", "hồ sơ", "count", false, null, "HS_TYLE +")],
        };
        var draft = await admin.PostJsonAsync(Versions, new { template = changed }).ReadAsync<TemplateVersion>();
        Assert.Equal((2, "draft", 1L), (draft.Version, draft.State, draft.Revision));
        Assert.Equal("items[70].formula", Assert.Single(draft.Findings).Field.Replace($"[{first.Items.Count + 1}]", "[70]",
            StringComparison.Ordinal));
        await admin.PostAsync($"{Versions}/{draft.Code}/2/publish").RefusedAsync(HttpStatusCode.UnprocessableEntity, "REQ-0006");
        Assert.Equal(1, (await admin.GetAsync($"/api/reports/{Period}/template").ReadAsync<Template>()).Version);

        var mended = changed with { Items = [.. changed.Items.Take(first.Items.Count + 1)] };
        var saved = await admin.PutJsonAsync($"{Versions}/{draft.Code}/2", new { template = mended, revision = 1 })
            .ReadAsync<TemplateVersion>();
        Assert.Empty(saved.Findings);
        await admin.PutJsonAsync($"{Versions}/{draft.Code}/2", new { template = mended, revision = 1 })
            .RefusedAsync(HttpStatusCode.Conflict, "RPT-0026");
        await admin.PostAsync($"{Versions}/{draft.Code}/2/publish").ReadAsync<TemplateVersion>();
        await admin.PutJsonAsync($"{Versions}/{draft.Code}/2", new { template = mended }).RefusedAsync(HttpStatusCode.Conflict, "RPT-0025");
        await admin.DeleteAsync($"{Versions}/{draft.Code}/2").RefusedAsync(HttpStatusCode.Conflict, "RPT-0025");

        // What was begun stays with its version; what begins now computes by the new one, whatever the form says.
        Assert.Equal(1, (await platform.Officer("Reporting", begun).PutJsonAsync(Path(begun), Complete(first, 20))
            .ReadAsync<ReportView>()).TemplateVersion);
        var view = await platform.Officer("Reporting", fresh)
            .PutJsonAsync(Path(fresh), Values(("HS_DUNGHAN", 2), ("HS_GIAIQUYET", 3), ("HS_TYLE", 1))).ReadAsync<ReportView>();
        Assert.Equal((2, 66.67m), (view.TemplateVersion, view.Values["HS_TYLE"]));

        // Retired: new reports go back to the version before; a restart keeps all that.
        await admin.PostAsync($"{Versions}/{draft.Code}/2/retire").ReadAsync<TemplateVersion>();
        await platform.RestartAsync();
        admin = platform.Admin("Reporting");
        Assert.Equal(1, (await admin.GetAsync($"/api/reports/{Period}/template").ReadAsync<Template>()).Version);
        Assert.Equal(2, (await admin.GetAsync(Path(fresh)).ReadAsync<ReportView>()).TemplateVersion);
        Assert.Equal(["retired", "published"], (await admin.GetAsync(Versions).ReadAsync<List<TemplateVersion>>())
            .Where(v => v.Code == draft.Code).Select(v => v.State));
    }

    [Fact]
    public async Task TemplateForOneBlock_GoesBeforeTheOneForAll()
    {
        await using var platform = await StartAsync();
        var admin = platform.Admin("Reporting");
        var (ward, commune) = (platform.NextUnit("phuong"), platform.NextUnit("xa"));
        var template = new Template("PHUONG-RIENG", 1, "Riêng cho phường", ["quarter"], [new(1, "Một")], [],
            [new("A", 1, "A", "u", "count", true, null)], [], [], null, ["phuong"]);
        await admin.PostJsonAsync(Versions, new { template }).ReadAsync<TemplateVersion>();
        await admin.PostAsync($"{Versions}/PHUONG-RIENG/1/publish").ReadAsync<TemplateVersion>();
        Assert.Equal("PHUONG-RIENG", (await admin.GetAsync(Path(ward)).ReadAsync<ReportView>()).TemplateCode);
        Assert.Equal("CCHC-DINHKY", (await admin.GetAsync(Path(commune)).ReadAsync<ReportView>()).TemplateCode);
    }

    [Fact]
    public async Task Versions_AreTheAdministratorsBusiness()
    {
        await using var platform = await StartAsync();
        foreach (var client in new[] { platform.Analyst("Reporting"), platform.Leader("Reporting", platform.NextUnit()) })
        {
            await client.GetAsync(Versions).RefusedAsync(HttpStatusCode.Forbidden, "AUTH-0002");
            await client.PostJsonAsync(Versions, new { }).RefusedAsync(HttpStatusCode.Forbidden, "AUTH-0002");
            await client.PostAsync($"{Versions}/CCHC-DINHKY/1/retire").RefusedAsync(HttpStatusCode.Forbidden, "AUTH-0002");
        }
        var admin = platform.Admin("Reporting");
        await admin.PostJsonAsync(Versions, new { }).RefusedAsync(HttpStatusCode.UnprocessableEntity, "REQ-0006");
        await admin.PostJsonAsync(Versions, new { template = new { code = (string?)null } })
            .RefusedAsync(HttpStatusCode.UnprocessableEntity, "REQ-0006");
        await admin.PostAsync($"{Versions}/NOPE/1/publish").RefusedAsync(HttpStatusCode.NotFound, "RPT-0024");
    }

    [Fact]
    public async Task Import_OfAWorkbook_MakesADraftToLookOver()
    {
        await using var platform = await StartAsync();
        var admin = platform.Admin("Reporting");
        string[][] rows =
        [
            ["PHỤ LỤC SỐ LIỆU"], ["TT", "Chỉ tiêu", "Đơn vị tính", "Mã", "Bắt buộc", "Công thức"],
            ["I", "I. Chỉ đạo, điều hành"], ["1", "Số nhiệm vụ", "nhiệm vụ", "NV", "x"], ["2", "Đã xong", "nhiệm vụ", "NV_XONG", "x"],
            ["II", "II. Tài chính"], ["3", "Thu ngân sách", "triệu đồng"], ["4", "Tỷ lệ hoàn thành", "%", "TYLE", "", "=NV_XONG/NV*100"],
        ];
        var imported = await ImportAsync(admin, SheetFile.Make(rows), "MAU-MOI", "Mẫu mới").ReadAsync<ImportedTemplate>();
        Assert.Equal(("MAU-MOI", 1, "draft"), (imported.Draft.Code, imported.Draft.Version, imported.Draft.State));
        Assert.Empty(imported.Draft.Findings);
        Assert.Equal(["Chỉ đạo, điều hành", "Tài chính"], imported.Draft.Template.Areas.Select(a => a.Title));
        Assert.Equal(
            [("NV", 1, "count", true, null), ("NV_XONG", 1, "count", true, null), ("CT003", 2, "money", false, null),
                ("TYLE", 2, "number", false, "NV_XONG/NV*100")],
            imported.Draft.Template.Items.Select(i => (i.Code, i.Area, i.Type, i.Required, i.Formula)));

        await ImportAsync(admin, [1, 2, 3], "MAU", "x").RefusedAsync(HttpStatusCode.UnprocessableEntity, "RPT-0027");
        await ImportAsync(admin, SheetFile.Make([["không có gì"]]), "mẫu", "x")
            .RefusedAsync(HttpStatusCode.UnprocessableEntity, "REQ-0006");
        await ImportAsync(platform.Analyst("Reporting"), SheetFile.Make(rows), "MAU", "x")
            .RefusedAsync(HttpStatusCode.Forbidden, "AUTH-0002");
    }

    [Fact]
    public async Task Export_OfAVersion_IsImportedAgainAsTheSameTemplate()
    {
        await using var platform = await StartAsync();
        var admin = platform.Admin("Reporting");
        var published = await ExportAsync(platform.Officer("Reporting", platform.NextUnit()), "CCHC-DINHKY/1");
        var again = await ImportAsync(admin, published, "CCHC-DINHKY", "Báo cáo cải cách hành chính định kỳ").ReadAsync<ImportedTemplate>();
        Assert.Equal((2, "draft"), (again.Draft.Version, again.Draft.State));
        Assert.Empty(again.Notes);
        Assert.Empty(again.Draft.Findings);
        var first = (await admin.GetAsync(Versions).ReadAsync<List<TemplateVersion>>())
            .Single(v => v is { Code: "CCHC-DINHKY", Version: 1 });
        // What came with the platform was changed by nobody at no time.
        Assert.Equal((null, ""), (first.UpdatedAt, first.UpdatedBy));
        Assert.Equal(TemplateVersions.Json(first.Template), TemplateVersions.Json(again.Draft.Template with { Version = 1 }));

        Assert.NotEmpty(await ExportAsync(admin, "CCHC-DINHKY/2"));
        await platform.Analyst("Reporting").GetAsync("/api/reports/templates/CCHC-DINHKY/2/export")
            .RefusedAsync(HttpStatusCode.NotFound, "RPT-0024");
        await admin.GetAsync("/api/reports/templates/CCHC-DINHKY/3/export").RefusedAsync(HttpStatusCode.NotFound, "RPT-0024");
        await admin.GetAsync("/api/reports/templates/CCHC-DINHKY/1/export?format=docx").RefusedAsync(HttpStatusCode.BadRequest, "RPT-0012");

        static async Task<byte[]> ExportAsync(HttpClient client, string version)
        {
            using var response = await client.GetAsync($"/api/reports/templates/{version}/export?format=xlsx");
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal($"bieu-mau-{version.Replace('/', '-')}.xlsx", response.Content.Headers.ContentDisposition?.FileName);
            return await response.Content.ReadAsByteArrayAsync();
        }
    }

    [Fact]
    public void Schema_NamesEveryPropertyOfATemplate()
    {
        var file = System.IO.Path.Combine(RepositoryRoot.Path, "contracts", "schemas", "report-template.schema.json");
        using var schema = JsonDocument.Parse(File.ReadAllText(file));
        (string Definition, Type Type)[] parts =
        [
            ("", typeof(Template)), ("area", typeof(TemplateArea)), ("section", typeof(TemplateSection)), ("item", typeof(TemplateItem)),
            ("check", typeof(TemplateCheck)),
            ("measure", typeof(TemplateMeasure)), ("part", typeof(TemplatePart)),
        ];
        foreach (var (definition, type) in parts)
        {
            var at = definition == "" ? schema.RootElement : schema.RootElement.GetProperty("$defs").GetProperty(definition);
            Assert.Equal(
                type.GetProperties().Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name)).Order(),
                at.GetProperty("properties").EnumerateObject().Select(p => p.Name).Where(n => n != "$schema").Order());
        }
    }

    private static Task<HttpResponseMessage> ImportAsync(HttpClient client, byte[] file, string code, string title)
    {
        var form = new MultipartFormDataContent { { new StringContent(code), "code" }, { new StringContent(title), "title" },
            { new ByteArrayContent(file), "file", "mau.xlsx" } };
        return client.PostAsync("/api/reports/templates/import", form);
    }
}
