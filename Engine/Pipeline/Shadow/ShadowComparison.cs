using Huracan.Contracts;
using Huracan.Contracts.Champions;
using Huracan.Contracts.Trading;
using Huracan.Engine.Backtest;
using Huracan.Engine.Champions;
using Huracan.Engine.Features;
using Huracan.Engine.Labels;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Units;
using Huracan.Engine.Quality.Metrics;
using Huracan.Engine.Regimes;
using Huracan.Engine.Regimes.Evidence;
using Huracan.Engine.Splits;

namespace Huracan.Engine.Pipeline.Shadow;

/// <summary>
/// Compares a challenger with the champion of its unit and horizon on bars that neither was trained or chosen on: both forecast them, and
/// both are traded by the same rules after the same costs (F8): those of the run whose candles are compared, not of the runs that made the
/// models. A model trades in the regimes alone that its own gate enables, told as by the run that made it, as where it is served; its
/// forecasts count in all. The first champion is cash.
/// </summary>
public sealed class ShadowComparison
{
    private const double LeastProbability = 1e-6; // one forecast must not decide by its logarithm

    private readonly UnitData data;
    private readonly int horizon;
    private readonly int latency;
    private readonly FeatureInput input;
    private readonly LabelSet labels;
    private readonly PrimaryRule? rule;
    private readonly Backtester backtester;
    private readonly StopLevels? levels;
    private readonly RegimeSeries regimes;

    /// <summary>Prepares what all comparisons of a unit and horizon share.</summary>
    /// <param name="options">Options of the run that <paramref name="data"/> is of: labels, latency, costs and stops of both
    /// models.</param>
    /// <param name="data">The unit's market data.</param>
    /// <param name="regimes">The regime at each of its candles' closes, told from no candle that is compared later. The guards split by
    /// it what either earned; it does not decide where they trade.</param>
    /// <param name="horizon">Bars.</param>
    public ShadowComparison(RunOptions options, UnitData data, RegimeSeries regimes, int horizon)
    {
        (this.data, this.regimes, this.horizon, latency) = (data, regimes, horizon, options.Latency);
        input = new FeatureInput(data.Candles, data.Bitcoin);
        rule = options.PrimaryRule();
        labels = UnitSamples.Labels(options, data.Costs(options), data.Candles, horizon);
        backtester = UnitTrading.Backtester(options, data.Costs(options), data.Candles, data.Funding, horizon);
        levels = UnitTrading.Levels(options, data.Candles, horizon);
    }

    /// <summary>Judges by all whole days from a bar to the newest candle.</summary>
    /// <param name="champion">The champion; null for cash.</param>
    /// <param name="challenger">The challenger.</param>
    /// <param name="from">First bar: after all that either was trained or chosen on.</param>
    /// <param name="earlier">Challengers that contended with this champion before.</param>
    /// <param name="promotion">How much evidence a promotion asks for.</param>
    /// <exception cref="InputRefusedException">A model is for another unit or horizon, learnt from these bars, or there is no whole
    /// day.</exception>
    public PromotionReport Judge(ServedModel? champion, ServedModel challenger, int from, int earlier, PromotionOptions promotion)
    {
        var bars = new BarRange(from, data.Candles.Count);
        var plan = new ShadowPlan(data.Unit.Timeframe, horizon + latency)
        {
            ChampionIsCash = champion is null,
            Earlier = earlier,
        };
        if (bars.Length < plan.BarsPerDay)
            throw new InputRefusedException(
                $"{data.Unit} has {bars.Length} bars after those that the challenger was made on; a comparison needs a whole day.");
        var compared = new ShadowBars(champion is null ? Cash(bars) : Series(champion, bars), [Series(challenger, bars)])
        {
            Regimes = [.. Enumerable.Range(bars.Start, bars.Length).Select(RegimeBefore)],
        };
        return ShadowTest.Judge(plan, compared, promotion)[0];
    }

