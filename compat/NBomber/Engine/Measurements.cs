using NBomber.Contracts;
using NBomber.Contracts.Stats;

namespace NBomber.Engine;

/// <summary>All that is measured of one scenario. Percentages and rates are worked out when somebody asks.</summary>
internal sealed class Measurements(string scenario, int sortIndex)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Pair> steps = [];
    private readonly List<string> order = [];
    private Pair whole = new();

    public int FailCount { get; private set; }

    public void AddStep(string step, IResponse response, TimeSpan latency)
    {
        lock (gate)
        {
            if (!steps.TryGetValue(step, out var pair))
            {
                steps[step] = pair = new();
                order.Add(step);
            }
            pair.Add(response, latency);
        }
    }

    public void AddIteration(IResponse response, TimeSpan latency)
    {
        lock (gate)
        {
            whole.Add(response, latency);
            FailCount += response.IsError ? 1 : 0;
        }
    }

    /// <summary>Forgets the warm-up.</summary>
    public void Clear()
    {
        lock (gate)
        {
            steps.Clear();
            order.Clear();
            whole = new();
            FailCount = 0;
        }
    }

    public ScenarioStats Stats(TimeSpan duration, OperationType operation)
    {
        lock (gate)
        {
            var (ok, fail) = whole.Stats(duration);
            return new()
            {
                ScenarioName = scenario,
                Ok = ok,
                Fail = fail,
                Duration = duration,
                CurrentOperation = operation,
                SortIndex = sortIndex,
                StepStats = [.. order.Select((name, i) => StepOf(name, i, duration))],
            };
        }
    }

    private StepStats StepOf(string name, int index, TimeSpan duration)
    {
        var (ok, fail) = steps[name].Stats(duration);
        return new() { StepName = name, Ok = ok, Fail = fail, SortIndex = index };
    }

    private sealed class Pair
    {
        private readonly Side ok = new();
        private readonly Side fail = new();

        public void Add(IResponse response, TimeSpan latency) => (response.IsError ? fail : ok).Add(response, latency);

        public (MeasurementStats Ok, MeasurementStats Fail) Stats(TimeSpan duration)
        {
            var all = ok.Count + fail.Count;
            return (ok.Stats(duration, all), fail.Stats(duration, all));
        }
    }

    private sealed class Side
    {
        private readonly Histogram microseconds = new();
        private readonly Dictionary<(string Code, bool IsError), (int Count, string Message)> codes = [];
        private readonly LatencyCount latencyCount = new();
        private long bytes;
        private long minBytes = long.MaxValue;
        private long maxBytes;

        public int Count => microseconds.Count;

        public void Add(IResponse response, TimeSpan latency)
        {
            var ms = response.CustomLatencyMs > 0 ? response.CustomLatencyMs : latency.TotalMilliseconds;
            microseconds.Add((long)(ms * 1000));
            if (ms <= 800)
                latencyCount.LessOrEq800++;
            else if (ms < 1200)
                latencyCount.More800Less1200++;
            else
                latencyCount.MoreOrEq1200++;
            bytes += response.SizeBytes;
            minBytes = Math.Min(minBytes, response.SizeBytes);
            maxBytes = Math.Max(maxBytes, response.SizeBytes);
            if (response.StatusCode.Length > 0)
            {
                var key = (response.StatusCode, response.IsError);
                codes[key] = codes.TryGetValue(key, out var known) ? (known.Count + 1, known.Message) : (1, response.Message);
            }
        }

        public MeasurementStats Stats(TimeSpan duration, int all) => new()
        {
            Request = new() { Count = Count, RPS = duration > TimeSpan.Zero ? Math.Round(Count / duration.TotalSeconds, 2) : 0, Percent = Percent(Count, all) },
            Latency = new()
            {
                MinMs = Count == 0 ? 0 : Ms(microseconds.Min),
                MeanMs = Ms(microseconds.Mean),
                MaxMs = Ms(microseconds.Max),
                Percent50 = Ms(microseconds.Percentile(50)),
                Percent75 = Ms(microseconds.Percentile(75)),
                Percent95 = Ms(microseconds.Percentile(95)),
                Percent99 = Ms(microseconds.Percentile(99)),
                StdDev = Ms(microseconds.StdDev),
                LatencyCount = new() { LessOrEq800 = latencyCount.LessOrEq800, More800Less1200 = latencyCount.More800Less1200, MoreOrEq1200 = latencyCount.MoreOrEq1200 },
            },
            DataTransfer = new() { AllBytes = bytes, MaxBytes = maxBytes, MinBytes = Count == 0 ? 0 : minBytes, MeanBytes = Count == 0 ? 0 : bytes / Count },
            StatusCodes = [.. codes.Select(c => new StatusCodeStats
            {
                StatusCode = c.Key.Code, IsError = c.Key.IsError, Message = c.Value.Message, Count = c.Value.Count, Percent = Percent(c.Value.Count, all),
            })],
        };

        private static int Percent(int part, int all) => all == 0 ? 0 : (int)Math.Round(100.0 * part / all, MidpointRounding.AwayFromZero);

        private static double Ms(double us) => Math.Round(us / 1000, 3);
    }
}
