using Huracan.Contracts.Trading;

namespace Huracan.Engine.Regimes.HiddenMarkov;

/// <summary>
/// What the states of a fitted chain are called: the one of highest mean volatility panic; of the others that of lowest mean volume
/// illiquid; of those left that of greatest mean trend trend; the rest range. Equal means go to the earlier state.
/// </summary>
internal static class StateNames
{
    /// <summary>The name of each state.</summary>
    public static MarketRegime[] Of(HiddenMarkovChain chain)
    {
        var names = new MarketRegime[chain.States];
        Array.Fill(names, MarketRegime.Range);
        var open = Enumerable.Range(0, chain.States).ToList();
        void Name(MarketRegime name, Func<double[], double> mean)
        {
            var state = open.MaxBy(k => mean(chain.Means[k]));
            names[state] = name;
            open.Remove(state);
        }
        Name(MarketRegime.Panic, means => means[RegimeObservations.Volatility]);
        Name(MarketRegime.Illiquid, means => -means[RegimeObservations.Volume]);
        Name(MarketRegime.Trend, means => means[RegimeObservations.Trend]);
        return names;
    }
}
