using System.ComponentModel.DataAnnotations;

namespace Huracan.Api.Settings;

/// <summary>Section <c>Api</c> of the settings.</summary>
internal sealed class ApiOptions
{
    public const string Section = "Api";

    /// <summary>Requests per second a key may make in the long run; further ones get 429.</summary>
    [Range(1, 1_000_000)]
    public int RequestsPerSecond { get; set; } = 1000;

    /// <summary>Requests a key may make at once.</summary>
    [Range(1, 1_000_000)]
    public int Burst { get; set; } = 2000;

    /// <summary>Most models kept in memory; the least recently used one is evicted first.</summary>
    [Range(1, 100_000)]
    public int WarmModels { get; set; } = 1000;

    /// <summary>Seconds between two keep-alive comments on an idle event stream.</summary>
    [Range(0.05, 300)]
    public double KeepAliveSeconds { get; set; } = 15;

    /// <summary>Seconds without a heartbeat after which a silo is no longer shown.</summary>
    [Range(1, 3600)]
    public int SiloSeconds { get; set; } = 15;

    /// <summary>Seconds between two readings of the database for the gauges at <c>/metrics</c>.</summary>
    [Range(0.05, 300)]
    public double MetricsSeconds { get; set; } = 5;

    /// <summary>Settings file of a run that is started where the database holds no run yet; null starts none.</summary>
    public string? Demonstration { get; set; }

    /// <summary>
    /// An operator's key that a deployment gives to this API and to its dashboard; null uses only the keys of <c>api-keys.json</c>.
    /// </summary>
    public string? OperatorKey { get; set; }

    /// <summary>Folder for blobs that the silos share; null reads them from PostgreSQL. The same setting as the silos'.</summary>
    public string? Blobs { get; set; }

    /// <summary>Folder that the champions are served from; once the cluster has champions, they are copied to it.</summary>
    public string Champions { get; set; } = ".state/champions";
}
