using Huracan.Contracts;
using Huracan.Contracts.Trading;

namespace Huracan.Engine.Regimes.HiddenMarkov;

/// <summary>
/// A fitted <see cref="HiddenMarkovRegimes"/>, whole: what a bundle carries. Its observations are the logarithms of volatility and volume
/// over the usual and the trend's t-statistic, in the order volatility, trend, volume, each less <paramref name="Centers"/>, over
/// <paramref name="Scales"/>.
/// </summary>
/// <param name="Windows">Windows of the observations, candles of the series it was fitted on.</param>
/// <param name="Centers">Mean of each observation on train.</param>
/// <param name="Scales">Standard deviation of each observation on train, positive.</param>
/// <param name="Chain">The chain, in these units.</param>
/// <param name="States">The regime that each state of the chain stands for.</param>
/// <param name="Observations">Number of candles it was fitted on.</param>
/// <param name="LogLikelihood">Log likelihood of the train observations.</param>
public sealed record HiddenMarkovModel(
    RegimeWindows Windows, double[] Centers, double[] Scales, HiddenMarkovChain Chain, MarketRegime[] States, int Observations,
    double LogLikelihood)
{
    /// <summary>Refuses a model that is none.</summary>
    /// <exception cref="InputRefusedException">Shapes do not go together, or a number is out of its range.</exception>
    public void Validate()
    {
        Chain.Validate();
        if (States.Length != Chain.States || Centers.Length != Chain.Columns || Scales.Length != Chain.Columns
            || Chain.Columns != RegimeObservations.Columns)
            throw new InputRefusedException("The hidden Markov model is damaged: its chain has other states or columns.");
        if (!(Centers.All(double.IsFinite) && Scales.All(scale => scale > 0 && double.IsFinite(scale))))
            throw new InputRefusedException("The hidden Markov model is damaged: centers must be finite, scales above 0.");
    }
}
