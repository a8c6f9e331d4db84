using Huracan.Contracts.Trading;

namespace Huracan.Contracts.Reports;

/// <summary>A champion in the factory's report, judged on the newest candles of the factory's run.</summary>
/// <param name="Coin">Symbol.</param>
/// <param name="Timeframe">Timeframe.</param>
/// <param name="Horizon">How far it looks, bars.</param>
/// <param name="Report">How far these candles are from what it was trained on.</param>
public sealed record ChampionDrift(string Coin, Timeframe Timeframe, int Horizon, DriftReport Report)
{
    /// <summary>Regime of its market at the close of these candles; null in reports of earlier versions.</summary>
    public MarketRegime? Regime { get; init; }

    /// <summary>In which regimes it may trade, by its trades up to these candles; null where its bundle, of an earlier version, does not
    /// say, and in reports of earlier versions.</summary>
    public IReadOnlyList<RegimeVerdict>? RegimeVerdicts { get; init; }
}
