using Huracan.Contracts.Bundles;

namespace Huracan.Storage.Bundles;

/// <summary>What a bundle's maker knows beyond the run's files.</summary>
/// <param name="RunId">The run.</param>
public sealed record BundleRequest(string RunId)
{
    /// <summary>Version of the bundle; default: the run's name, which sorts by time.</summary>
    public string Version { get; init; } = RunId;

    /// <summary>Version of the champion before it; null for the first.</summary>
    public string? Previous { get; init; }

    /// <summary>Why it became champion; null where no test decided.</summary>
    public PromotionEvidence? Promotion { get; init; }

    /// <summary>Instant after which the model is too old; null for never.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>More reports by their names below <c>reports/</c>.</summary>
    public IReadOnlyDictionary<string, byte[]> Reports { get; init; } = new Dictionary<string, byte[]>();
}
