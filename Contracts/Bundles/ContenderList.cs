namespace Huracan.Contracts.Bundles;

/// <summary><c>contenders.json</c> of a folder of champions: how many challengers each champion has met.</summary>
/// <param name="Format">Version of this format; <see cref="CurrentFormat"/>.</param>
/// <param name="Units">Those of each champion, also of one that was replaced and may come back, by coin, timeframe, horizon and
/// version.</param>
public sealed record ContenderList(int Format, IReadOnlyList<Contenders> Units)
{
    /// <summary>The format this program writes and reads.</summary>
    public const int CurrentFormat = 1;

    /// <summary>No challenger has contended yet.</summary>
    public static ContenderList None { get; } = new(CurrentFormat, []);

    /// <summary>Those of a champion. A new one has met none.</summary>
    /// <param name="key">The unit and horizon.</param>
    /// <param name="champion">Version of the champion; null for cash.</param>
    public Contenders Of(ChampionKey key, string? champion) =>
        Units.FirstOrDefault(one => one.Key == key && one.Champion == champion) ?? Contenders.NoneOf(key, champion);

    /// <summary>The list with those of one champion in place of what it has of it.</summary>
    public ContenderList With(Contenders contenders) => this with
    {
        Units =
        [
            .. Units.Where(one => (one.Key, one.Champion) != (contenders.Key, contenders.Champion)).Append(contenders)
                .OrderBy(one => one.Coin, StringComparer.Ordinal).ThenBy(one => one.Timeframe).ThenBy(one => one.Horizon)
                .ThenBy(one => one.Champion, StringComparer.Ordinal),
        ],
    };
}
