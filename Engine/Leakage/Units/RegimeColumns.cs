using Huracan.Contracts.Trading;
using Huracan.Engine.Market;
using Huracan.Engine.Regimes;
using Huracan.Engine.Regimes.HiddenMarkov;
using Huracan.Engine.Splits;

namespace Huracan.Engine.Leakage.Units;

/// <summary>A unit's regimes as columns: by rules, and by a hidden Markov model fitted on train.</summary>
/// <param name="train">The train part.</param>
internal sealed class RegimeColumns(BarRange train)
{
    private readonly HiddenMarkovRegimes hidden = new();

    /// <summary>The regimes of a series; those of the hidden Markov model where it reaches beyond train.</summary>
    public IEnumerable<KnownColumn> Of(CandleSeries candles)
    {
        yield return Column("regime by rules", new RegimeClassifier().Classify(candles), 0);
        if (candles.Count > train.End && CanFit(candles))
            yield return Column("regime by states", hidden.Classify(candles, hidden.Fit(candles, train)), train.End);
    }

    /// <summary>What the hidden Markov model learns.</summary>
    public LearntState Fitted(CandleSeries candles)
    {
        if (!CanFit(candles))
            return new LearntState("regimes", train.End - 1, []);
        var model = hidden.Fit(candles, train);
        var chain = model.Chain;
        return new LearntState("regimes", train.End - 1, [
            .. model.Centers, .. model.Scales, .. chain.Initial,
            .. chain.Transitions.Concat(chain.Means).Concat(chain.Variances).SelectMany(row => row),
        ]);
    }

    // Marked candles are not observations, so that windows and observations are counted in the others.
    private bool CanFit(CandleSeries candles) =>
        train.Length - candles.Marked[train.Start..train.End].Count(true)
            >= RegimeWindows.Of(new RegimeOptions(), candles.Timeframe).WarmUp + HiddenMarkovRegimes.FewestObservations;

    private static KnownColumn Column(string name, RegimeSeries regimes, int from)
    {
        var values = new double[regimes.Count];
        for (var bar = 0; bar < values.Length; bar++)
            values[bar] = regimes[bar] == MarketRegime.Unknown ? double.NaN : (double)regimes[bar];
        return new KnownColumn(name, values, from);
    }
}
