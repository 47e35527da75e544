using Orleans.Runtime;

namespace Orleans.Runtime
{
    /// <summary>Anything calls can be addressed to: a grain instance or a reference to one.</summary>
    public interface IAddressable
    {
    }
}

namespace Orleans
{
    /// <summary>Base of grain interfaces. Methods return Task, Task&lt;T&gt;, ValueTask or ValueTask&lt;T&gt;.</summary>
    public interface IGrain : IAddressable
    {
    }

    /// <summary>Base of interfaces of grains that are keyed by a string.</summary>
    public interface IGrainWithStringKey : IGrain
    {
    }

    /// <summary>Hands out references to grains; nothing is activated until the first call.</summary>
    public interface IGrainFactory
    {
        /// <summary>A reference to the grain with this key.</summary>
        /// <param name="primaryKey">The key.</param>
        /// <param name="grainClassNamePrefix">Start of the full class name, where several classes implement the interface.</param>
        /// <exception cref="ArgumentException">No class, or several, implement the interface; or the key is blank.</exception>
        TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
            where TGrainInterface : IGrainWithStringKey;

        /// <summary>A reference to the grain with this key.</summary>
        IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey);

        /// <summary>A reference to the grain with this identity.</summary>
        TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
            where TGrainInterface : IAddressable;
    }

    /// <summary>A client of the cluster; in a process that hosts a silo, a client of that silo.</summary>
    public interface IClusterClient : IGrainFactory
    {
        /// <summary>The services of the process.</summary>
        IServiceProvider ServiceProvider { get; }
    }
}
