using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Platform.Contracts.Events;
using Platform.Plans.Answers;
using Platform.Plans.View;
using Platform.Testing;

namespace Platform.Plans.Tests;

/// <summary>From the uploaded document to the issued plan, over HTTP.</summary>
public sealed class PlansTests : IAsyncLifetime
{
    private const string Document = Samples.Plan;

    private TestPlatform _platform = null!;

    public async Task InitializeAsync() => _platform = await TestPlatform.StartAsync(["Plans"], "2025-07-10T08:00:00+07:00");

    public Task DisposeAsync() => _platform.DisposeAsync().AsTask();

    private static Task<HttpResponseMessage> ImportAsync(
        HttpClient client, string unit, string? key = null, string text = Document, string name = "ke-hoach.md") =>
        client.ImportPlanAsync(unit, Encoding.UTF8.GetBytes(text), name, key);

    private static Task<HttpResponseMessage> ImportAsync(HttpClient client, string unit, byte[] file, string name) =>
        client.ImportPlanAsync(unit, file, name);

    private HttpClient Officer(string unit) => _platform.Officer("Plans", unit);

    private Task<PlanView> DraftAsync(string unit) => ImportAsync(Officer(unit), unit).ReadAsync<PlanView>();

    [Fact]
    public async Task Import_OfAPlan_MakesADraftWithTargetsAndTasks()
    {
        var unit = _platform.NextUnit();
        using var response = await ImportAsync(Officer(unit), unit);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var plan = await response.ReadAsync<PlanView>();
        Assert.Equal($"/api/plans/{plan.Id}", response.Headers.Location?.ToString());
        Assert.Equal(("draft", "2025-H2", "12/KH-UBND", unit), (plan.State, plan.Period, plan.Decision.Number, plan.OrgUnit));
        Assert.Equal([90m, 2m], plan.Targets.Select(t => t.Value!.Value));
        Assert.Equal([new(2025, 12, 10)], plan.Tasks[0].Deadline.DueDates);
        Assert.Equal(("quarter", 2), (plan.Tasks[1].Deadline.Recurrence, plan.Tasks[1].Area));
        Assert.NotEmpty(plan.Tasks[1].Deadline.DueDates);

        var again = await Officer(unit).GetAsync($"/api/plans/{plan.Id}").ReadAsync<PlanView>();
        Assert.Equal(plan.Tasks.Select(t => t.Id), again.Tasks.Select(t => t.Id));
        var source = await Officer(unit).GetAsync($"/api/plans/{plan.Id}/source").ReadAsync<ViewPlansEndpoint.SourceView>();
        Assert.Equal(("ke-hoach.md", Document), (source.FileName, source.Text));
        Assert.Equal(
            plan.Id, Assert.Single(await Officer(unit).GetAsync("/api/plans").ReadAsync<List<ViewPlansEndpoint.PlanListItem>>()).Id);
        Assert.DoesNotContain(_platform.Broker.Events, e => e.Topic == Topics.PlanIssued);
    }

    [Fact]
    public async Task Issue_TwiceAndInParallel_TellsTheTasksOnce()
    {
        var unit = _platform.NextUnit();
        var draft = await DraftAsync(unit);
        var issued = await Task.WhenAll(
            Enumerable.Range(0, 5).Select(_ => Officer(unit).PostAsync($"/api/plans/{draft.Id}/issue").ReadAsync<PlanView>()));
        Assert.All(issued, p => Assert.Equal(("issued", 2L), (p.State, p.Version)));

        var told = await _platform.Broker.WaitForAsync<PlanIssuedV1>(Topics.PlanIssued, e => e.PlanId == draft.Id);
        Assert.Equal(draft.Tasks.Select(t => t.Id), told.Tasks.Select(t => t.TaskId));
        Assert.Equal((unit, "2025-H2", new DateOnly(2025, 7, 1), 2L), (told.OrgUnit, told.Period, told.From, told.Version));
        Assert.Equal(("byDate", "recurring"), (told.Tasks[0].Deadline.Kind, told.Tasks[1].Deadline.Kind));
        Assert.Single(_platform.Broker.Of<PlanIssuedV1>(Topics.PlanIssued), e => e.PlanId == draft.Id);
        Assert.Equal("PLN-0005", (await Officer(unit).DeleteAsync($"/api/plans/{draft.Id}").ProblemAsync()).Code);
    }

    [Fact]
    public async Task Issue_OfADraftWithoutPeriodOrContent_TellsWhatIsMissing()
    {
        var unit = _platform.NextUnit();
        var draft = await ImportAsync(Officer(unit), unit, text: "Xin chào.").ReadAsync<PlanView>();
        Assert.Contains(draft.Findings, f => f.Code == "PLN-I-101");
        var problem = await Officer(unit).PostAsync($"/api/plans/{draft.Id}/issue").ProblemAsync();
        Assert.Equal((422, "PLN-0006"), (problem.Status, problem.Code));
        Assert.Equal(["period", "tasks"], problem.Fields);
        Assert.Equal(HttpStatusCode.NoContent, (await Officer(unit).DeleteAsync($"/api/plans/{draft.Id}")).StatusCode);
        Assert.Equal("PLN-0001", (await Officer(unit).GetAsync($"/api/plans/{draft.Id}").ProblemAsync()).Code);
    }