    private ShadowSeries Series(ServedModel served, BarRange bars)
    {
        var model = served.Model;
        Require(model.Meta.Coin == data.Unit.Coin && model.Meta.Timeframe == data.Unit.Timeframe && model.Meta.Horizon == horizon,
            $"the model is for {model.Meta.Coin}/{model.Meta.Timeframe} h{model.Meta.Horizon}, and {data.Unit} h{horizon} is compared");
        var first = DateTimeOffset.FromUnixTimeMilliseconds(data.Candles.OpenTimes[bars.Start]);
        Require(model.Meta.TrainedTo < first,
            $"the model has learnt from candles up to {model.Meta.TrainedTo:yyyy-MM-dd HH:mm}, and {first:yyyy-MM-dd HH:mm} is compared");
        Require(bars.Start >= model.FirstBar,
            $"its forecasts need {model.FirstBar} candles before {first:yyyy-MM-dd HH:mm}, and there are {bars.Start}");
        Require(model.Meta.Sides is not { } judged || judged.Rule == rule?.Text,
            $"it judges the sides of {model.Meta.Sides?.Rule}, and the outcomes compared are those of {rule?.Text ?? "no primary rule"}");
        var recipe = served.Features.Recipe(model.Meta.FeatureSet).For(input);
        Require(recipe.Hash == model.Meta.FeatureHash, "its features are computed otherwise today than when it was trained");
        int[] at = [.. Enumerable.Range(bars.Start, bars.Length)];
        var forecasts = model.Predict(recipe.Compute(input).Columns, at);
        var (filter, told) = (new RegimeFilter(served.RegimeVerdicts), UnitRegimes.Served(served.Regimes, data.Candles));
        int[] traded = [.. Enumerable.Range(0, at.Length).Where(i => filter.Refusal(told[at[i]]) is null)];
        var signals = ForecastSignals.From(
            data.Candles.Count, Array.ConvertAll(traded, i => at[i]), Array.ConvertAll(traded, i => forecasts[i]),
            model.Meta.EntryThreshold, levels);
        var result = backtester.Run(bars, signals);
        var closed = new int[bars.Length];
        foreach (var trade in result.Trades)
            closed[trade.ExitBar - bars.Start]++;
        var isOfSides = model.Meta.Sides is not null;
        return new ShadowSeries([.. at.Select((bar, i) => Loss(bar, forecasts[i], isOfSides))], BarReturns.Of(result), closed);

        void Require(bool holds, string reason)
        {
            if (!holds)
                throw new InputRefusedException($"{model.Meta.Family} of {data.Unit} cannot be compared: {reason}.");
        }
    }

    // Frequencies of the classes over all that was known before the first bar, one added to each. A side is known at its bar: what cash
    // does not know is whether it pays, either side alike.
    private ShadowSeries Cash(BarRange bars)
    {
        double[] counts = [1, 1, 1];
        for (var bar = 0; bar < bars.Start; bar++)
        {
            if (labels.Has(bar) && labels.Ends[bar] < bars.Start)
                counts[Outcome(bar) + 1]++;
        }
        var sum = counts.Sum();
        return ShadowSeries.Cash(
            [.. Enumerable.Range(bars.Start, bars.Length).Select(bar => labels.Has(bar) ? Outcome(bar) + 1 : -1)],
            [.. counts.Select(count => count / sum)]);
    }

    private int Outcome(int bar) => labels.Classes[bar] * (labels.Sides is { } sides ? sides[bar] : 1);

    private double Loss(int bar, Prediction forecast, bool isOfSides) =>
        labels.Has(bar) ? Loss(forecast, labels.Classes[bar], labels.Sides?[bar], isOfSides) : double.NaN;

    /// <summary>Log loss of a forecast.</summary>
    /// <param name="forecast">The forecast.</param>
    /// <param name="outcome">The class that came true.</param>
    /// <param name="side">The side that the outcome is judged from; null where outcomes have no sides.</param>
    /// <param name="isOfSides">Whether the model has learnt from sides. One that has not does not know that the class against the side
    /// counts as failed: what it gives that class it gives to flat.</param>
    internal static double Loss(Prediction forecast, int outcome, int? side, bool isOfSides)
    {
        if (side is { } taken)
        {
            forecast = isOfSides
                ? forecast.OnSide(taken)
                : taken > 0 ? forecast with { Down = 0, Flat = 1 - forecast.Up } : forecast with { Up = 0, Flat = 1 - forecast.Down };
        }
        var probability = outcome switch { < 0 => forecast.Down, 0 => forecast.Flat, _ => forecast.Up };
        return -Math.Log(Math.Max(probability, LeastProbability));
    }

    private string? RegimeBefore(int bar) => bar > 0 && regimes[bar - 1] is var regime && regime != MarketRegime.Unknown
        ? SettingText.Of(regime)
        : null;
}
