using Platform.Contracts.Events;
using Platform.Contracts.Units;
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
        app.MapEvent<ReportPeriodOpenedV1>(Topics.ReportPeriodOpened, WriteAsync);
        app.MapEvent<IndicatorRecordedV1>(Topics.IndicatorRecorded, WriteAsync);
    }

    /// <summary>Rows of a report's state: one per indicator that reports measure, and the two of the reporting itself.</summary>
    public static IReadOnlyList<ValueRow> Rows(ReportStateV1 e, OrgUnitInfo unit, IEnumerable<Definition> definitions)
    {
        var values = e.Values.ToDictionary(v => v.Indicator);
        var sent = e.State is ReportStates.Submitted or ReportStates.Accepted;
        return
        [
            .. definitions.Where(d => d.Source == "report").Select(d => Row(d.Code, values.GetValueOrDefault(d.Code))),
            OneOfOne(ReportingIndicators.Completeness, sent),
            OneOfOne(ReportingIndicators.Timeliness, sent && e.OnTime == true),
        ];

        ValueRow OneOfOne(string indicator, bool holds) => Row(indicator, new(indicator, holds ? 1 : 0, 1));

        ValueRow Row(string indicator, IndicatorValueV1? measured) => new(
            indicator, e.Period, e.OrgUnit, unit.Parent ?? "", unit.Block ?? "", measured?.Numerator ?? 0, measured?.Denominator,
            e.State != ReportStates.Accepted, e.Version, measured is null, e.OccurredAt);
    }

    /// <summary>Nobody has sent yet: rows of version 0, which any state of a report replaces.</summary>
    public static IReadOnlyList<ValueRow> Rows(ReportPeriodOpenedV1 e, OrgUnitSnapshot units)
    {
        var named = e.Units?.ToHashSet();
        return
        [
            .. from unit in units.LeavesUnder(OrgUnitCodes.Nation)
               where named is null || named.Contains(unit.Code)
               from indicator in (string[])[ReportingIndicators.Completeness, ReportingIndicators.Timeliness]
               select new ValueRow(indicator, e.Period, unit.Code, unit.Parent ?? "", unit.Block ?? "", 0, 1, true, 0, false, e.OccurredAt),
        ];
    }

    /// <summary>A recorded value.</summary>
    public static ValueRow Row(IndicatorRecordedV1 e, OrgUnitInfo unit) => new(
        e.Value.Indicator, e.Period, e.OrgUnit, unit.Parent ?? "", unit.Block ?? "", e.Value.Numerator, e.Value.Denominator,
        e.Status != ValueStatuses.Confirmed, e.Version, false, e.OccurredAt);

    private static async Task WriteAsync(ReportPeriodOpenedV1 e, IServiceProvider services, CancellationToken stop) =>
        await services.GetRequiredService<ValueWriter>().WriteAsync(Rows(e, await services.GetRequiredService<OrgUnitDirectory>().GetAsync(stop)), stop);

    private static async Task WriteAsync(ReportStateV1 e, IServiceProvider services, CancellationToken stop)
    {
        var units = await services.GetRequiredService<OrgUnitDirectory>().GetAsync(stop);
        await services.GetRequiredService<ValueWriter>().WriteAsync(
            Rows(e, units.ByCode[e.OrgUnit], services.GetRequiredService<DefinitionCatalog>().All), stop);
    }

    private static async Task WriteAsync(IndicatorRecordedV1 e, IServiceProvider services, CancellationToken stop)
    {
        var units = await services.GetRequiredService<OrgUnitDirectory>().GetAsync(stop);
        await services.GetRequiredService<ValueWriter>().WriteAsync([Row(e, units.ByCode[e.OrgUnit])], stop);
    }
}
