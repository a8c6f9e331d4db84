using System.Text.Json.Serialization;
using Huracan.Bench.Measuring;
using Huracan.Contracts.Trading;

namespace Huracan.Bench.Power;

/// <summary>What a study found.</summary>
/// <param name="Study">What was asked.</param>
/// <param name="Seed">Seed of market and training.</param>
/// <param name="Asked">Coins asked for; those missing from <paramref name="Coins"/> were refused or failed.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Coins">How each ended.</param>
internal sealed record StudyResult(Study Study, ulong Seed, int Asked, double Seconds, IReadOnlyList<CoinVerdict> Coins)
{
    private const double Evident = 0.95;

    public double ActiveShare => (double)Count(GateAction.Active) / Asked;

    /// <summary>Whether the share of ACTIVE coins is within what the study allows; null where it allows all.</summary>
    public bool? Met => Study switch
    {
        { MostActive: { } most } => ActiveShare <= most,
        { LeastActive: { } least } => ActiveShare >= least,
        _ => null,
    };

    [JsonIgnore]
    public IReadOnlyList<string> Row =>
    [
        Study.Name, Text(Seed), Text((ulong)Asked), Text((ulong)(Asked - Coins.Count)),
        .. new[]
        {
            GateAction.Active, GateAction.Warmup, GateAction.Caution, GateAction.NoTrade,
        }.Select(action => Text((ulong)Count(action))),
        Tables.Number(100 * ActiveShare, "0.0") + " %",
        Tables.Number(Coins.Select(coin => coin.Score).DefaultIfEmpty(double.NaN).Average(), "0.0"),
        Tables.Number(Laps.MedianOf(Coins.Select(coin => (double)coin.Trades)), "0"),
        Tables.Number(100.0 * Coins.Count(coin => coin.Psr >= Evident) / Math.Max(1, Coins.Count), "0.0") + " %",
        Tables.Number(Laps.MedianOf(Coins.Select(coin => coin.Sharpe).OfType<double>())),
        Tables.Number(Laps.MedianOf(Coins.Select(coin => coin.Oracle?.Sharpe).OfType<double>())),
        Oracles(), Tables.Number(Seconds, "0"), Limit(),
    ];

    public static IReadOnlyList<string> Headings { get; } =
    [
        "study", "seed", "coins", "failed", "ACTIVE", "WARMUP", "CAUTION", "NO_TRADE", "active", "score", "trades", "PSR>=.95", "Sharpe",
        "oracle", "oracle PSR>=.95",
        "seconds", "asked",
    ];

    private int Count(GateAction action) => Coins.Count(coin => coin.Action == action);

    private string Oracles()
    {
        var oracles = Coins.Select(coin => coin.Oracle).OfType<OracleVerdict>().ToArray();
        return oracles.Length == 0
            ? "-"
            : Tables.Number(100.0 * oracles.Count(oracle => oracle.Psr >= Evident) / oracles.Length, "0.0") + " %";
    }

    private string Limit() => Study switch
    {
        { MostActive: { } most } => $"<= {Tables.Number(100 * most, "0")} % {(Met == true ? "met" : "MISSED")}",
        { LeastActive: { } least } => $">= {Tables.Number(100 * least, "0")} % {(Met == true ? "met" : "MISSED")}",
        _ => "-",
    };

    private static string Text(ulong number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
