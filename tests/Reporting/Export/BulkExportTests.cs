using System.IO.Compression;
using System.Net;
using System.Text;
using Platform.Reporting.Model.Reports;
using Platform.Reporting.Reports;
using Platform.Reporting.Reports.Export.Bulk;
using Platform.ServiceDefaults.Security;
using Platform.Testing;
using static Platform.Reporting.Reports.Export.Bulk.BulkExportEndpoint;
using static Platform.Reporting.Tests.ReportingPlatform;

namespace Platform.Reporting.Tests.Export;

[Collection("Reporting")]
public sealed class BulkExportTests(ReportingPlatform reporting)
{
    private const string Jobs = "/api/reports/export-jobs";

    private static Task<BulkExportView> AskAsync(HttpClient client, object? input = null) =>
        client.PostJsonAsync($"/api/reports/{Period}/export-jobs", input ?? new { }).ReadAsync<BulkExportView>();

    private static Task<BulkExportView> EndedAsync(HttpClient client, Guid id) => Eventually.GetAsync(
        "the export ends", () => client.GetAsync($"{Jobs}/{id}").ReadAsync<BulkExportView>(), job =>
            job.State is not ("queued" or "running"));

    private static async Task<ZipArchive> ZipAsync(HttpClient client, Guid id)
    {
        using var answer = await client.GetAsync($"{Jobs}/{id}/file");
        Assert.Equal((HttpStatusCode.OK, "application/zip"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        return new(new MemoryStream(await answer.Content.ReadAsByteArrayAsync()));
    }

    private static string ListOf(ZipArchive zip)
    {
        using var reader = new StreamReader(zip.GetEntry("danh-sach.csv")!.Open(), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    [Fact]
    public async Task Zip_HoldsWhatWasSent_AndListsTheRest()
    {
        var (sent, drafted) = (await reporting.SubmittedAsync(), await reporting.DraftedAsync());
        var receipt = (await reporting.ViewAsync(sent)).Receipt;
        var job = await EndedAsync(reporting.Admin, (await AskAsync(reporting.Admin)).Id);

        Assert.Equal(("done", job.Total, null), (job.State, job.Done, job.Error));
        using var zip = await ZipAsync(reporting.Admin, job.Id);
        Assert.Equal(job.Total + 1, zip.Entries.Count);
        Assert.NotNull(zip.GetEntry($"bao-cao-{Period}-{sent}.docx"));
        Assert.Null(zip.GetEntry($"bao-cao-{Period}-{drafted}.docx"));
        var list = ListOf(zip);
        Assert.Contains(receipt!, list, StringComparison.Ordinal);
        Assert.Equal(114 + 1, list.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task AcceptedOnly_LeavesOutWhatIsNotReviewed_AndBlockNarrows()
    {
        var (accepted, submitted) = (await reporting.SubmittedAsync(), await reporting.SubmittedAsync());
        await reporting.Admin.PostJsonAsync(Path(accepted, "accept"), new { }).ReadAsync<ReportView>();
        var block = reporting.Platform.Units.ByCode[accepted].Block;
        var job = await EndedAsync(reporting.Admin,
            (await AskAsync(reporting.Admin, new { format = "csv", acceptedOnly = true, block })).Id);
        using var zip = await ZipAsync(reporting.Admin, job.Id);
        Assert.NotNull(zip.GetEntry($"bao-cao-{Period}-{accepted}.csv"));
        Assert.Null(zip.GetEntry($"bao-cao-{Period}-{submitted}.csv"));
        Assert.True(ListOf(zip).Split("\r\n").Length < 100);
    }

    [Fact]
    public async Task AnExport_IsSeenByWhoAskedForItOnly()
    {
        var job = await EndedAsync(reporting.Admin, (await AskAsync(reporting.Admin)).Id);
        var analyst = reporting.Platform.Analyst("Reporting");
        await analyst.GetAsync($"{Jobs}/{job.Id}").RefusedAsync(HttpStatusCode.NotFound, "RPT-0104");
        await analyst.GetAsync($"{Jobs}/{job.Id}/file").RefusedAsync(HttpStatusCode.NotFound, "RPT-0104");
        await analyst.DeleteAsync($"{Jobs}/{job.Id}").RefusedAsync(HttpStatusCode.NotFound, "RPT-0104");
        Assert.Contains(await reporting.Admin.GetAsync(Jobs).ReadAsync<List<BulkExportView>>(), j => j.Id == job.Id);
        Assert.DoesNotContain(await analyst.GetAsync(Jobs).ReadAsync<List<BulkExportView>>(), j => j.Id == job.Id);
    }

    [Theory]
    [InlineData(Roles.CommuneLeader)]
    [InlineData(Roles.CommuneOfficer)]
    [InlineData(Roles.Auditor)]
    public async Task Others_MayNotAsk(string role) =>
        await reporting.Platform.As("Reporting", "x", "11593", role).PostJsonAsync($"/api/reports/{Period}/export-jobs", new { })
            .RefusedAsync(HttpStatusCode.Forbidden, "AUTH-0002");

    [Theory]
    [InlineData(Period, "exe", null, HttpStatusCode.BadRequest, "RPT-0012")]
    [InlineData(Period, "csv", "sở", HttpStatusCode.UnprocessableEntity, "REQ-0006")]
    [InlineData("2031-Q1", "csv", null, HttpStatusCode.NotFound, "RPT-0004")]
    public async Task AskingForWhatThereIsNot_IsRefused(string period, string format, string? block, HttpStatusCode status, string code) =>
        await reporting.Admin.PostJsonAsync($"/api/reports/{period}/export-jobs", new { format, block }).RefusedAsync(status, code);

    [Fact]
    public async Task Cancelled_RemovesTheFile()
    {
        var job = await EndedAsync(reporting.Admin, (await AskAsync(reporting.Admin)).Id);
        Assert.Equal(HttpStatusCode.NoContent, (await reporting.Admin.DeleteAsync($"{Jobs}/{job.Id}")).StatusCode);
        await reporting.Admin.GetAsync($"{Jobs}/{job.Id}/file").RefusedAsync(HttpStatusCode.Conflict, "RPT-0105");
        Assert.Empty(Directory.EnumerateFiles(System.IO.Path.Combine(reporting.Platform.Folder, "exports"), $"{job.Id:N}*"));
    }

    [Fact]
    public async Task AJobWhoseWorkerDied_IsMadeByTheNext()
    {
        var unit = await reporting.SubmittedAsync();
        var id = Guid.NewGuid();
        await reporting.DbAsync(async db =>
        {
            db.ExportJobs.Add(new()
            {
                Id = id,
                Period = Period,
                Under = "31",
                Format = "csv",
                State = ExportJobStates.Running,
                RequestedBy = "city-admin",
                Done = 3,
                Total = 9,
                CreatedAt = DateTimeOffset.Parse(Now),
                LeaseUntil = DateTimeOffset.Parse(Now).AddMinutes(-1),
            });
            return await db.SaveChangesAsync();
        });
        var worker = reporting.Platform.Get<BulkExportWorker>("Reporting");
        worker.Wake();
        Assert.Equal("done", (await EndedAsync(reporting.Admin, id)).State);
        using var zip = await ZipAsync(reporting.Admin, id);
        Assert.NotNull(zip.GetEntry($"bao-cao-{Period}-{unit}.csv"));
    }
}
