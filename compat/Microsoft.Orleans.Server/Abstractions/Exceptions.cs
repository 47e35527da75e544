using Orleans.Runtime;

namespace Orleans.Runtime
{
    /// <summary>Base of the runtime's exceptions.</summary>
    public class OrleansException : Exception
    {
        /// <summary>Without a message.</summary>
        public OrleansException()
        {
        }

        /// <summary>With a message.</summary>
        public OrleansException(string message) : base(message)
        {
        }

        /// <summary>With a message and a cause.</summary>
        public OrleansException(string message, Exception? innerException) : base(message, innerException)
        {
        }
    }

    /// <summary>The host is configured in a way that cannot work; thrown at start.</summary>
    public sealed class OrleansConfigurationException : Exception
    {
        /// <summary>With a message.</summary>
        public OrleansConfigurationException(string message) : base(message)
        {
        }

        /// <summary>With a message and a cause.</summary>
        public OrleansConfigurationException(string message, Exception innerException) : base(message, innerException)
        {
        }
    }

    /// <summary>The runtime refused to deliver a call.</summary>
    public class OrleansMessageRejectionException : OrleansException
    {
        internal OrleansMessageRejectionException(string message) : base(message)
        {
        }
    }

    /// <summary>The silo is stopping and takes no more calls.</summary>
    public sealed class SiloUnavailableException : OrleansMessageRejectionException
    {
        internal SiloUnavailableException(string message) : base(message)
        {
        }
    }
}

namespace Orleans.Serialization
{
    /// <summary>Base of serialization failures.</summary>
    public class SerializerException : Exception
    {
        /// <summary>With a message.</summary>
        public SerializerException(string message) : base(message)
        {
        }

        /// <summary>With a message and a cause.</summary>
        public SerializerException(string message, Exception innerException) : base(message, innerException)
        {
        }
    }

    /// <summary>A value in a call is of a type that cannot travel: no built-in codec and no [GenerateSerializer].</summary>
    public sealed class CodecNotFoundException : SerializerException
    {
        /// <summary>With a message that names the type.</summary>
        public CodecNotFoundException(string message) : base(message)
        {
        }
    }
}

namespace Orleans.Storage
{
    /// <summary>
    /// A storage provider found another ETag than the state held. Thrown by a grain's own storage it also ends that activation,
    /// so that the next call reads the stored state anew.
    /// </summary>
    public class InconsistentStateException : OrleansException
    {
        /// <summary>Without a message.</summary>
        public InconsistentStateException()
        {
        }

        /// <summary>With a message.</summary>
        public InconsistentStateException(string msg) : base(msg)
        {
        }

        /// <summary>With a message and a cause.</summary>
        public InconsistentStateException(string msg, Exception? exc) : base(msg, exc)
        {
        }

        /// <summary>With both ETags and a cause.</summary>
        public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag, Exception? storageException)
            : base(errorMsg, storageException)
        {
            StoredEtag = storedEtag;
            CurrentEtag = currentEtag;
        }

        /// <summary>With both ETags.</summary>
        public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag)
            : this(errorMsg, storedEtag, currentEtag, null)
        {
        }

        /// <summary>ETag in the store.</summary>
        public string? StoredEtag { get; }

        /// <summary>ETag the state was read with.</summary>
        public string? CurrentEtag { get; }

        // Only the activation whose own storage threw is wrong about the state; callers it passes through are not.
        internal bool IsSourceActivation { get; set; } = true;
    }
}
