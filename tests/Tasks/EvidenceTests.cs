using System.Net;
using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Contracts.Events;
using Platform.Tasks.Answers;
using Platform.Tasks.Evidence;
using Platform.Tasks.Storage;
using Platform.Tasks.Upkeep;
using Platform.Testing;
using static Platform.Tasks.Evidence.EvidenceEndpoint;

namespace Platform.Tasks.Tests;

/// <summary>Evidence files over HTTP and on the disk.</summary>
public sealed class EvidenceTests : IAsyncLifetime
{
    private static readonly byte[] Pdf = [.. "%PDF-1.7\n"u8, 1, 2, 3];
    private TestPlatform _platform = null!;
    private string _unit = "";
    private Guid _task;

    public async Task InitializeAsync()
    {
        _platform = await TestPlatform.StartAsync(["Tasks"], "2025-09-15T08:00:00+07:00");
        _unit = _platform.NextUnit();
        await _platform.DeliverAsync("Tasks", Topics.PlanIssued, Plans.Plan(_unit, 2, Plans.Task("a")));
        _task = (await _platform.Officer("Tasks", _unit).GetAsync("/api/tasks").ReadAsync<TaskPage>()).Items[0].Id;
    }

    public Task DisposeAsync() => _platform.DisposeAsync().AsTask();

    private string Folder => Path.Combine(_platform.Folder, "evidence");

    private int Files => Directory.Exists(Folder) ? Directory.GetFiles(Folder, "*", SearchOption.AllDirectories).Length : 0;

