using Huracan.Contracts;
using Huracan.Contracts.Trading;
using Huracan.Engine.Market;

namespace Huracan.Engine.Regimes;

/// <summary>
/// Tells regimes by rules; the first that holds decides. Illiquid: dollar volume far below the coin's own, or most bars without any. Panic:
/// volatility far above the coin's own, begun below the recent high. Trend: the returns' t-statistic is large. Range: else.
/// </summary>
/// <remarks>
/// A regime that holds is asked whether it is left, by the other threshold; panic by its volatility alone, since a rebound is as wild as
/// the fall. Marked candles take no part: there the regime stays. Only where every candle of the current window is marked, longer than
/// repair fills by default, nothing has traded, and the market is illiquid.
/// </remarks>
public sealed class RegimeClassifier
{
    private readonly RegimeOptions options;

    /// <summary>Sets the rules.</summary>
    /// <param name="options">The settings; null takes the defaults.</param>
    /// <exception cref="InputRefusedException">A setting is out of its range; the message names key and value.</exception>
    public RegimeClassifier(RegimeOptions? options = null)
    {
        this.options = options ?? new RegimeOptions();
        Refuse(this.options);
    }

    /// <summary>The regime at each bar; unknown until as many candles as the windows need have come.</summary>
    public RegimeSeries Classify(CandleSeries candles) => Classify(candles, RegimeWindows.Of(options, candles.Timeframe));

    /// <summary>The same with windows in candles of the series.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A window is shorter than 2 candles.</exception>
    public RegimeSeries Classify(CandleSeries candles, RegimeWindows windows)
    {
        windows.Require();
        var measures = RegimeMeasures.Of(candles, windows);
        return measures.Follow(candles, windows, options.MinBars, (i, regime) => Wanted(measures, i, regime));
    }

    /// <summary>Refuses options out of range.</summary>
    internal static void Refuse(RegimeOptions options)
    {
        if (OptionErrors.Of(options, "regimes").ToArray() is { Length: > 0 } errors)
            throw new InputRefusedException(string.Join(' ', errors));
    }

    private MarketRegime Wanted(RegimeMeasures measures, int i, MarketRegime regime)
    {
        var (volume, empty) = (measures.Volume[i], measures.Empty[i]);
        var isIlliquid = regime == MarketRegime.Illiquid
            ? volume < options.IlliquidLeave || empty > options.EmptyLeave
            : volume <= options.IlliquidEnter || empty >= options.EmptyEnter;
        if (isIlliquid)
            return MarketRegime.Illiquid;
        var isPanic = regime == MarketRegime.Panic
            ? measures.Volatility[i] >= options.PanicLeave
            : measures.Volatility[i] >= options.PanicEnter && measures.Fall[i] >= options.PanicFall;
        if (isPanic)
            return MarketRegime.Panic;
        return measures.Trend[i] >= (regime == MarketRegime.Trend ? options.TrendLeave : options.TrendEnter)
            ? MarketRegime.Trend
            : MarketRegime.Range;
    }
}
