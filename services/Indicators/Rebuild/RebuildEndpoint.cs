using Microsoft.EntityFrameworkCore;
using Platform.Indicators.Errors;
using Platform.Indicators.Storage;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;

namespace Platform.Indicators.Rebuild;

/// <summary>Lets an operator fill a lost time series again, and watch how far it is.</summary>
public static class RebuildEndpoint
{
    private const string Path = "/api/indicators/rebuild";

    /// <param name="State">running, done or failed.</param>
    /// <param name="Reports">Reports written so far.</param>
    /// <param name="Recorded">Recorded values written so far.</param>
    public sealed record RebuildView(
        string State, string StartedBy, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt, int Reports, int TotalReports, int Recorded, int TotalRecorded);

    public static void MapRebuild(this WebApplication app)
    {
        var rebuild = app.For(Rights.RebuildSeries);
        rebuild.MapPost(Path, async (HttpRequest request, Caller caller, RebuildJob job, CancellationToken stop) =>
            (await job.BeginAsync(request.Headers.Authorization.ToString(), caller.UserName, stop)).ToHttp(row => Results.Accepted(Path, View(row))))
            .Produces<RebuildView>(202).WithSummary("Writes the time series again from reports and recorded values; may run beside everything else");

        rebuild.MapGet(Path, async Task<Answer<RebuildView>> (IndicatorsDb db, CancellationToken stop) =>
            await db.Rebuilds.AsNoTracking().SingleOrDefaultAsync(r => r.Id == RebuildRow.TheOne, stop) is { } row
                ? View(row)
                : new Failure(IndicatorErrors.NoRebuild, "Chưa dựng lại chuỗi số liệu lần nào."))
            .WithSummary("The rebuild that runs, or the last one");
    }

    private static RebuildView View(RebuildRow row) => new(
        row.State, row.StartedBy, row.StartedAt, row.FinishedAt, row.Reports, row.TotalReports, row.Recorded, row.TotalRecorded);
}
