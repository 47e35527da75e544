using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.Contracts.Periods;
using Platform.Reporting.Model.Templates;
using Platform.Reporting.Reports;
using Platform.Reporting.Reports.Receipts;
using Platform.Reporting.Reports.Submit;
using Platform.Reporting.Storage;
using Platform.ServiceDefaults.Outbox;
using Platform.ServiceDefaults.Storage;
using Platform.Testing;
using static Platform.Reporting.Tests.ReportingPlatform;

namespace Platform.Reporting.Tests;

/// <summary>A submission is one thing at one instant: all of it or nothing, on time or late.</summary>
[Collection("Reporting")]
public sealed class OneInstantTests(ReportingPlatform reporting)
{
    [Fact]
    public async Task Change_WhileTheDeadlinePasses_SeesOneInstant()
    {
        var unit = await reporting.DraftedAsync();
        var deadline = VietnamTime.EndOf(new(2025, 9, 15));
        await using var scope = reporting.Platform.Scopes("Reporting").CreateAsyncScope();
        var services = scope.ServiceProvider;
        var store = new ReportStore(
            services.GetRequiredService<ReportingDb>(), services.GetRequiredService<GroupedWrites<ReportingDb>>(),
            services.GetRequiredService<TemplateCatalog>(),
            new Running(deadline.AddMilliseconds(-2)), services.GetRequiredService<OutboxSignal>());
        // Outside a change the clock runs on, over the deadline.
        Assert.True(store.Now < deadline && store.Now < deadline && store.Now >= deadline);
        store = new ReportStore(
            services.GetRequiredService<ReportingDb>(), services.GetRequiredService<GroupedWrites<ReportingDb>>(),
            services.GetRequiredService<TemplateCatalog>(),
            new Running(deadline.AddMilliseconds(-1)), services.GetRequiredService<OutboxSignal>());
        var seen = await store.ChangeAsync<(bool OnTime, DateTimeOffset Written)>(Period, unit, row =>
        {
            var onTime = store.Now < deadline;
            store.Touch(row!, "checked", "test");
            return Task.FromResult<ServiceDefaults.Errors.Result<(bool, DateTimeOffset)>>((onTime, row!.UpdatedAt));
        }, default);
        Assert.Equal((true, deadline.AddMilliseconds(-1)), seen.Value);
    }

    [Fact]
    public async Task Submit_ThatBreaksHalfWay_LeavesNothingAndWorksAgain()
    {
        await using var platform = await StartAsync();
        var unit = platform.NextUnit();
        var template = await platform.Admin("Reporting").GetAsync($"/api/reports/{Period}/template").ReadAsync<Template>();
        await platform.Officer("Reporting", unit).PutJsonAsync(Path(unit), Complete(template)).ReadAsync<ReportView>();
        // The last of its writes fails: the event does not get into the outbox.
        await RunAsync("create trigger broken before insert on outbox begin select raise(abort, 'broken'); end");
        Assert.Equal(500, (int)(await platform.Leader("Reporting", unit).PostAsync(Path(unit, "submit"))).StatusCode);

        var view = await platform.Admin("Reporting").GetAsync(Path(unit)).ReadAsync<ReportView>();
        Assert.Equal((ReportStates.Draft, 1, 0, null), (view.State, view.Revision, view.Submission, view.Receipt));
        Assert.Equal((0, 1), await platform.DbAsync<ReportingDb, (int, int)>("Reporting", async db =>
            (await db.Submissions.CountAsync(), await db.History.CountAsync())));

        await RunAsync("drop trigger broken");
        var answer = await platform.Leader("Reporting", unit).PostAsync(Path(unit, "submit")).ReadAsync<SubmitAnswer>();
        Assert.Equal(1, answer.Version);
        Assert.True((await platform.Anonymous("Reporting").GetAsync($"/api/reports/receipts/{answer.Receipt}/verify")
            .ReadAsync<VerifiedReceipt>()).Intact);

        Task<int> RunAsync(string sql) => platform.DbAsync<ReportingDb, int>("Reporting", db => db.Database.ExecuteSqlRawAsync(sql));
    }

    /// <summary>A clock that runs a millisecond with every look at it.</summary>
    private sealed class Running(DateTimeOffset start) : TimeProvider
    {
        private int _looks = -1;

        public override DateTimeOffset GetUtcNow() => start.AddMilliseconds(Interlocked.Increment(ref _looks));
    }
}
