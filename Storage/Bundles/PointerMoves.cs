using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Contracts.Json;

namespace Huracan.Storage.Bundles;

/// <summary>What becomes of <c>latest.json</c> when a version is promoted or rolled back.</summary>
public static class PointerMoves
{
    private const int LongestHistory = 100;

    /// <summary>No champion yet.</summary>
    public static LatestChampions None { get; } = new(LatestChampions.CurrentFormat, []);

    /// <summary>Reads <c>latest.json</c>.</summary>
    /// <param name="content">Its bytes.</param>
    /// <param name="origin">Its path, for messages.</param>
    /// <exception cref="InputRefusedException">It is damaged or of another format.</exception>
    public static LatestChampions Read(byte[] content, string origin)
    {
        var latest = HuracanJson.Deserialize<LatestChampions>(content, origin);
        return latest.Format == LatestChampions.CurrentFormat
            ? latest
            : throw new InputRefusedException(
                $"{origin}: the format must be {LatestChampions.CurrentFormat}, and is {latest.Format}.");
    }

    /// <summary>The bundle becomes champion. What was rolled back before is forgotten: no rollback is to lead there.</summary>
    public static LatestChampions Promote(LatestChampions latest, Bundle bundle)
    {
        var promoted = new PromotedVersion(bundle.Manifest.Version, bundle.ManifestSha256);
        if (latest.Find(bundle.Manifest.Key) is not { } now)
            return With(latest, bundle.Manifest.Key, promoted, [promoted]);
        if (now.Version == promoted.Version)
        {
            return now.ManifestSha256 == promoted.ManifestSha256
                ? latest
                : throw new InputRefusedException(
                    $"Version {promoted.Version} of {now.Key} is the champion with another manifest; a version is never changed.");
        }
        PromotedVersion[] history =
        [
            .. UpTo(now).Where(one => one.Version != promoted.Version).TakeLast(LongestHistory - 1),
            promoted,
        ];
        return With(latest, now.Key, promoted, history);
    }

    /// <summary>An earlier champion becomes champion again; or a later one, after a rollback.</summary>
    /// <param name="latest">The champions now.</param>
    /// <param name="key">Of what.</param>
    /// <param name="version">The version; null for the one before the champion.</param>
    /// <exception cref="InputRefusedException">There is no champion, none before it, or the version never was one.</exception>
    public static LatestChampions Rollback(LatestChampions latest, ChampionKey key, string? version)
    {
        var now = latest.Find(key) ?? throw new InputRefusedException($"{key} has no champion.");
        var wanted = version is null ? now.Before : now.Promoted.FirstOrDefault(one => one.Version == version);
        return wanted is not null
            ? With(latest, key, wanted, now.Promoted)
            : throw new InputRefusedException(version is null
                ? $"{key} has had no champion before {now.Version}."
                : $"{version} was never the champion of {key}; there were {string.Join(", ", now.Promoted.Select(one => one.Version))}.");
    }

    /// <summary>A unit and horizon has no champion any more.</summary>
    public static LatestChampions Remove(LatestChampions latest, ChampionKey key) =>
        latest with { Champions = [.. latest.Champions.Where(one => one.Key != key)] };

    private static IEnumerable<PromotedVersion> UpTo(ChampionPointer now) =>
        now.Promoted.Take(now.Promoted.TakeWhile(one => one.Version != now.Version).Count() + 1);

    private static LatestChampions With(
        LatestChampions latest, ChampionKey key, PromotedVersion champion, IReadOnlyList<PromotedVersion> promoted) =>
        With(latest, new ChampionPointer(
            key.Unit.Coin, key.Unit.Timeframe, key.Horizon, champion.Version, champion.ManifestSha256, promoted));

    internal static LatestChampions With(LatestChampions latest, ChampionPointer pointer) => latest with
    {
        Champions =
        [
            .. latest.Champions.Where(one => one.Key != pointer.Key).Append(pointer)
                .OrderBy(one => one.Coin, StringComparer.Ordinal).ThenBy(one => one.Timeframe).ThenBy(one => one.Horizon),
        ],
    };
}
