using System.Diagnostics;
using Orleans;
using Orleans.Hosting;

namespace Platform.GrainTests;

public interface ITraceGrain : IGrainWithStringKey
{
    Task<string?> TraceId();

    Task<string?> TraceIdOf(ITraceGrain other);
}

public sealed class TraceGrain : Grain, ITraceGrain
{
    public async Task<string?> TraceId()
    {
        await Task.Yield();
        return Activity.Current?.TraceId.ToString();
    }

    public async Task<string?> TraceIdOf(ITraceGrain other)
    {
        await Task.Yield();
        return await other.TraceId();
    }
}

public sealed class TraceTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Trace_FollowsTheCalls_OnlyWherePropagationIsOn(bool isOn)
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.Orleans.Application",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        await using var silo = await Silo.StartAsync(builder =>
        {
            if (isOn)
            {
                builder.AddActivityPropagation();
            }
        });
        using var caller = new Activity("caller").Start();

        var seen = await silo.Grains.GetGrain<ITraceGrain>("a").TraceIdOf(silo.Grains.GetGrain<ITraceGrain>("b"));

        Assert.Equal(isOn ? caller.TraceId.ToString() : null, seen);
    }
}
