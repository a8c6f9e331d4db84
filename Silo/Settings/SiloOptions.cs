using System.ComponentModel.DataAnnotations;

namespace Huracan.Silo.Settings;

/// <summary>Section <c>Silo</c> of the settings.</summary>
internal sealed class SiloOptions
{
    public const string Section = "Silo";

    /// <summary>The silo's name in the cluster; default: machine and process.</summary>
    [RegularExpression("^[A-Za-z0-9._-]{1,64}$")]
    public string Id { get; set; } = $"{Environment.MachineName}-{Environment.ProcessId}";

    /// <summary>
    /// Most units worked on at a time, each by a worker process with one thread; null for as many as the machine allows. See
    /// <see cref="Workers.SlotCount"/>.
    /// </summary>
    [Range(1, 256)]
    public int? Slots { get; set; }

    /// <summary>Memory of the CUDA device reserved for each unit, including what its process needs, megabytes.</summary>
    [Range(64, 1_000_000)]
    public int DeviceMemoryPerUnit { get; set; } = 2048;

    /// <summary>
    /// What models are trained on, <c>auto</c>, <c>cpu</c> or <c>cuda</c>: <c>auto</c> takes what <c>ML_DEVICE</c> says, else a GPU where
    /// there is one.
    /// </summary>
    public string Device { get; set; } = "auto";

    /// <summary>Memory each worker may take beyond its libraries, megabytes; null for no limit.</summary>
    [Range(256, 1_000_000)]
    public int? WorkerMemory { get; set; }

    /// <summary>Days for which events are kept; the least of all silos counts.</summary>
    [Range(1, 3650)]
    public int EventDays { get; set; } = 7;

    /// <summary>
    /// The silo's own folder for what it works on, <c>runs</c> below it is emptied at start; default <c>HURACAN_STATE</c>.
    /// </summary>
    public string? Folder { get; set; }

    /// <summary>Whether Orleans' own dashboard is at <c>/orleans</c>, for the operator's key; it takes 75 MB.</summary>
    public bool OrleansDashboard { get; set; }

    /// <summary>Folder for blobs that all silos share; null keeps them in PostgreSQL.</summary>
    public string? Blobs { get; set; }
}
