using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine.Backtest;
using Huracan.Engine.Features;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Units;
using Huracan.Engine.Regimes.Evidence;
using Huracan.Engine.Splits;

namespace Huracan.Engine.Pipeline.Live;

/// <summary>
/// Judges anew where a served model may trade: by the trades it was made with, and those that it would have made since without a gate. It
/// begins at what the model was saved with each time: a judgement on the same candles is the same, whatever was judged before.
/// </summary>
/// <param name="features">The feature sets of the model.</param>
/// <param name="run">The options of its run: how it trades, how regimes are told, and the gate.</param>
/// <param name="from">The trades it was made with.</param>
public sealed class RegimeJudge(FeatureSets features, RunOptions run, LearntRegimes from)
{
    /// <summary>Judges at the close of the last candle.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The newest candles of its unit, and funding rates.</param>
    /// <returns>A verdict for every regime, in their order.</returns>
    /// <exception cref="Contracts.InputRefusedException">The features are computed otherwise today than when the model was
    /// trained.</exception>
    public IReadOnlyList<RegimeVerdict> Judge(TrainedModel model, UnitData data) =>
        new RegimeGate(run.RegimeGate).Judge(from.Evidence.Add(Since(model, data)));

    private IEnumerable<RegimeTrade> Since(TrainedModel model, UnitData data)
    {
        var (candles, meta) = (data.Candles, model.Meta);
        var known = from.KnownTo.ToUnixTimeMilliseconds();
        var later = Enumerable.Range(0, candles.Count).FirstOrDefault(bar => candles.OpenTimes[bar] >= known, candles.Count);
        var bars = new BarRange(Math.Min(Math.Max(later, model.FirstBar), candles.Count), candles.Count);
        if (bars.Length == 0)
            return [];
        var input = new FeatureInput(candles, data.Bitcoin);
        var recipe = features.Recipe(meta.FeatureSet).For(input);
        if (recipe.Hash != meta.FeatureHash)
            throw new Contracts.InputRefusedException(
                $"Where the champion of {candles.Unit} may trade cannot be judged: its features are computed otherwise than when the model "
                    + "was trained.");
        int[] at = [.. Enumerable.Range(bars.Start, bars.Length)];
        var signals = ForecastSignals.From(
            candles.Count, at, model.Predict(recipe.Compute(input).Columns, at), meta.EntryThreshold,
            UnitTrading.Levels(run, candles, meta.Horizon));
        var regimes = UnitRegimes.Served(run.Regimes, candles);
        var costs = UnitTrading.Costs(run, meta.HalfSpreadBps);
        return UnitTrading.Backtester(run, costs, candles, data.Funding, meta.Horizon).Run(bars, signals).Trades
            .Where(trade => trade.Reason != ExitReason.End) // what is open has no outcome yet
            .Select(trade => RegimeTrade.Of(trade, regimes, run.Latency));
    }
}
