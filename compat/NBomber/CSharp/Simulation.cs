using NBomber.Contracts;

namespace NBomber.CSharp;

/// <summary>Makes load simulations. "Constant" ones keep copies that iterate on; "inject" ones start copies that run once.</summary>
public static class Simulation
{
    public static LoadSimulation RampingConstant(int copies, TimeSpan during) => new LoadSimulation.Constant(copies, during, true);

    public static LoadSimulation KeepConstant(int copies, TimeSpan during) => new LoadSimulation.Constant(copies, during, false);

    /// <param name="copies">Copies at work at a time.</param>
    /// <param name="iterations">Of all copies together.</param>
    public static LoadSimulation IterationsForConstant(int copies, int iterations) => new LoadSimulation.ConstantIterations(copies, iterations);

    public static LoadSimulation RampingInject(int rate, TimeSpan interval, TimeSpan during) => new LoadSimulation.Injection(rate, rate, interval, during, true);

    public static LoadSimulation Inject(int rate, TimeSpan interval, TimeSpan during) => new LoadSimulation.Injection(rate, rate, interval, during, false);

    public static LoadSimulation InjectRandom(int minRate, int maxRate, TimeSpan interval, TimeSpan during) =>
        new LoadSimulation.Injection(minRate, maxRate, interval, during, false);

    public static LoadSimulation IterationsForInject(int rate, TimeSpan interval, int iterations) => new LoadSimulation.InjectedIterations(rate, interval, iterations);

    public static LoadSimulation Pause(TimeSpan during) => new LoadSimulation.Rest(during);
}
