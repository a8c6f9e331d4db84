using Huracan.Contracts;
using Huracan.Engine.Market;
using Huracan.Engine.Regimes;
using Huracan.Engine.Regimes.HiddenMarkov;
using Huracan.Engine.Splits;

namespace Huracan.Engine.Pipeline.Units;

/// <summary>The regimes of a unit's candles, as a run's options tell them.</summary>
public static class UnitRegimes
{
    /// <summary>The regime at each bar's close; a model is fitted on train alone.</summary>
    /// <exception cref="InputRefusedException">Train is too short to fit a model on.</exception>
    public static RegimeSeries Of(RegimeOptions options, CandleSeries candles, FourParts parts)
    {
        if (options.Kind != RegimeKind.Hmm)
            return new RegimeClassifier(options).Classify(candles);
        var regimes = new HiddenMarkovRegimes(options);
        return regimes.Classify(candles, regimes.Fit(candles, parts.Train));
    }

    /// <summary>The regime at each bar's close as it is told where a model is served: by the rules, whatever the kind, since a bundle
    /// keeps no hidden Markov model.</summary>
    public static RegimeSeries Served(RegimeOptions options, CandleSeries candles) => new RegimeClassifier(options).Classify(candles);
}
