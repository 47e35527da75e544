using System.Globalization;
using Grpc.Core;
using Platform.Contracts.Events;
using Platform.Contracts.Grpc.Indicators;
using Platform.Contracts.Grpc.Tasks;
using Platform.Reporting.Model.Periods;
using Platform.Reporting.Model.Reports;
using Platform.Reporting.Model.Templates;
using Platform.Reporting.Storage;

namespace Platform.Reporting.Reports.View;

/// <summary>
/// First values of a report with their source: from the task book, from directly measured indicators of the same period, and what stays
/// from the report before once it was sent. A service that does not answer leaves its values out; the form opens without them.
/// </summary>
public sealed partial class Suggestions(
    TaskCounters.TaskCountersClient tasks, RecordedValues.RecordedValuesClient indicators, PeriodCalendar calendar, ReportStore store,
    ILogger<Suggestions> logger)
{
    public async Task<IReadOnlyDictionary<string, Suggestion>> OfAsync(
        Template template, string unit, PeriodRow period, CancellationToken stop)
    {
        var (fromTasks, fromIndicators) = (OfTasksAsync(template, unit, period, stop), OfIndicatorsAsync(template, unit, period, stop));
        var all = new Dictionary<string, Suggestion>();
        foreach (var (item, suggestion) in (await fromTasks).Concat(await fromIndicators)
            .Concat(await CarriedOverAsync(template, unit, period, stop)))
        {
            // A value that the form would refuse is none.
            if (ContentRules.Unfit(item, suggestion.Value) is null)
                all.TryAdd(item.Code, suggestion);
        }
        return all;
    }

    /// <summary>
    /// The form does not wait long for them. gRPC measures deadlines by the system's clock, whatever the platform's says.
    /// </summary>
    private static DateTime Soon => TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(2);

    private async Task<IEnumerable<(TemplateItem, Suggestion)>> OfTasksAsync(Template template, string unit, PeriodRow period,
        CancellationToken stop)
    {
        var wanted = template.Items.Where(i => TemplateRules.Prefills.Contains(i.Prefill ?? "")).ToList();
        if (wanted.Count == 0)
            return [];
        try
        {
            var year = period.To.AddDays(-1).Year;
            var counters = await tasks.GetAsync(new() { OrgUnit = unit, Year = year }, deadline: Soon, cancellationToken: stop);
            // A unit without a task book has nothing to suggest: a zero would look like a figure.
            if (counters.Total == 0)
                return [];
            var source = $"Sổ theo dõi nhiệm vụ năm {year}";
            return wanted.Select(i => (i, new Suggestion(Count(i.Prefill!, counters), source)));
        }
        catch (RpcException error)
        {
            Log.NotAnswered(logger, "Tasks", unit, error.StatusCode);
            return [];
        }
    }

    private static int Count(string prefill, TaskCountersReply counters) => prefill switch
    {
        "tasks.total" => counters.Total,
        "tasks.done" => counters.Done + counters.DoneLate,
        "tasks.doneOnTime" => counters.Done,
        "tasks.overdue" => counters.Overdue,
        "tasks.assigned" => counters.Assigned,
        "tasks.assignedOnTime" => counters.AssignedOnTime,
        _ => throw new InvalidDataException($"Unknown prefill {prefill}"),
    };

    private async Task<IEnumerable<(TemplateItem, Suggestion)>> OfIndicatorsAsync(Template template, string unit, PeriodRow period,
        CancellationToken stop)
    {
        var wanted = template.Items.Select(i => (Item: i, From: IndicatorPrefill.Parse(i.Prefill)!)).Where(w => w.From is not null)
            .ToList();
        if (wanted.Count == 0)
            return [];
        try
        {
            var request = new GetRecordedValuesRequest { OrgUnit = unit, Period = period.Code };
            request.Indicators.AddRange(wanted.Select(w => w.From.Indicator).Distinct());
            var recorded = (await indicators.GetAsync(request, deadline: Soon, cancellationToken: stop)).Values.ToDictionary(v =>
                v.Indicator);
            return
                from w in wanted
                let value = recorded.GetValueOrDefault(w.From.Indicator)
                let figure = value is null ? "" : w.From.Figure switch
                {
                    "numerator" => value.Numerator,
                    "denominator" =>
                    value.Denominator,
                    _ => value.Value
                }
                where figure.Length > 0
                select (w.Item, new Suggestion(
                    decimal.Parse(figure, CultureInfo.InvariantCulture),
                    $"{value.Name} ({value.Indicator}), {PeriodNames.Of(period)}{(value.Provisional ? ", số tạm tính" : "")}"));
        }
        catch (RpcException error)
        {
            Log.NotAnswered(logger, "Indicators", unit, error.StatusCode);
            return [];
        }
    }

    private async Task<IEnumerable<(TemplateItem, Suggestion)>> CarriedOverAsync(Template template, string unit, PeriodRow period,
        CancellationToken stop)
    {
        if (!template.Items.Any(i => i.CarryOver) || calendar.Before(period) is not { } before)
            return [];
        var report = await store.FindAsync(before.Code, unit, stop);
        if (report?.State is not (ReportStates.Submitted or ReportStates.Accepted))
            return [];
        var values = ReportContent.FromJson(report.Content).Values;
        return template.Items.Where(i => i.CarryOver && values.ContainsKey(i.Code))
            .Select(i => (i, new Suggestion(values[i.Code], $"Báo cáo {PeriodNames.Of(before)}")));
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Service} gave no first values for {Unit}: {Status}")]
        public static partial void NotAnswered(ILogger logger, string service, string unit, StatusCode status);
    }
}
