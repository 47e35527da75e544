namespace NBomber.Contracts;

/// <summary>A phase of load; phases follow one another. Made by <see cref="CSharp.Simulation"/>.</summary>
public abstract class LoadSimulation
{
    private LoadSimulation()
    {
    }

    internal abstract TimeSpan Duration { get; }

    internal sealed class Constant(int copies, TimeSpan during, bool ramping) : LoadSimulation
    {
        public int Copies => copies;

        public bool Ramping => ramping;

        internal override TimeSpan Duration => during;
    }

    internal sealed class ConstantIterations(int copies, int iterations) : LoadSimulation
    {
        public int Copies => copies;

        public int Iterations => iterations;

        internal override TimeSpan Duration => TimeSpan.Zero;
    }

    internal sealed class Injection(int minRate, int maxRate, TimeSpan interval, TimeSpan during, bool ramping) : LoadSimulation
    {
        public int MinRate => minRate;

        public int MaxRate => maxRate;

        public TimeSpan Interval => interval;

        public bool Ramping => ramping;

        internal override TimeSpan Duration => during;
    }

    internal sealed class InjectedIterations(int rate, TimeSpan interval, int iterations) : LoadSimulation
    {
        public int Rate => rate;

        public TimeSpan Interval => interval;

        public int Iterations => iterations;

        internal override TimeSpan Duration => interval * Math.Ceiling((double)iterations / rate);
    }

    internal sealed class Rest(TimeSpan during) : LoadSimulation
    {
        internal override TimeSpan Duration => during;
    }
}
