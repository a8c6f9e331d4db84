using System.ComponentModel.DataAnnotations;

namespace Huracan.Api.Dapr;

/// <summary>Section <c>Dapr</c> of the settings. It counts where a sidecar's port is set, as Dapr itself does.</summary>
internal sealed class DaprOptions
{
    public const string Section = "Dapr";

    /// <summary>Name of the pub/sub component.</summary>
    [Required]
    public string PubSub { get; set; } = "pubsub";

    /// <summary>The topic.</summary>
    [Required]
    public string Topic { get; set; } = "huracan";

    /// <summary>Kinds of events that are published.</summary>
    [MinLength(1)]
    public string[] Kinds { get; set; } = ["champion", "decision", "run", "alert"];
}
