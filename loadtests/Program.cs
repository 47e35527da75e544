using Platform.LoadTests.Running;
using Platform.LoadTests.Scenarios;

switch (args)
{
    case ["bare-store", var data]:
        await BareStore.RunAsync(data);
        return 0;
    case ["empty-proxy", var target]:
        await EmptyProxy.RunAsync(target);
        return 0;
}
Dictionary<string, Func<Outcome, LoadOptions, Task>> scenarios = new()
{
    ["smoke"] = Smoke.RunAsync,
    ["deadline-city"] = DeadlineCity.RunAsync,
    ["deadline-nation"] = DeadlineNation.RunAsync,
    ["dashboards"] = Dashboards.RunAsync,
    ["baseline"] = Baseline.RunAsync,
    ["compare-16m"] = Compare16Million.RunAsync,
    ["tasks-million"] = TasksMillion.RunAsync,
};
if (args.Length == 0 || (args[0] != "all" && !scenarios.ContainsKey(args[0])))
{
    Console.Error.WriteLine($"Which scenario? all, {string.Join(", ", scenarios.Keys)}");
    return 2;
}
var options = LoadOptions.Parse(args[1..]);
var (passed, failed) = (0, 0);
foreach (var (name, run) in scenarios.Where(s => args[0] == "all" || args[0] == s.Key))
{
    var outcome = new Outcome(name, options);
    try
    {
        await run(outcome, options);
    }
    catch (Exception error) when (args[0] == "all")
    {
        // The others are still to be run.
        Console.Error.WriteLine(error);
        outcome.Must("ran to its end", false, error.Message.ReplaceLineEndings(" "));
    }
    await outcome.WriteAsync(Path.Combine(PlatformUnderLoad.Built("loadtests", ""), "../../../results"));
    (passed, failed) = outcome.Passed ? (passed + 1, failed) : (passed, failed + 1);
}
if (args[0] == "all")
    Console.WriteLine($"{passed} passed, {failed} failed");
return failed == 0 ? 0 : 1;