    [Fact]
    public async Task Plans_OfAnotherUnit_AreForbiddenOrNotThere()
    {
        var (unit, other) = (_platform.NextUnit(), _platform.NextUnit());
        var draft = await DraftAsync(unit);
        Assert.Equal("AUTH-0002", (await ImportAsync(Officer(other), unit).ProblemAsync()).Code);
        Assert.Equal("AUTH-0002", (await ImportAsync(_platform.Analyst("Plans"), unit).ProblemAsync()).Code);
        Assert.Equal("AUTH-0002", (await ImportAsync(_platform.Admin("Plans"), "00004").ProblemAsync()).Code);
        Assert.Equal("PLN-0001", (await Officer(other).GetAsync($"/api/plans/{draft.Id}").ProblemAsync()).Code);
        Assert.Equal("PLN-0001", (await Officer(other).GetAsync($"/api/plans/{draft.Id}/source").ProblemAsync()).Code);
        Assert.Equal("PLN-0001", (await Officer(other).PostAsync($"/api/plans/{draft.Id}/issue").ProblemAsync()).Code);
        Assert.Equal("PLN-0001", (await Officer(other).DeleteAsync($"/api/plans/{draft.Id}").ProblemAsync()).Code);
        Assert.Equal("AUTH-0002", (await _platform.Analyst("Plans").PostAsync($"/api/plans/{draft.Id}/issue").ProblemAsync()).Code);
        Assert.Equal("AUTH-0002", (await Officer(other).GetAsync($"/api/plans?orgUnit={unit}").ProblemAsync()).Code);
        Assert.Single(await _platform.Analyst("Plans").GetAsync("/api/plans?orgUnit=31").ReadAsync<List<ViewPlansEndpoint.PlanListItem>>());
    }

    public static TheoryData<string, byte[], int, string> BadFiles => new()
    {
        { "rong.txt", [], 400, "PLN-0002" },
        { "trang.txt", "  \n "u8.ToArray(), 422, "PLN-0003" },
        { "nhi-phan.txt", [0, 1, 2, 3, 0, 255], 422, "PLN-0003" },
        { "khong-utf8.txt", [0xC3, 0x28, 0xA0, 0xFF], 422, "PLN-0003" },
        { "hong.docx", [80, 75, 3, 4, 0, 0, 0, 0], 422, "PLN-0003" },
        { "hong.xlsx", "khong phai zip"u8.ToArray(), 422, "PLN-0003" },
        { "khong-phai.pdf", "khong phai pdf"u8.ToArray(), 422, "PLN-0003" },
        { "virus.exe", [77, 90], 415, "PLN-0004" },
    };

    [Theory]
    [MemberData(nameof(BadFiles))]
    public async Task Import_OfAFileThatIsNoPlan_IsRefused(string name, byte[] file, int status, string code)
    {
        var unit = _platform.NextUnit();
        var problem = await ImportAsync(Officer(unit), unit, file, name).ProblemAsync();
        Assert.Equal((status, code), (problem.Status, problem.Code));
        Assert.Empty(await Officer(unit).GetAsync("/api/plans").ReadAsync<List<ViewPlansEndpoint.PlanListItem>>());
    }

    [Theory]
    [InlineData("99999", 404, "REQ-0010")]
    [InlineData("", 404, "REQ-0010")]
    public async Task Import_ForAUnitThatHasNoPlans_IsRefused(string unit, int status, string code)
    {
        var problem = await ImportAsync(_platform.Admin("Plans"), unit).ProblemAsync();
        Assert.Equal((status, code), (problem.Status, problem.Code));
    }

    [Theory]
    [InlineData("application/json", "{}", 415, "REQ-0003")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"orgUnit\"\r\n\r\n11593", 400, "REQ-0001")]
    [InlineData("multipart/form-data; boundary=b", "", 404, "REQ-0010")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nno header\r\n\r\nx\r\n--b--\r\n", 400, "REQ-0001")]
    public async Task Import_OfABrokenForm_IsMalformed(string mediaType, string body, int status, string code)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
        var problem = await _platform.Admin("Plans").PostAsync("/api/plans/import", content).ProblemAsync();
        Assert.Equal((status, code), (problem.Status, problem.Code));
    }

    [Fact]
    public async Task Import_TooLarge_IsRefused()
    {
        var unit = _platform.NextUnit();
        // The service answers without reading the body; the gateway in front of it reads so much that every client sees the answer.
        var officer = Officer(unit);
        officer.DefaultRequestHeaders.ExpectContinue = true;
        var problem = await ImportAsync(officer, unit, new byte[22 * 1024 * 1024], "to.txt").ProblemAsync();
        Assert.Equal((413, "REQ-0002"), (problem.Status, problem.Code));
    }

    [Fact]
    public async Task Import_WithTheSameKey_MakesOneDraft()
    {
        var (unit, other) = (_platform.NextUnit(), _platform.NextUnit());
        var plans = await Task.WhenAll(
            Enumerable.Range(0, 5).Select(_ => ImportAsync(_platform.Admin("Plans"), unit, "k").ReadAsync<PlanView>()));
        var id = Assert.Single(plans.Select(p => p.Id).Distinct());
        Assert.Equal("REQ-0012", (await ImportAsync(_platform.Admin("Plans"), unit, "k", Document + "x").ProblemAsync()).Code);
        Assert.Equal("REQ-0012", (await ImportAsync(_platform.Admin("Plans"), other, "k").ProblemAsync()).Code);
        Assert.NotEqual(id, (await ImportAsync(Officer(unit), unit, "k").ReadAsync<PlanView>()).Id);

        await Officer(unit).DeleteAsync($"/api/plans/{id}");
        Assert.Equal("PLN-0001", (await ImportAsync(_platform.Admin("Plans"), unit, "k").ProblemAsync()).Code);
    }
}
