using Huracan.Contracts;
using Huracan.Contracts.Trading;
using Huracan.Engine.Market;
using Huracan.Engine.Splits;

namespace Huracan.Engine.Regimes.HiddenMarkov;

/// <summary>
/// Tells regimes by a hidden Markov model of four states (F16), fitted on train. A regime is entered where its probability given the
/// observations so far, never those to come, reaches <see cref="RegimeOptions.EnterProbability"/>; marked candles are as for the rules.
/// </summary>
public sealed class HiddenMarkovRegimes
{
    /// <summary>Fewest candles it is fitted on.</summary>
    public const int FewestObservations = 200;

    private readonly RegimeOptions options;

    /// <summary>Sets it.</summary>
    /// <param name="options">The settings; null takes the defaults.</param>
    /// <exception cref="InputRefusedException">A setting is out of its range; the message names key and value.</exception>
    public HiddenMarkovRegimes(RegimeOptions? options = null)
    {
        this.options = options ?? new RegimeOptions();
        RegimeClassifier.Refuse(this.options);
    }

    /// <summary>Fits on the candles of a range that are not marked; the windows of its first ones may reach back before it.</summary>
    /// <param name="candles">The series.</param>
    /// <param name="train">Bars to fit on. What follows them is not looked at.</param>
    /// <exception cref="InputRefusedException">Too few candles of the range have a full window behind them.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The range lies outside the series.</exception>
    public HiddenMarkovModel Fit(CandleSeries candles, BarRange train)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(train.End, candles.Count, nameof(train));
        ArgumentOutOfRangeException.ThrowIfNegative(train.Start, nameof(train));
        var windows = RegimeWindows.Of(options, candles.Timeframe);
        var measures = RegimeMeasures.Of(candles.Slice(0, train.End), windows);
        var first = Array.FindIndex(measures.Bars, bar => bar >= train.Start);
        var from = Math.Max(first < 0 ? measures.Bars.Length : first, windows.WarmUp);
        var rows = RegimeObservations.Of(measures, from, measures.Bars.Length);
        var count = rows.Length / RegimeObservations.Columns;
        if (count < FewestObservations)
        {
            throw new InputRefusedException(
                $"{candles.Unit}: {count} candles of bars [{train.Start}, {train.End}) have the {windows.WarmUp} before them that regimes "
                    + $"need; a hidden Markov model must have {FewestObservations} or more.");
        }
        var (centers, scales) = RegimeObservations.Moments(rows);
        RegimeObservations.Standardise(rows, centers, scales);
        var (chain, logs) = BaumWelch.Fit(StartingChain.Of(rows), rows);
        return new HiddenMarkovModel(windows, centers, scales, chain, StateNames.Of(chain), count, logs[^1]);
    }

    /// <summary>The regime at each bar; unknown until as many candles as the windows need have come.</summary>
    /// <param name="candles">A series of the timeframe that the model was fitted on.</param>
    /// <param name="model">The model.</param>
    /// <exception cref="InputRefusedException">The model is damaged.</exception>
    public RegimeSeries Classify(CandleSeries candles, HiddenMarkovModel model)
    {
        model.Validate();
        model.Windows.Require();
        var measures = RegimeMeasures.Of(candles, model.Windows);
        var states = model.Chain.States;
        var filtered = Filtered(measures, model);
        return measures.Follow(candles, model.Windows, options.MinBars, (i, regime) =>
            Wanted(filtered.AsSpan((i - model.Windows.WarmUp) * states, states), model.States, regime));
    }

    /// <summary>Probability of each state at each candle that is not marked, from the warm-up on, given those up to it.</summary>
    internal static double[] Filtered(RegimeMeasures measures, HiddenMarkovModel model)
    {
        var rows = RegimeObservations.Of(measures, model.Windows.WarmUp, measures.Bars.Length);
        RegimeObservations.Standardise(rows, model.Centers, model.Scales);
        return new ForwardPass(model.Chain, rows).Filtered;
    }

    private MarketRegime Wanted(ReadOnlySpan<double> probabilities, MarketRegime[] states, MarketRegime regime)
    {
        var likeliest = 0;
        for (var k = 1; k < probabilities.Length; k++)
        {
            if (probabilities[k] > probabilities[likeliest])
                likeliest = k;
        }
        return regime == MarketRegime.Unknown || probabilities[likeliest] >= options.EnterProbability ? states[likeliest] : regime;
    }
}
