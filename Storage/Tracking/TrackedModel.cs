namespace Huracan.Storage.Tracking;

/// <summary>The models of a unit at a horizon, for a model registry.</summary>
/// <param name="Name">Such as <c>BTCUSDT-1h-h4</c>.</param>
/// <param name="Versions">The champion and the challenger that waits, where there are. Earlier ones stay registered, without an
/// alias.</param>
public sealed record TrackedModel(string Name, IReadOnlyList<TrackedVersion> Versions)
{
    /// <summary>Aliases that stay as they are: their version could not be opened, so that it is not known here.</summary>
    public IReadOnlyList<string> Unopened { get; init; } = [];

    /// <summary>Alias of the model that is used.</summary>
    public const string Champion = "champion";

    /// <summary>Alias of the model that waits for its place.</summary>
    public const string Challenger = "challenger";
}

/// <summary>A version of a model.</summary>
/// <param name="Version">The version of its bundle.</param>
/// <param name="Alias">What it is called now.</param>
/// <param name="Bundle">The bundle, its files in the folder <see cref="TrackedChampions.BundleFolder"/>.</param>
public sealed record TrackedVersion(string Version, string Alias, TrackedRun Bundle);
