using Huracan.Contracts.Trading;

namespace Huracan.Engine.Regimes;

/// <summary>The regime as it goes from bar to bar: one that was entered lasts <paramref name="minBars"/> bars at least.</summary>
internal struct RegimeTrack(int minBars)
{
    private int since;

    public MarketRegime Regime { get; private set; }

    /// <summary>Goes to the regime that a bar's measures ask for, where it may; bars come in order.</summary>
    public void At(int bar, MarketRegime wanted)
    {
        if (wanted == Regime || (Regime != MarketRegime.Unknown && bar - since < minBars))
            return;
        since = bar;
        Regime = wanted;
    }
}
