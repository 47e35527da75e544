using System.Globalization;
using Platform.Contracts.Periods;

namespace Platform.Tasks.Forecast;

/// <summary>The fitted likelihood of being late, and why.</summary>
public sealed class ForecastModel
{
    /// <summary>With fewer, or with one kind of ending hardly seen, nothing is said.</summary>
    private const int FewestOutcomes = 200;
    private const int FewestOfAKind = 30;

    private ForecastModel(Logistic fit, LateCounts counts)
    {
        Fit = fit;
        Counts = counts;
    }

    public Logistic Fit { get; }

    public LateCounts Counts { get; }

    /// <returns>Null when there is too little to learn from.</returns>
    public static ForecastModel? From(IReadOnlyCollection<Outcome> outcomes, WorkingCalendar calendar)
    {
        var counts = new LateCounts();
        var late = outcomes.Count(o => o.Late);
        if (outcomes.Count < FewestOutcomes || late < FewestOfAKind || outcomes.Count - late < FewestOfAKind)
            return null;
        var examples = Training.Examples(outcomes, calendar, counts);
        return examples.Count == 0 ? null : new(LogisticFit.Of(examples.ConvertAll(e => (e.Features, e.Late))), counts);
    }

    public double Likelihood(Sight task) => Fit.Likelihood(Features.Of(task, Counts));

    /// <summary>The features that raise the likelihood most, in words with their numbers; at least one sentence.</summary>
    public IReadOnlyList<string> Reasons(Sight task)
    {
        var features = Features.Of(task, Counts);
        var raising = features.Select((value, i) => (Index: i, By: value * Fit.Weights[i])).Where(f => f.By > 0.1)
            .OrderByDescending(f => f.By).Select(f => f.Index);
        var said = raising.Select(i => Words(i, task)).Distinct().Take(3).ToList();
        return said.Count > 0 ? said : [$"Không có dấu hiệu riêng; toàn bộ nhiệm vụ trước đây chậm {Of(Counts.All)}"];
    }

    private string Words(int feature, Sight task) => feature switch
    {
        Features.Unit => $"Đơn vị này đã chậm {Of(Counts.Unit(task.OrgUnit))}",
        Features.Area => $"Đơn vị này đã chậm {Of(Counts.Area(task.OrgUnit, task.Area))} cùng lĩnh vực",
        Features.Office => $"Phòng phụ trách đã chậm {Of(Counts.Office(task.OrgUnit, task.Office))}",
        Features.Kind => $"Loại thời hạn này đã chậm {Of(Counts.Kind(task.Kind))}",
        Features.NotStarted => $"Chưa báo cáo tiến độ, đã qua {Share(Features.Elapsed(task))} thời gian",
        _ => $"Còn {task.DaysLeft} ngày làm việc, tiến độ {task.Percent}%",
    };

    private static string Of(LateCount count) => string.Create(CultureInfo.InvariantCulture, $"{count.Late}/{count.All} nhiệm vụ");

    private static string Share(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0}%");
}
