using Platform.LoadTests.Running;
using Platform.LoadTests.Scenarios;

if (args is ["bare-store", var data])
{
    await BareStore.RunAsync(data);
    return 0;
}
Dictionary<string, Func<Outcome, string[], Task>> scenarios = new()
{
    ["smoke"] = Smoke.RunAsync,
    ["deadline-city"] = DeadlineCity.RunAsync,
    ["deadline-nation"] = DeadlineNation.RunAsync,
    ["dashboards"] = Dashboards.RunAsync,
    ["baseline"] = Baseline.RunAsync,
    ["compare-16m"] = Compare16Million.RunAsync,
    ["tasks-million"] = TasksMillion.RunAsync,
};
if (args.Length == 0 || !scenarios.TryGetValue(args[0], out var run))
{
    Console.Error.WriteLine($"Which scenario? {string.Join(", ", scenarios.Keys)}");
    return 2;
}
var outcome = new Outcome(args[0]);
await run(outcome, args[1..]);
await outcome.WriteAsync(Path.Combine(PlatformUnderLoad.Built("loadtests", ""), "../../../results"));
return outcome.Passed ? 0 : 1;
