using System.Net;
using Microsoft.Extensions.Options;
using Platform.ServiceDefaults.Storage;

namespace Platform.Rollups.Silo;

/// <summary>Where the silo stands and with whom (section <c>Orleans</c>); checked when the service starts.</summary>
public sealed class SiloSettings
{
    public const string Section = "Orleans";
    public const string Localhost = "Localhost";
    public const string Postgres = "Postgres";

    /// <summary>
    /// <c>Localhost</c>: one silo. <c>Postgres</c>: several, which know each other by tables in the service's own database.
    /// (A section <c>Clustering</c> would be read by Orleans itself.)
    /// </summary>
    public string Membership { get; set; } = Localhost;

    /// <summary>Another way to that same database, e.g. past a pooler; by default the storage's own.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Silos of one cluster share both. The service is the same over its life, the cluster may be a new one per deployment.</summary>
    public string ClusterId { get; set; } = "platform";

    public string ServiceId { get; set; } = "rollups";

    /// <summary>The IP address at which the other silos reach this one; in Kubernetes the pod's.</summary>
    public string AdvertisedAddress { get; set; } = "127.0.0.1";

    public int SiloPort { get; set; } = 11111;

    public int GatewayPort { get; set; } = 30000;

    /// <summary>Takes names, address and the life of the silos from Kubernetes (Microsoft.Orleans.Hosting.Kubernetes).</summary>
    public bool Kubernetes { get; set; }

    /// <summary>How long a silo may take to answer a neighbour's question; after three without an answer it counts as dead.</summary>
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(1.5);

    public bool IsClustered => string.Equals(Membership, Postgres, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Tells everything that is wrong with the silo's settings at once.</summary>
public sealed class SiloSettingsCheck(IConfiguration configuration) : IValidateOptions<SiloSettings>
{
    public ValidateOptionsResult Validate(string? name, SiloSettings options)
    {
        var wrong = new List<string>();
        if (!options.IsClustered && !string.Equals(options.Membership, SiloSettings.Localhost, StringComparison.OrdinalIgnoreCase))
            wrong.Add($"Orleans:Membership is '{options.Membership}'; it must be Localhost or Postgres.");
        if (options.IsClustered && !Database.IsPostgres(configuration))
            wrong.Add("Orleans:Membership is Postgres, but Storage:Provider is not: grains on several silos need one database.");
        if (options.Kubernetes && !options.IsClustered)
            wrong.Add("Orleans:Kubernetes is set, but Orleans:Membership is not Postgres.");
        if (!IPAddress.TryParse(options.AdvertisedAddress, out _))
            wrong.Add($"Orleans:AdvertisedAddress is '{options.AdvertisedAddress}'; it must be an IP address.");
        if (options.SiloPort is < 1 or > 65535)
            wrong.Add($"Orleans:SiloPort is {options.SiloPort}; it must be between 1 and 65535.");
        if (options.GatewayPort is < 0 or > 65535)
            wrong.Add($"Orleans:GatewayPort is {options.GatewayPort}; it must be between 0 (no gateway) and 65535.");
        if (options.ProbeTimeout < TimeSpan.FromMilliseconds(100) || options.ProbeTimeout > TimeSpan.FromMinutes(1))
            wrong.Add($"Orleans:ProbeTimeout is {options.ProbeTimeout}; it must be between 0.1 s and one minute.");
        return wrong.Count > 0 ? ValidateOptionsResult.Fail(wrong) : ValidateOptionsResult.Success;
    }
}
