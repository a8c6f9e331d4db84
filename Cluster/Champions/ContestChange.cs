using Huracan.Contracts.Bundles;
using Huracan.Contracts.Reports;

namespace Huracan.Cluster.Champions;

/// <summary>What a contest changes, to be written as a whole. The blobs of new bundles are written before.</summary>
/// <param name="Outcomes">How it ended.</param>
/// <param name="Before">The champions and challengers that it began with.</param>
/// <param name="Added">New champions and challengers, with their files.</param>
/// <param name="Looked">Challengers that wait on, with what the latest look said.</param>
/// <param name="Removed">Where a challenger waits no more.</param>
/// <param name="KeepVersions">Versions of a champion that are kept, the newest; the champion before the present one stays too.</param>
public sealed record ContestChange(
    IReadOnlyList<FactoryUnit> Outcomes, IReadOnlyList<StoredBundle> Before,
    IReadOnlyList<(StoredBundle Bundle, IReadOnlyList<BundleBlob> Files)> Added, IReadOnlyList<StoredBundle> Looked,
    IReadOnlyList<ChampionKey> Removed, int KeepVersions)
{
    /// <summary>How far the run's candles are from what each champion of the unit was trained on, after the contest.</summary>
    public IReadOnlyList<ChampionDrift> Drift { get; init; } = [];

    /// <summary>The challengers that the unit's champions have met, after the contest.</summary>
    public IReadOnlyList<Contenders> Contenders { get; init; } = [];
}