    private async Task<HttpResponseMessage> UploadAsync(HttpClient client, byte[] content, string name, string? note = null)
    {
        var file = new ByteArrayContent(content);
        // As a hostile client writes it: nothing is cleaned up on the way.
        var bytes = System.Text.Encoding.Latin1.GetString(System.Text.Encoding.UTF8.GetBytes(name));
        file.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"file\"; filename=\"{bytes}\"");
        using var form = new MultipartFormDataContent { file };
        if (note is not null)
            form.Add(new StringContent(note), "note");
        return await client.PostAsync($"/api/tasks/{_task}/evidence", form);
    }

    [Fact]
    public async Task Upload_ThenDownload_GivesTheSameBytes_OnlyToThoseInScope()
    {
        var officer = _platform.Officer("Tasks", _unit);
        var first = await (await UploadAsync(officer, Pdf, "báo cáo.pdf", "Bản 1")).ReadAsync<EvidenceView>();
        var second = await (await UploadAsync(officer, [.. Pdf, 4], "báo cáo.pdf")).ReadAsync<EvidenceView>();
        Assert.Equal((1, 2, "application/pdf", "Bản 1"), (first.Revision, second.Revision, first.ContentType, first.Note));
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Pdf)), first.Sha256);

        using var file = await officer.GetAsync($"/api/tasks/{_task}/evidence/{first.Id}");
        Assert.Equal(Pdf, await file.Content.ReadAsByteArrayAsync());
        Assert.Equal(
            ("attachment", "báo cáo.pdf"),
            (file.Content.Headers.ContentDisposition!.DispositionType, file.Content.Headers.ContentDisposition.FileNameStar));
        Assert.Equal("nosniff", file.Headers.GetValues("X-Content-Type-Options").Single());
        using var again = new HttpRequestMessage(
            HttpMethod.Get,
            $"/api/tasks/{_task}/evidence/{first.Id}")
        { Headers = { IfNoneMatch = { new EntityTagHeaderValue(file.Headers.ETag!.Tag) } } };
        Assert.Equal(HttpStatusCode.NotModified, (await officer.SendAsync(again)).StatusCode);

        Assert.Equal(HttpStatusCode.OK, (await _platform.Analyst("Tasks").GetAsync($"/api/tasks/{_task}/evidence/{first.Id}")).StatusCode);
        var stranger = _platform.Leader("Tasks", _platform.NextUnit());
        Assert.Equal("TSK-0001", (await stranger.GetAsync($"/api/tasks/{_task}/evidence/{first.Id}").ProblemAsync()).Code);
        Assert.Equal("TSK-0001", (await stranger.GetAsync($"/api/tasks/{_task}/evidence").ProblemAsync()).Code);
        Assert.Equal("TSK-0001", (await (await UploadAsync(stranger, Pdf, "a.pdf")).ProblemAsync()).Code);
        Assert.Equal("AUTH-0002", (await (await UploadAsync(_platform.Analyst("Tasks"), Pdf, "a.pdf")).ProblemAsync()).Code);
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await _platform.Anonymous("Tasks").GetAsync($"/api/tasks/{_task}/evidence/{first.Id}")).StatusCode);
        Assert.Equal(2, Files);

        // Withdrawn it is gone from the count but stays in the list, with who and why.
        var withdrawn = await officer.PostJsonAsync($"/api/tasks/{_task}/evidence/{first.Id}/withdraw", new { reason = "Nhầm tệp" })
            .ReadAsync<EvidenceView>();
        Assert.Equal(($"{_unit}-officer", "Nhầm tệp"), (withdrawn.WithdrawnBy, withdrawn.WithdrawnReason));
        Assert.Equal("TSK-0015", (await officer.GetAsync($"/api/tasks/{_task}/evidence/{first.Id}").ProblemAsync()).Code);
        Assert.Equal(
            "AUTH-0002",
            (await _platform.OfOffice(_unit, "VHXH")
                .PostJsonAsync($"/api/tasks/{_task}/evidence/{second.Id}/withdraw", new { reason = "x" }).ProblemAsync()).Code);
        Assert.Equal(2, (await officer.GetAsync($"/api/tasks/{_task}/evidence").ReadAsync<List<EvidenceView>>()).Count);
        Assert.Equal(1, (await officer.GetAsync($"/api/tasks/{_task}").ReadAsync<TaskDetail>()).Task.EvidenceCount);
    }

    [Fact]
    public async Task Upload_OfExactlyTheLimit_IsTaken_AndOneByteMoreIsNot()
    {
        var officer = _platform.Officer("Tasks", _unit);
        var largest = new byte[EvidenceOptions.LargestFile];
        Pdf.CopyTo(largest, 0);
        Assert.Equal(EvidenceOptions.LargestFile, (await (await UploadAsync(officer, largest, "a.pdf")).ReadAsync<EvidenceView>()).Size);
        var refused = await (await UploadAsync(officer, [.. largest, 0], "b.pdf")).ProblemAsync();
        Assert.Equal(("TSK-0011", 413), (refused.Code, refused.Status));
        Assert.Equal(1, Files);
    }

    public static TheoryData<string, string> Names => new()
    {
        { "../../etc/passwd.pdf", "passwd.pdf" },
        { "..\\\\..\\\\windows\\\\a.pdf", "a.pdf" },
        { "/abs/b.pdf", "b.pdf" },
        { "...c.pdf", "c.pdf" },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Upload_WithAPathForAName_KeepsTheNameAlone(string told, string kept)
    {
        Assert.Equal(kept, (await (await UploadAsync(_platform.Officer("Tasks", _unit), Pdf, told)).ReadAsync<EvidenceView>()).Name);
        Assert.All(Directory.GetFiles(Folder, "*", SearchOption.AllDirectories), f => Assert.Equal(64, Path.GetFileName(f).Length));
    }

    [Fact]
    public async Task Upload_WhoseContentIsNotWhatItsNameSays_IsRefused_AndLeavesNothing()
    {
        var officer = _platform.Officer("Tasks", _unit);
        foreach (var (content, name) in ((byte[], string)[])
        [
            ("<html>"u8.ToArray(), "a.pdf"), (Pdf, "a.png"), (Pdf, "a.exe"), (Pdf, "a"), ([.. "PK"u8, 3, 4, 0], "a.docx"),
            ([0, 1, 2], "a.txt"), ([0xFF, 0x80], "a.csv"),
        ])
        {
            Assert.Equal("TSK-0012", (await (await UploadAsync(officer, content, name)).ProblemAsync()).Code);
        }
        Assert.Equal("TSK-0013", (await (await UploadAsync(officer, [], "a.pdf")).ProblemAsync()).Code);
        Assert.Equal("REQ-0003", (await officer.PostJsonAsync($"/api/tasks/{_task}/evidence", new { }).ProblemAsync()).Code);
        Assert.Equal(0, Files);
    }

    [Fact]
    public async Task File_WhoseRowNeverCame_IsRemovedAfterAnHour_AndOthersStay()
    {
        var kept = await (await UploadAsync(_platform.Officer("Tasks", _unit), Pdf, "a.pdf")).ReadAsync<EvidenceView>();
        // A process that died between the file and the row, and one that died while receiving.
        var orphan = new string('a', 64);
        Directory.CreateDirectory(Path.Combine(Folder, "aa"));
        Directory.CreateDirectory(Path.Combine(Folder, "incoming"));
        foreach (var path in (string[])[Path.Combine(Folder, "aa", orphan), Path.Combine(Folder, "incoming", "x")])
        {
            await File.WriteAllBytesAsync(path, Pdf);
            File.SetLastWriteTimeUtc(path, new DateTime(2025, 9, 15, 1, 0, 0, DateTimeKind.Utc));
        }
        var time = new ManualTime(new(2025, 9, 15, 1, 59, 0, TimeSpan.Zero));
        var sweep = new OrphanSweep(
            _platform.Scopes("Tasks"), _platform.Get<EvidenceStore>("Tasks"), time, NullLogger<OrphanSweep>.Instance);
        Assert.Equal((0, 3), (await sweep.SweepAsync(default), Files));
        time.Advance(TimeSpan.FromDays(1));
        Assert.Equal((1, 1), (await sweep.SweepAsync(default), Files));
        Assert.Equal(Pdf, await _platform.Officer("Tasks", _unit).GetByteArrayAsync($"/api/tasks/{_task}/evidence/{kept.Id}"));
    }

    [Fact]
    public async Task Uploads_OfOneNameAtOnce_AreVersionsInARow()
    {
        var officer = _platform.Officer("Tasks", _unit);
        await Task.WhenAll(
            Enumerable.Range(0, 6)
                .Select(async i => await (await UploadAsync(officer, [.. Pdf, (byte)i], "a.pdf")).ReadAsync<EvidenceView>()));
        Assert.Equal(
            [1, 2, 3, 4, 5, 6],
            await _platform.DbAsync<TasksDb, List<int>>("Tasks", db => db.Evidence.Select(e => e.Revision).OrderBy(r => r).ToListAsync()));
    }
}
