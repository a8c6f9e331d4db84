namespace Huracan.Contracts.Bundles;

/// <summary><c>latest.json</c> of a folder of champions: which version of each is to be used. It names whole bundles only.</summary>
/// <param name="Format">Version of this format; <see cref="CurrentFormat"/>.</param>
/// <param name="Champions">One of each unit and horizon, by coin, timeframe and horizon.</param>
public sealed record LatestChampions(int Format, IReadOnlyList<ChampionPointer> Champions)
{
    /// <summary>The format this program writes and reads.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The champion of a unit at a horizon; null where there is none.</summary>
    public ChampionPointer? Find(ChampionKey key) => Champions.FirstOrDefault(pointer => pointer.Key == key);
}
