using Huracan.Contracts.Trading;
using Huracan.Engine.Backtest;
using Huracan.Engine.Consensus;
using Huracan.Engine.Splits;

namespace Huracan.Engine.Pipeline.Consensus;

/// <summary>What the voters say at each bar of a part, with the threshold that holds there.</summary>
/// <param name="Range">The bars.</param>
/// <param name="Opinions">What they say, one per bar.</param>
/// <param name="Factors">What the chosen threshold is multiplied by, one per bar.</param>
internal sealed record ConsensusPath(BarRange Range, ConsensusOpinion[] Opinions, double[] Factors)
{
    /// <summary>Threshold in an ordinary market; NaN until one is chosen.</summary>
    public double Threshold { get; init; } = double.NaN;

    /// <summary>What they say at a bar.</summary>
    public ConsensusOpinion At(int bar) => Opinions[bar - Range.Start];

    /// <summary>Threshold at a bar.</summary>
    public double ThresholdAt(int bar) => Threshold * Factors[bar - Range.Start];

    /// <summary>The direction of the score wherever it reaches the threshold.</summary>
    /// <param name="candleCount">Candles of the series.</param>
    /// <param name="levels">Stop and target of a trade opened at each bar; null sets none.</param>
    public SignalSeries Signals(int candleCount, StopLevels? levels)
    {
        var sides = new sbyte[candleCount];
        for (var bar = Range.Start; bar < Range.End; bar++)
        {
            if (Math.Abs(At(bar).Score) >= ThresholdAt(bar))
                sides[bar] = (sbyte)Math.Sign(At(bar).Score);
        }
        return new SignalSeries(sides, null, levels?.Stops, levels?.Targets);
    }

    /// <summary>Level at each bar.</summary>
    public ConsensusLevel[] Levels(AdaptiveThreshold threshold) =>
        [.. Opinions.Select((opinion, i) => threshold.LevelOf(opinion.Score, Threshold * Factors[i]))];
}
