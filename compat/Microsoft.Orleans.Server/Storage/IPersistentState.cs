using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Orleans.Core
{
    /// <summary>Operations on one stored state.</summary>
    public interface IStorage
    {
        /// <summary>Version in the store; null when there is no record.</summary>
        string? Etag { get; }

        /// <summary>Whether the store holds a record.</summary>
        bool RecordExists { get; }

        /// <summary>Deletes the record and resets the state.</summary>
        Task ClearStateAsync();

        /// <summary>Writes the state.</summary>
        Task WriteStateAsync();

        /// <summary>Reads the state, overwriting the one in memory.</summary>
        Task ReadStateAsync();

        /// <inheritdoc cref="ClearStateAsync()"/>
        Task ClearStateAsync(CancellationToken cancellationToken) => ClearStateAsync();

        /// <inheritdoc cref="WriteStateAsync()"/>
        Task WriteStateAsync(CancellationToken cancellationToken) => WriteStateAsync();

        /// <inheritdoc cref="ReadStateAsync()"/>
        Task ReadStateAsync(CancellationToken cancellationToken) => ReadStateAsync();
    }

    /// <summary>Operations on one stored state of a known type.</summary>
    public interface IStorage<TState> : IStorage
    {
        /// <summary>The state in memory.</summary>
        TState State { get; set; }
    }
}

namespace Orleans.Runtime
{
    /// <summary>A state of a grain, injected into its constructor and read before OnActivateAsync.</summary>
    public interface IPersistentState<TState> : Orleans.Core.IStorage<TState>
    {
    }

    /// <summary>Which state of which storage.</summary>
    public interface IPersistentStateConfiguration
    {
        /// <summary>Name of the state within the grain.</summary>
        string StateName { get; }

        /// <summary>Name of the storage provider; null for the default one.</summary>
        string? StorageName { get; }
    }

    /// <summary>Marks the constructor parameter that takes an <see cref="IPersistentState{TState}"/>.</summary>
    [AttributeUsage(AttributeTargets.Parameter)]
    public class PersistentStateAttribute(string stateName, string? storageName = null) : Attribute, IPersistentStateConfiguration
    {
        /// <inheritdoc/>
        public string StateName { get; } = stateName ?? throw new ArgumentNullException(nameof(stateName));

        /// <inheritdoc/>
        public string? StorageName { get; } = storageName;
    }

    /// <summary>Lets the activation read all its states before the grain sees them.</summary>
    internal interface IActivationState
    {
        Task ReadStateAsync();
    }

    /// <summary>Bridges a grain's state to its storage provider.</summary>
    internal sealed class PersistentState<TState>(string stateName, GrainId grainId, IGrainStorage storage) : IPersistentState<TState>, IActivationState
    {
        private readonly GrainState<TState> _state = new(Activator.CreateInstance<TState>());

        public TState State
        {
            get => _state.State;
            set => _state.State = value;
        }

        public string? Etag => _state.ETag;

        public bool RecordExists => _state.RecordExists;

        public Task ReadStateAsync() => Guard(() => storage.ReadStateAsync(stateName, grainId, _state), "read");

        public Task WriteStateAsync() => Guard(() => storage.WriteStateAsync(stateName, grainId, _state), "write");

        public async Task ClearStateAsync()
        {
            await Guard(() => storage.ClearStateAsync(stateName, grainId, _state), "clear");
            _state.State = Activator.CreateInstance<TState>();
        }

        // As the genuine bridge does: what is not an OrleansException already is wrapped in one that says which state failed.
        private async Task Guard(Func<Task> operation, string what)
        {
            try
            {
                await operation();
            }
            catch (Exception failure) when (failure is not OrleansException)
            {
                throw new OrleansException($"Storage {storage.GetType().Name} failed to {what} state '{stateName}' of grain {grainId}: {failure.Message}", failure);
            }
        }
    }

    /// <summary>Builds the states a grain's constructor asks for.</summary>
    internal static class PersistentStates
    {
        public const string DefaultStorage = "Default";

        public static object Create(Type parameterType, IPersistentStateConfiguration configuration, GrainId grainId, IServiceProvider services)
        {
            var name = configuration.StorageName ?? DefaultStorage;
            var storage = services.GetKeyedService<IGrainStorage>(name)
                ?? throw new OrleansException($"No storage provider named '{name}' is registered; state '{configuration.StateName}' of grain {grainId} needs it.");
            return Activator.CreateInstance(
                typeof(PersistentState<>).MakeGenericType(parameterType.GetGenericArguments()), configuration.StateName, grainId, storage)!;
        }
    }
}
