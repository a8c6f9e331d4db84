using Huracan.Contracts.Reports;
using Huracan.Engine.Features;
using Huracan.Engine.Labels;
using Huracan.Engine.Leakage;
using Huracan.Engine.Market;
using Huracan.Engine.Quality.Confidence;
using Huracan.Tests.Engine.Features;

namespace Huracan.Tests.Engine.Leakage;

/// <summary>Pipelines without a leak, many of them the honest twin of a planted one.</summary>
internal static class CleanPipelines
{
    public static IReadOnlyDictionary<string, LeakSubject> All { get; } =
        Features().Concat(Fits())
            .ToDictionary(subject => subject.Name, subject => subject with { Labels = subject.Labels ?? Pieces.Labels });

    /// <summary>Our own features of a set.</summary>
    public static LeakSubject OfSet(string set) => new($"our features: {set}")
    {
        Features = market =>
        {
            var input = new FeatureInput(market.Candles, market.Bitcoin);
            var matrix = FeatureExamples.Sets.Recipe(set).For(input).Compute(input);
            return [.. matrix.Names.Select((name, i) => new KnownColumn(name, matrix.Columns[i]))];
        },
    };

    private static IEnumerable<LeakSubject> Features()
    {
        yield return OfSet("sequence");
        yield return OfSet("wide");
        yield return OfSet("wide+regimes") with
        {
            Labels = market => new TripleBarrierLabeler(new TripleBarrierOptions { Horizon = 12 }).Label(market.Candles),
        };
        yield return OfSet("sequence") with
        {
            Name = "our features: labels with a dead zone by volatility",
            Labels = market => new ForwardReturnLabeler(new LabelOptions { Horizon = 8, VolatilityMultiple = 0.5 }).Label(market.Candles),
        };
        yield return Feature("trailing moving average", market =>
        {
            var close = market.Candles.Close.ToArray();
            return Pieces.Column(market, t => Math.Log(close[t] / Pieces.Mean(close, t - 10, t)));
        });
        yield return Feature("rolling scaler", market =>
        {
            var returns = Pieces.Returns(market.Candles);
            return Pieces.Column(market, t => t < 100 ? double.NaN
                : (returns[t] - Pieces.Mean(returns, t - 99, t)) / Pieces.Deviation(returns[(t - 99)..(t + 1)], 0, 99));
        });
        yield return Feature("expanding mean and deviation", market =>
        {
            var (sum, squares) = (0.0, 0.0);
            return Pieces.Column(market, t =>
            {
                var r = t == 0 ? 0 : Pieces.Return(market.Candles, t, 1);
                (sum, squares) = (sum + r, squares + r * r);
                return t < 50 ? double.NaN : (r - sum / t) / Math.Sqrt(squares / t);
            });
        });
        yield return Feature("expanding range", market =>
        {
            var (least, most) = (double.MaxValue, double.MinValue);
            return Pieces.Column(market, t =>
            {
                (least, most) = (Math.Min(least, market.Candles.Close[t]), Math.Max(most, market.Candles.Close[t]));
                return most > least ? (market.Candles.Close[t] - least) / (most - least) : double.NaN;
            });
        });
        yield return Feature("exponential average", market =>
        {
            var level = market.Candles.Close[0];
            return Pieces.Column(market, t => Math.Log(market.Candles.Close[t] / (level += 0.1 * (market.Candles.Close[t] - level))));
        });
        yield return Feature("gap filled forward", market =>
        {
            var close = market.Candles.Close.ToArray();
            for (var t = 1; t < close.Length; t++)
                close[t] = market.Candles.Marked[t] ? close[t - 1] : close[t];
            return Pieces.Column(market, t => t == 0 ? double.NaN : Math.Log(close[t] / close[t - 1]));
        });
        yield return Feature("last known funding rate", market => Pieces.Column(market, t =>
        {
            var funding = market.Funding!;
            var known = market.Candles.OpenTimes[t] + 3_600_000;
            var last = Enumerable.Range(0, funding.Count).TakeWhile(i => funding.Times[i] <= known).Count() - 1;
            return last < 0 ? double.NaN : funding.Rates[last];
        }));
        yield return Feature("last whole 4h candle", market => Pieces.Column(market, t =>
        {
            var last = t - (int)((market.Candles.OpenTimes[t] / 3_600_000 + 1) % 4);
            return last < 4 ? double.NaN : Math.Log(market.Candles.Close[last] / market.Candles.Close[last - 4]);
        }));
        yield return Feature("filtered state", market => [new("feature", Pieces.LocalLevel(market.Candles, smoothed: false))]);
        yield return Feature("raw prices and volume", market =>
        [
            new("close", market.Candles.Close.ToArray()), new("open", market.Candles.Open.ToArray()),
            new("volume", market.Candles.Volume.ToArray()),
            new("range", Pieces.Each(market, t => market.Candles.High[t] - market.Candles.Low[t])),
            new("last label", Pieces.Each(market, t => Pieces.Return(market.Candles, t, Pieces.Horizon))),
        ]);
        yield return new LeakSubject("walk-forward forecasts") { Forecasts = WalkForward };
    }

