using Platform.Contracts.Events;
using Platform.Indicators.Definitions;
using Platform.ServiceDefaults.Events;
using Platform.ServiceDefaults.Units;

namespace Platform.Indicators.Values;

/// <summary>Turns events into rows of the time series. An event holds the whole state, so what it does not measure is removed.</summary>
public static class ValueEvents
{
    public static void MapValueEvents(this WebApplication app)
    {
        app.MapEvent<ReportSubmittedV1>(Topics.ReportSubmitted, WriteAsync);
        app.MapEvent<ReportReturnedV1>(Topics.ReportReturned, WriteAsync);
        app.MapEvent<ReportAcceptedV1>(Topics.ReportAccepted, WriteAsync);
        app.MapEvent<IndicatorRecordedV1>(Topics.IndicatorRecorded, WriteAsync);
    }

    /// <summary>Rows of a report's state: one per indicator that reports measure.</summary>
    public static IReadOnlyList<ValueRow> Rows(ReportStateV1 e, OrgUnitInfo unit, IEnumerable<Definition> definitions)
    {
        var values = e.Values.ToDictionary(v => v.Indicator);
        return [.. definitions.Where(d => d.Source == "report").Select(d =>
        {
            var measured = values.GetValueOrDefault(d.Code);
            return new ValueRow(
                d.Code, e.Period, e.OrgUnit, unit.Parent ?? "", unit.Block ?? "", measured?.Numerator ?? 0, measured?.Denominator,
                e.State != ReportStates.Accepted, e.Version, measured is null, e.OccurredAt);
        })];
    }

    private static async Task WriteAsync(ReportStateV1 e, IServiceProvider services, CancellationToken stop)
    {
        var units = await services.GetRequiredService<OrgUnitDirectory>().GetAsync(stop);
        await services.GetRequiredService<ValueWriter>().WriteAsync(
            Rows(e, units.ByCode[e.OrgUnit], services.GetRequiredService<DefinitionCatalog>().All), stop);
    }

    private static async Task WriteAsync(IndicatorRecordedV1 e, IServiceProvider services, CancellationToken stop)
    {
        var units = await services.GetRequiredService<OrgUnitDirectory>().GetAsync(stop);
        var unit = units.ByCode[e.OrgUnit];
        var row = new ValueRow(
            e.Value.Indicator, e.Period, e.OrgUnit, unit.Parent ?? "", unit.Block ?? "", e.Value.Numerator, e.Value.Denominator,
            e.Status != "confirmed", e.Version, false, e.OccurredAt);
        await services.GetRequiredService<ValueWriter>().WriteAsync([row], stop);
    }
}
