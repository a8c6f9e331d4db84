using Huracan.Contracts.Trading;
using Huracan.Engine.Splits;

namespace Huracan.Engine.Regimes;

/// <summary>The regime at each bar of a series, as it is known at the bar's close.</summary>
public sealed class RegimeSeries
{
    /// <summary>Number of regimes there are.</summary>
    internal const int Kinds = (int)MarketRegime.Illiquid + 1;

    private readonly MarketRegime[] regimes;

    /// <summary>Takes ownership of the regimes.</summary>
    public RegimeSeries(MarketRegime[] regimes)
    {
        this.regimes = regimes;
        var (counts, spans) = (new int[Kinds], new List<RegimeSpan>());
        for (int start = 0, bar = 1; bar <= regimes.Length; bar++)
        {
            if (bar < regimes.Length && regimes[bar] == regimes[start])
                continue;
            spans.Add(new RegimeSpan(regimes[start], new BarRange(start, bar)));
            counts[(int)regimes[start]] += bar - start;
            start = bar;
        }
        Spans = spans;
        Bars = Enum.GetValues<MarketRegime>().ToDictionary(regime => regime, regime => counts[(int)regime]);
    }

    /// <summary>Number of bars.</summary>
    public int Count => regimes.Length;

    /// <summary>The regime at the close of a bar.</summary>
    public MarketRegime this[int bar] => regimes[bar];

    /// <summary>Number of bars in each regime, 0 included.</summary>
    public IReadOnlyDictionary<MarketRegime, int> Bars { get; }

    /// <summary>The stretches of one regime, in order; together all bars.</summary>
    public IReadOnlyList<RegimeSpan> Spans { get; }
}
