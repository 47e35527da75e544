using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using NBomber.Contracts;
using NBomber.CSharp;
using Platform.LoadTests.Running;

namespace Platform.LoadTests.Reports;

/// <summary>Units whose leaders are signed in, and their reports of one period.</summary>
public sealed class Submitting(Api api, ReportForms forms, IReadOnlyDictionary<string, string> tokens)
{
    private readonly ConcurrentDictionary<string, long> _answered = new();

    /// <summary>Per unit the moment (Stopwatch) at which its submission was answered.</summary>
    public IReadOnlyDictionary<string, long> Answered => _answered;

    /// <summary>The leaders' tokens by unit.</summary>
    public static async Task<Dictionary<string, string>> SignInAsync(Api api, IReadOnlyCollection<string> units)
    {
        Console.WriteLine($"signing in {units.Count} leaders");
        var tokens = await api.SignInAsync([.. units.Select(u => $"{u}-leader")]);
        return tokens.ToDictionary(t => t.Key[..^"-leader".Length], t => t.Value);
    }

    /// <summary>Saves the draft and submits it, once per unit.</summary>
    public ScenarioProps Whole(string name, string period, int round, params LoadSimulation[] load) => Each(name, period, round, load, save: true, submit: true);

    public ScenarioProps Save(string name, string period, int round, params LoadSimulation[] load) => Each(name, period, round, load, save: true, submit: false);

    public ScenarioProps Submit(string name, string period, int round, params LoadSimulation[] load) => Each(name, period, round, load, save: false, submit: true);

    private ScenarioProps Each(string name, string period, int round, LoadSimulation[] load, bool save, bool submit)
    {
        var units = tokens.Keys.ToArray();
        // Made beforehand: the machine is shared with what is measured.
        var documents = save ? units.Select(u => forms.Json(u, round)).ToArray() : [];
        var next = -1;
        _answered.Clear();
        return Scenario.Create(name, async context =>
        {
            var mine = Interlocked.Increment(ref next);
            var unit = units[mine];
            var path = $"/api/reports/{period}/{unit}";
            var revision = "";
            if (save)
            {
                await Step.Run("save", context, async () =>
                {
                    var saved = await api.PutAsync(tokens[unit], path, documents[mine]);
                    revision = saved.ETag?.Trim('"') ?? "";
                    return Of(saved);
                });
            }
            if (submit)
            {
                var body = Encoding.UTF8.GetBytes(revision.Length > 0 ? $$"""{"revision":{{revision}}}""" : "{}");
                await Step.Run("submit", context, async () => Of(await api.PostAsync(tokens[unit], $"{path}/submit", body)));
                _answered[unit] = Stopwatch.GetTimestamp();
            }
            return Response.Ok();
        }).WithoutWarmUp().WithLoadSimulations(load).WithThresholds(Threshold.Create(stats => stats.Fail.Request.Count == 0));
    }

    private static Response<object> Of(Answer answer) => answer.IsOk
        ? Response.Ok(statusCode: $"{answer.Status}", sizeBytes: answer.Body.Length)
        : Response.Fail(statusCode: $"{answer.Status}", message: Encoding.UTF8.GetString(answer.Body), sizeBytes: answer.Body.Length);
}
