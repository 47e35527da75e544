using Platform.Contracts.Events;
using Platform.Contracts.Units;
using Platform.Rollups.Facts;
using Platform.Rollups.Grains;
using Platform.Rollups.Periods;
using Platform.ServiceDefaults.Events;

namespace Platform.Rollups.Events;

/// <summary>Brings events to the grain of their commune; acknowledged when the grain has them durably.</summary>
public static class RollupEvents
{
    public static void MapRollupEvents(this WebApplication app)
    {
        app.MapEvent<ReportSubmittedV1>(Topics.ReportSubmitted, (e, services, _) => ReportAsync(e, services));
        app.MapEvent<ReportReturnedV1>(Topics.ReportReturned, (e, services, _) => ReportAsync(e, services));
        app.MapEvent<ReportAcceptedV1>(Topics.ReportAccepted, (e, services, _) => ReportAsync(e, services));
        app.MapEvent<ReportPeriodOpenedV1>(Topics.ReportPeriodOpened, (e, services, stop) => services.GetRequiredService<ExpectedUnits>().ApplyAsync(e, stop));
        app.MapEvent<IndicatorRecordedV1>(Topics.IndicatorRecorded, (e, services, _) => Grain(services, e.OrgUnit).ApplyIndicator(new()
        {
            Period = e.Period,
            Indicator = e.Value.Indicator,
            Version = e.Version,
            Amount = new(e.Value.Numerator, e.Value.Denominator),
            Provisional = e.Status != ValueStatuses.Confirmed,
        }));
        app.MapEvent<TaskChangedV1>(Topics.TaskChanged, (e, services, _) => TaskAsync(e, services));
    }

    /// <summary>Tasks of a plan of the city itself have no commune's grain: there the city's sum is made of its communes.</summary>
    private static Task TaskAsync(TaskChangedV1 e, IServiceProvider services) => !OrgUnitCodes.IsLeaf(e.OrgUnit) ? Task.CompletedTask : Grain(services, e.OrgUnit).ApplyTask(new()
    {
        TaskId = e.TaskId,
        Version = e.Version,
        State = e.State,
        FromYear = e.FromYear,
        ToYear = e.ToYear,
        DelayDays = e.DelayDays,
        Assigned = e.Origin == "assignment",
    });

    private static Task ReportAsync(ReportStateV1 e, IServiceProvider services) => Grain(services, e.OrgUnit).ApplyReport(new()
    {
        Period = e.Period,
        Version = e.Version,
        State = e.State,
        SubmittedAt = e.SubmittedAt,
        OnTime = e.OnTime,
        OccurredAt = e.OccurredAt,
        Values = e.Values.ToDictionary(v => v.Indicator, v => new Amount(v.Numerator, v.Denominator)),
    });

    private static ICommuneGrain Grain(IServiceProvider services, string orgUnit) =>
        services.GetRequiredService<IGrainFactory>().GetGrain<ICommuneGrain>(orgUnit);
}
