namespace Orleans.Configuration
{
    /// <summary>When idle activations are deactivated.</summary>
    public class GrainCollectionOptions
    {
        /// <summary>Idle time before deactivation; 15 minutes. Must be longer than the quantum.</summary>
        public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

        /// <summary>The same by full name of the grain class.</summary>
        public Dictionary<string, TimeSpan> ClassSpecificCollectionAge { get; set; } = [];

        /// <summary>Time between two looks for idle activations; one minute.</summary>
        public TimeSpan CollectionQuantum { get; set; } = TimeSpan.FromMinutes(1);

        /// <summary>Longest time OnActivateAsync and the reading of state may take; 30 seconds.</summary>
        public TimeSpan ActivationTimeout { get; set; } = TimeSpan.FromSeconds(30);

        /// <summary>Longest time OnDeactivateAsync may take; 30 seconds.</summary>
        public TimeSpan DeactivationTimeout { get; set; } = TimeSpan.FromSeconds(30);
    }

    /// <summary>How calls are sent.</summary>
    public abstract class MessagingOptions
    {
        /// <summary>Time after which an unanswered call fails with <see cref="TimeoutException"/>; 30 seconds.</summary>
        public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);
    }

    /// <summary>How calls are sent from a silo.</summary>
    public class SiloMessagingOptions : MessagingOptions
    {
    }

    /// <summary>Names of the cluster and the service; unused by a single silo.</summary>
    public class ClusterOptions
    {
        /// <summary>The cluster's name.</summary>
        public string ClusterId { get; set; } = "default";

        /// <summary>The service's name, stable across deployments.</summary>
        public string ServiceId { get; set; } = "default";
    }
}

namespace Orleans.Runtime
{
    /// <summary>Set by AddActivityPropagation.</summary>
    internal sealed class SiloTracing
    {
        public bool PropagatesActivities { get; set; }
    }

    /// <summary>Set by the clustering extension; without one the silo does not start.</summary>
    internal sealed class SiloClustering
    {
        public bool IsConfigured { get; set; }
    }
}
