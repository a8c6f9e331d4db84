using System.Text.Json.Serialization;
using Huracan.Contracts.Reports;

namespace Huracan.Contracts.Bundles;

/// <summary>
/// <c>manifest.json</c> of a bundle: what the model is, what it was made from, and the hash of every other file. The same facts give the
/// same bytes.
/// </summary>
/// <param name="Format">Version of this format; <see cref="CurrentFormat"/>.</param>
/// <param name="Coin">Symbol it was trained on.</param>
/// <param name="Timeframe">Timeframe it was trained on.</param>
/// <param name="Horizon">How far it looks, bars.</param>
/// <param name="Family">Model family.</param>
/// <param name="Version">Sortable version: letters, digits, dots, underscores and hyphens.</param>
/// <param name="TrainedFrom">Open time of the first bar trained on, UTC.</param>
/// <param name="TrainedTo">Open time of the last bar whose label was trained on, UTC.</param>
/// <param name="Parts">The parts of the unit's time.</param>
/// <param name="FeaturesHash">Hash of the feature recipe.</param>
/// <param name="CodeHash">Identity of the code that computed it.</param>
/// <param name="DataHashes">Hashes of the data it was made from, by name: <c>candles</c>, <c>bitcoin</c>, <c>funding</c>, and <c>data</c>
/// over all of them.</param>
/// <param name="Seeds">The seeds.</param>
/// <param name="TrialsTried">Settings tried for the unit; selection among them must be paid for.</param>
/// <param name="Metrics">The figures it is known by.</param>
/// <param name="Promotion">Why it became champion; null where no test decided.</param>
/// <param name="Lineage">Where it comes from.</param>
/// <param name="Expires">Instant after which the model is too old, UTC; null for never.</param>
/// <param name="Files">Every file but the manifest and its signature, in ordinal order of the paths.</param>
public sealed record BundleManifest(
    int Format,
    string Coin,
    Timeframe Timeframe,
    int Horizon,
    string Family,
    string Version,
    DateTimeOffset TrainedFrom,
    DateTimeOffset TrainedTo,
    SplitIntervals Parts,
    string FeaturesHash,
    string CodeHash,
    IReadOnlyDictionary<string, string> DataHashes,
    BundleSeeds Seeds,
    int TrialsTried,
    BundleMetrics Metrics,
    PromotionEvidence? Promotion,
    BundleLineage Lineage,
    DateTimeOffset? Expires,
    IReadOnlyList<BundleFile> Files)
{
    /// <summary>The format this program writes and reads.</summary>
    public const int CurrentFormat = 1;

    /// <summary>In which regimes it may trade; null, as in bundles of earlier versions, lets it trade in all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<RegimeVerdict>? RegimeVerdicts { get; init; }

    /// <summary>What it is a champion of.</summary>
    [JsonIgnore]
    public ChampionKey Key => new(new UnitId(Coin, Timeframe), Horizon);

    /// <summary>End of the newest bar that it was made and judged on, UTC.</summary>
    [JsonIgnore]
    public DateTimeOffset AsOf => Parts.Shadow.To;

    /// <summary>Whether the model is too old.</summary>
    /// <param name="now">The present, UTC.</param>
    public bool IsExpired(DateTimeOffset now) => now > Expires;
}
