using System.Diagnostics.CodeAnalysis;
using Orleans.Runtime;

namespace Orleans
{
    /// <summary>The state of a grain as a storage provider sees it.</summary>
    public interface IGrainState<T>
    {
        /// <summary>The application's state.</summary>
        T State { get; set; }

        /// <summary>Version in the store; null when the record does not exist.</summary>
        [DisallowNull]
        string? ETag { get; set; }

        /// <summary>Whether the store holds a record.</summary>
        bool RecordExists { get; set; }
    }

    /// <summary>Default implementation of <see cref="IGrainState{T}"/>.</summary>
    public sealed class GrainState<T> : IGrainState<T>
    {
        /// <summary>Without state.</summary>
        public GrainState() => State = default!;

        /// <summary>With a state that is not stored.</summary>
        public GrainState(T state) => State = state;

        /// <summary>With a state and its version.</summary>
        public GrainState(T state, string? eTag) : this(state) => ETag = eTag!;

        /// <inheritdoc/>
        public T State { get; set; }

        /// <inheritdoc/>
        [DisallowNull]
        public string? ETag { get; set; }

        /// <inheritdoc/>
        public bool RecordExists { get; set; }
    }
}

namespace Orleans.Storage
{
    /// <summary>A store of grain states. Register one with <c>services.AddGrainStorage(name, factory)</c>.</summary>
    public interface IGrainStorage
    {
        /// <summary>Fills state, ETag and RecordExists from the store.</summary>
        /// <param name="stateName">Name of the state within the grain.</param>
        /// <param name="grainId">The grain.</param>
        /// <param name="grainState">What to fill.</param>
        Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

        /// <summary>Writes the state and sets the new ETag.</summary>
        /// <exception cref="InconsistentStateException">The store holds another version than <c>grainState.ETag</c>.</exception>
        Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

        /// <summary>Deletes the record.</summary>
        /// <exception cref="InconsistentStateException">The store holds another version than <c>grainState.ETag</c>.</exception>
        Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);
    }
}
