using Huracan.Contracts;
using Huracan.Contracts.Hamilton;
using Huracan.Engine;

namespace Huracan.Hamilton.Champions;

/// <summary>The champions that one state of <c>latest.json</c> names.</summary>
/// <param name="content">The bytes of that state.</param>
/// <param name="champions">Its champions, by coin, timeframe and horizon.</param>
internal sealed class ChampionSet(byte[] content, IReadOnlyList<WarmChampion> champions)
{
    private const int MostNamed = 20;

    private readonly Dictionary<string, WarmChampion[]> byCoin = champions
        .GroupBy(champion => champion.Key.Unit.Coin, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);

    public byte[] Content { get; } = content;

    public IReadOnlyList<WarmChampion> Champions { get; } = champions;

    /// <exception cref="InputRefusedException">There is none, and the message says which there are; or all that fit are
    /// damaged.</exception>
    public WarmChampion Choose(string coin, string horizon, Timeframe? timeframe, DateTimeOffset now)
    {
        var wanted = ForecastHorizon.Parse(horizon);
        if (!byCoin.TryGetValue(coin, out var own))
            throw NotFound(
                $"There is no champion of '{coin}'{NearestName.Hint(coin, byCoin.Keys)}; {Named([.. byCoin.Keys], "there are", "coins")}.");
        var fitting = Array.FindAll(own, champion =>
            ForecastHorizon.Of(champion.Key) == wanted && (timeframe is null || champion.Key.Unit.Timeframe == timeframe));
        return fitting switch
        {
            [] => throw NotFound(
                $"{coin} has no champion that looks {wanted} ahead{(timeframe is { } length ? $" from {length} candles" : "")}; "
                    + Named(
                        [.. own.Select(one => $"{ForecastHorizon.Of(one.Key)} ({one.Key.Unit.Timeframe} h{one.Key.Horizon})")],
                        "it has", "")
                    + "."),
            [var one] => one,
            _ => Best(fitting, now),
        };
    }

    private static InputRefusedException NotFound(string message) => new(message) { IsNotFound = true };

    // Where all are damaged, the first one says why.
    private static WarmChampion Best(WarmChampion[] fitting, DateTimeOffset now) => fitting
        .Where(champion => champion.Refusal() is null)
        .OrderBy(champion => champion.Facts.Manifest.IsExpired(now))
        .ThenByDescending(champion => NetEdge(champion.Facts))
        .ThenBy(champion => champion.Key.Unit.Timeframe)
        .FirstOrDefault(fitting[0]);

    private static double NetEdge(ChampionFacts facts) =>
        facts.Manifest.Metrics.Test.NetEdgeBps is var edge && double.IsNaN(edge) ? double.NegativeInfinity : edge;

    private static string Named(string[] names, string verb, string what) => names.Length switch
    {
        0 => $"{verb} none",
        <= MostNamed => $"{verb} {string.Join(", ", names)}",
        _ => $"{verb} {string.Join(", ", names.Take(MostNamed))} and {names.Length - MostNamed} more {what}".TrimEnd(),
    };
}
