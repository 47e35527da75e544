using System.Globalization;
using System.Text;
using Platform.Contracts.Periods;
using Platform.Local.Demo;
using Platform.Tasks.Forecast;
using Platform.Testing;

namespace Platform.Tasks.Tests.Forecast;

/// <summary>
/// The forecast against the demo's history: learnt from tasks due before 2025, asked about those due after. docs/forecast.md shows
/// the figures; UPDATE_FORECAST=1 makes this test write them there.
/// </summary>
public sealed class BackTestTests
{
    private const string Doc = "docs/forecast.md";
    private const string Begin = "<!-- figures: tests/Tasks/Forecast/BackTestTests.cs -->";
    private const string End = "<!-- end of figures -->";
    private static readonly DateOnly Split = new(2025, 1, 1);

    private static readonly Lazy<(ForecastModel Model, List<Example> Tests, double BaseShare, int Learnt)> Run = new(() =>
    {
        var outcomes = Units().SelectMany(DemoHistory.Of).Select(t => new Outcome(
            t.OrgUnit, t.Office, t.Area, t.Kind, t.From, t.Due, t.CompletedOn, [.. t.Marks.Select(m => new ProgressMark(m.On, m.Percent))]))
                .ToList();
        var learnt = outcomes.Where(o => o.Due < Split).ToList();
        var model = ForecastModel.From(learnt, WorkingCalendar.Plain)!;
        // Asked as on the last day of 2024: the counts stand still, as they do between two fits.
        var tests = Training.Examples(outcomes.Where(o => o.Due >= Split), WorkingCalendar.Plain, new LateCounts())
            .Where(e => e.Sight.On >= Split)
            .Select(e => e with { Features = Features.Of(e.Sight, model.Counts) }).ToList();
        return (model, tests, learnt.Count(o => o.Late) / (double)learnt.Count, learnt.Count);
    });

    private static IEnumerable<string> Units() =>
        Identity.OrgUnits.OfficialUnits.Read().Where(u => u.Parent == "31").Select(u => u.Code).Order(StringComparer.Ordinal);

    private static double Brier(IEnumerable<(double Likelihood, bool Late)> rows) =>
        rows.Average(r => Math.Pow(r.Likelihood - (r.Late ? 1 : 0), 2));

    /// <summary>Share of pairs (late, not late) in which the late one was given the higher likelihood; ties count half.</summary>
    private static double Auc(IReadOnlyList<(double Likelihood, bool Late)> rows)
    {
        var sorted = rows.OrderBy(r => r.Likelihood).ToList();
        var (sum, late) = (0.0, rows.Count(r => r.Late));
        for (var i = 0; i < sorted.Count;)
        {
            var j = i;
            while (j < sorted.Count && sorted[j].Likelihood == sorted[i].Likelihood)
                j++;
            sum += sorted[i..j].Count(r => r.Late) * ((i + j + 1) / 2.0);
            i = j;
        }
        return (sum - (late * (late + 1) / 2.0)) / ((double)late * (rows.Count - late));
    }

    private static List<(double Likelihood, bool Late)> Answers(int? daysLeft = null) =>
        [.. Run.Value.Tests.Where(t => daysLeft is null || t.Sight.DaysLeft == daysLeft)
            .Select(t => (Run.Value.Model.Fit.Likelihood(t.Features), t.Late))];

    [Fact]
    public void Forecast_BeatsTheBaseRate_AtEveryDistance()
    {
        foreach (var days in (int?[])[null, 20, 10, 5, 2])
        {
            var answers = Answers(days);
            var late = answers.Average(a => a.Late ? 1.0 : 0);
            // Against the share known when it was learnt, and even against the share that nobody knew then.
            Assert.True(
                Brier(answers) < Brier(answers.Select(a => (Run.Value.BaseShare, a.Late))), $"{days}: worse than the known base rate");
            Assert.True(Brier(answers) < late * (1 - late), $"{days}: worse than the true base rate");
            Assert.True(Auc(answers) > (days is null ? 0.75 : 0.6), $"{days}: AUC {Auc(answers)}");
        }
    }

    [Fact]
    public void Forecast_IsCalibrated_WithinFifteenPointsInEveryTenth()
    {
        foreach (var tenth in Tenths())
            Assert.InRange(tenth.Late - tenth.Said, -0.15, 0.15);
    }

    [Fact]
    public void Forecast_SaysTheSameTwice()
    {
        var again = LogisticFit.Of(Answers().Select((a, i) => (Run.Value.Tests[i].Features, a.Late)).ToList());
        Assert.Equal(again.Weights, LogisticFit.Of(Answers().Select((a, i) => (Run.Value.Tests[i].Features, a.Late)).ToList()).Weights);
    }

    [Fact]
    public void Docs_ShowTheseFigures()
    {
        var path = RepositoryRoot.Combine(Doc);
        var text = File.ReadAllText(path);
        var (from, to) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        var figures = $"\n{Figures()}";
        if (Environment.GetEnvironmentVariable("UPDATE_FORECAST") == "1")
            File.WriteAllText(path, text = $"{text[..from]}{figures}{text[to..]}");
        Assert.True(
            text.Contains(figures, StringComparison.Ordinal),
            $"{Doc} does not show what the back-test says; UPDATE_FORECAST=1 makes this test write it.");
    }

    private static List<(double Said, double Late, int Count)> Tenths() =>
        [.. Answers().OrderBy(a => a.Likelihood).Chunk((Answers().Count + 9) / 10)
            .Select(c => (c.Average(a => a.Likelihood), c.Average(a => a.Late ? 1.0 : 0), c.Length))];

    private static string Figures()
    {
        var run = Run.Value;
        var text = new StringBuilder();
        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
        var late = run.BaseShare * 100;
        Line($"Learnt from {run.Learnt} tasks due in 2023 and 2024 ({late:0.0}% late); asked about tasks due in the first half of 2025.");
        Line($"");
        Line($"| looked at | looks | late | Brier | of the base rate | of the looks' own late share | AUC |");
        Line($"|---|---|---|---|---|---|---|");
        foreach (var days in (int?[])[null, 20, 10, 5, 2])
        {
            var answers = Answers(days);
            var name = days is null ? "all" : FormattableString.Invariant($"{days} working days before");
            var share = answers.Average(a => a.Late ? 1.0 : 0);
            var lateShare = answers.Average(a => a.Late ? 100.0 : 0);
            var (own, ofBase) = (Brier(answers), Brier(answers.Select(a => (run.BaseShare, a.Late))));
            var (ofOwn, auc) = (share * (1 - share), Auc(answers));
            Line($"| {name} | {answers.Count} | {lateShare:0.0}% | {own:0.000} | {ofBase:0.000} | {ofOwn:0.000} | {auc:0.000} |");
        }
        Line($"");
        Line($"| tenth of the looks, by likelihood | said on average | late |");
        Line($"|---|---|---|");
        foreach (var (tenth, index) in Tenths().Select((t, i) => (t, i)))
            Line($"| {index + 1} | {tenth.Said * 100:0}% | {tenth.Late * 100:0}% |");
        Line($"");
        Line($"| constant | unit | area | office | kind | behind | notStarted | lastDays |");
        Line($"|---|---|---|---|---|---|---|---|");
        var weights = run.Model.Fit.Weights.Select(w => w.ToString("0.00", CultureInfo.InvariantCulture));
        Line($"| {run.Model.Fit.Constant:0.00} | {string.Join(" | ", weights)} |");
        return text.ToString();
    }
}
