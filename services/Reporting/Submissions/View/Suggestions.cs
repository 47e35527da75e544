using Grpc.Core;
using Platform.Contracts.Events;
using Platform.Contracts.Grpc.Tasks;
using Platform.Reporting.Storage;
using Platform.Reporting.Templates;

namespace Platform.Reporting.Submissions.View;

/// <summary>First values from the Tasks service. When it does not answer the form opens without them.</summary>
public static partial class Suggestions
{
    public static async Task<IReadOnlyDictionary<string, Suggestion>> AskAsync(
        TaskCounters.TaskCountersClient tasks, Template template, string unit, PeriodRow period, ILogger logger, CancellationToken stop)
    {
        var wanted = template.Items.Where(i => i.Prefill is not null).ToList();
        if (wanted.Count == 0)
            return new Dictionary<string, Suggestion>();
        try
        {
            var year = period.To.AddDays(-1).Year;
            var counters = await tasks.GetAsync(new() { OrgUnit = unit, Year = year }, cancellationToken: stop);
            // A unit without a task book has nothing to suggest: a zero would look like a figure.
            if (counters.Total == 0)
                return new Dictionary<string, Suggestion>();
            var source = $"Sổ theo dõi nhiệm vụ năm {year}";
            return wanted.ToDictionary(i => i.Code, i => new Suggestion(
                i.Prefill switch
                {
                    "tasks.total" => counters.Total,
                    "tasks.done" => counters.Done + counters.DoneLate,
                    "tasks.doneOnTime" => counters.Done,
                    "tasks.overdue" => counters.Overdue,
                    var other => throw new InvalidDataException($"Unknown prefill in template {template.Code}: {other}"),
                },
                source));
        }
        catch (RpcException error)
        {
            Log.NoCounters(logger, unit, error.StatusCode);
            return new Dictionary<string, Suggestion>();
        }
    }

    /// <summary>What stays from one period to the next, from the report before once it was sent.</summary>
    public static IReadOnlyDictionary<string, Suggestion> CarryOver(Template template, IReadOnlyDictionary<string, Suggestion> others, PeriodRow before, ReportRow? report)
    {
        if (report?.State is not (ReportStates.Submitted or ReportStates.Accepted))
            return others;
        var values = ReportContent.FromJson(report.Content).Values;
        var all = others.ToDictionary();
        foreach (var item in template.Items.Where(i => i.CarryOver && values.ContainsKey(i.Code)))
            all.TryAdd(item.Code, new(values[item.Code], $"Báo cáo {Periods.PeriodNames.Of(before)}"));
        return all;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "No task counters for {Unit}: {Status}")]
        public static partial void NoCounters(ILogger logger, string unit, StatusCode status);
    }
}