    private static IEnumerable<LeakSubject> Fits()
    {
        yield return new LeakSubject("purged folds with an embargo, fills at the next open")
        {
            Splits = market => Pieces.Folds(market, 24, null, 24),
            Fills = market => [
                .. Enumerable.Range(1, market.Count / 10 - 1).Select(i => new SignalFill(10 * i - 1, 10 * i, market.Candles.Open[10 * i])),
            ],
        };
        yield return Fit("target encoding and features selected on train", market =>
        {
            var parts = Pieces.Parts(market);
            var bars = Pieces.Samples(market, parts.Train);
            return (parts.Train.End, [.. Pieces.HourMeans(market, bars), Pieces.BestFeature(market, bars)]);
        });
        yield return Fit("calibration and entry threshold on validation", market =>
        {
            var bars = Pieces.Samples(market, Pieces.Parts(market).Validation);
            var labels = Pieces.Labels(market);
            var fitted = ConfidenceCalibration.Fit(
                CalibrationMethod.Isotonic, Pieces.Momentum(market, bars), Array.ConvertAll(bars, t => labels.Classes[t]));
            return (Pieces.Parts(market).Validation.End, [.. fitted.Isotonic!.Accuracies, Pieces.BestThreshold(market, bars)]);
        });
        yield return Fit("early stopping on validation", market =>
        {
            var parts = Pieces.Parts(market);
            var (train, stop) = (Pieces.Samples(market, parts.Train), Pieces.Samples(market, parts.Validation));
            return (parts.Validation.End, [Pieces.BestEpoch(market, train, stop)]);
        });
        yield return Fit("principal components of train", market =>
        {
            var a = Pieces.Each(market, t => Pieces.Return(market.Candles, t, 4));
            var b = Pieces.Each(market, t => Pieces.Return(market.Candles, t, 24));
            var train = Pieces.Parts(market).Train;
            return (train.End, [Pieces.PrincipalAngle(a, b, Enumerable.Range(train.Start, train.Length))]);
        });
    }

    // Every 100 bars the slope on the last day's return is fitted anew, on labels that are known by then.
    private static IReadOnlyList<KnownColumn> WalkForward(LeakMarket market)
    {
        var labels = Pieces.Labels(market);
        var test = Pieces.Parts(market).Test;
        var forecasts = new double[market.Count];
        Array.Fill(forecasts, double.NaN);
        for (var start = test.Start; start < test.End; start += 100)
        {
            int[] known = [.. Enumerable.Range(200, start - 200).Where(t => labels.Has(t) && labels.Ends[t] < start)];
            var slope = known.Sum(t => Pieces.Return(market.Candles, t, 24) * labels.Returns[t])
                / known.Sum(t => Pieces.Return(market.Candles, t, 24) * Pieces.Return(market.Candles, t, 24));
            for (var t = start; t < Math.Min(test.End, start + 100); t++)
                forecasts[t] = slope * Pieces.Return(market.Candles, t, 24);
        }
        return [new("forecast", forecasts, test.Start)];
    }

    private static LeakSubject Feature(string name, Func<LeakMarket, IReadOnlyList<KnownColumn>> features) =>
        new(name) { Features = features };

    private static LeakSubject Fit(string name, Func<LeakMarket, (int End, double[] Values)> fit) => new(name)
    {
        Fit = market => fit(market) is var (end, values) ? [new LearntState("state", end - 1, values)] : [],
    };
}
