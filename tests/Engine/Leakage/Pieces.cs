using Huracan.Engine.Labels;
using Huracan.Engine.Leakage;
using Huracan.Engine.Market;
using Huracan.Engine.Models;
using Huracan.Engine.Splits;

namespace Huracan.Tests.Engine.Leakage;

/// <summary>What small pipelines are put together from.</summary>
internal static class Pieces
{
    public const int Horizon = 4;

    public static double[] Each(LeakMarket market, Func<int, double> value) => [.. Enumerable.Range(0, market.Count).Select(value)];

    public static IReadOnlyList<KnownColumn> Column(LeakMarket market, Func<int, double> value) => [new("feature", Each(market, value))];

    public static double[] Returns(CandleSeries candles) =>
        [.. Enumerable.Range(0, candles.Count).Select(t => t == 0 ? double.NaN : Math.Log(candles.Close[t] / candles.Close[t - 1]))];

    /// <summary>Log return over so many bars up to t; NaN where there are not as many.</summary>
    public static double Return(CandleSeries candles, int t, int bars) =>
        t < bars ? double.NaN : Math.Log(candles.Close[t] / candles.Close[t - bars]);

    /// <summary>Mean of the values of [from, to], as far as they are there and finite.</summary>
    public static double Mean(double[] values, int from, int to)
    {
        var (sum, count) = (0.0, 0);
        for (var t = Math.Max(0, from); t <= Math.Min(to, values.Length - 1); t++)
        {
            if (double.IsFinite(values[t]))
                (sum, count) = (sum + values[t], count + 1);
        }
        return sum / count;
    }

    public static double Deviation(double[] values, int from, int to)
    {
        var mean = Mean(values, from, to);
        return Math.Sqrt(Mean(Array.ConvertAll(values, value => (value - mean) * (value - mean)), from, to));
    }

    public static FourParts Parts(LeakMarket market) => FourParts.Split(new BarRange(200, market.Count));

    public static LabelSet Labels(LeakMarket market) =>
        new ForwardReturnLabeler(new LabelOptions { Horizon = Horizon }).Label(market.Candles);

    /// <summary>Samples of a part, purged.</summary>
    public static int[] Samples(LeakMarket market, BarRange part) => Parts(market).SamplesOf(part, Labels(market));

    /// <summary>Labels made by a function of the bar, with an interval that ends so many bars later.</summary>
    public static LabelSet LabelsBy(LeakMarket market, int ends, Func<int, double> value)
    {
        var returns = Each(market, t => t < Horizon || t + ends >= market.Count ? double.NaN : value(t));
        return new LabelSet(
            Horizon, 0, Array.ConvertAll(returns, y => double.IsNaN(y) ? LabelSet.None : (sbyte)Math.Sign(y)), returns,
            [.. returns.Select((y, t) => double.IsNaN(y) ? -1 : t + ends)]);
    }

    /// <summary>Forecasts of the class by the last day's return, as sure as the return is large.</summary>
    public static Prediction[] Momentum(LeakMarket market, IEnumerable<int> bars) => [.. bars.Select(t =>
    {
        var strength = Math.Tanh(40 * Return(market.Candles, t, 24));
        var up = (float)(0.35 + 0.3 * strength);
        return new Prediction(0.7f - up, 0.3f, up, (float)strength);
    })];

    /// <summary>The number of the feature that goes best with the returns of the labels over some bars; the canary is the last.</summary>
    public static double BestFeature(LeakMarket market, int[] bars)
    {
        var labels = Labels(market);
        double[][] features = [
            .. new[] { 1, 3, 6, 12, 24, 48 }.Select(n => Each(market, t => Return(market.Candles, t, n))), market.Canary,
        ];
        double[] returns = [.. bars.Select(t => labels.Returns[t])];
        var scores = features.Select(feature => Math.Abs(Correlation([.. bars.Select(t => feature[t])], returns))).ToArray();
        return Array.IndexOf(scores, scores.Max());
    }

    /// <summary>The confidence from which trading momentum earned most over some bars.</summary>
    public static double BestThreshold(LeakMarket market, int[] bars)
    {
        var labels = Labels(market);
        var forecasts = Momentum(market, bars);
        return Enumerable.Range(0, 20).Select(i => 0.35 + 0.01 * i).MaxBy(threshold =>
            bars.Select((t, i) => forecasts[i].Confidence >= threshold ? forecasts[i].Direction * labels.Returns[t] : 0).Sum());
    }

    /// <summary>Mean label of each hour of the day over some bars.</summary>
    public static double[] HourMeans(LeakMarket market, IEnumerable<int> bars)
    {
        var labels = Labels(market);
        return [.. bars.GroupBy(t => market.Candles.OpenTimes[t] / 3_600_000 % 24).OrderBy(group => group.Key)
            .Select(group => group.Average(t => labels.Returns[t]))];
    }

    /// <summary>Epoch of a linear regression by gradient descent at which the loss over some bars is least.</summary>
    public static double BestEpoch(LeakMarket market, int[] train, int[] stop)
    {
        var labels = Labels(market);
        double[] X(int t) => [100 * Return(market.Candles, t, 1), 100 * Return(market.Candles, t, 24), market.Canary[t]];
        double Error(double[] w, int t) => X(t).Zip(w, (x, weight) => x * weight).Sum() - 100 * labels.Returns[t];
        var (weights, losses) = (new double[3], new List<double>());
        for (var epoch = 0; epoch < 30; epoch++)
        {
            foreach (var t in train.Where((_, i) => i % 10 == epoch % 10))
            {
                var (error, x) = (Error(weights, t), X(t));
                for (var i = 0; i < weights.Length; i++)
                    weights[i] -= 0.002 * error * x[i];
            }
            losses.Add(stop.Sum(t => Error(weights, t) * Error(weights, t)));
        }
        return losses.IndexOf(losses.Min());
    }

    /// <summary>Direction of the first principal component of two features over some bars, as an angle.</summary>
    public static double PrincipalAngle(double[] a, double[] b, IEnumerable<int> bars)
    {
        int[] kept = [.. bars.Where(t => double.IsFinite(a[t] + b[t]))];
        var (meanA, meanB) = (kept.Average(t => a[t]), kept.Average(t => b[t]));
        var together = kept.Sum(t => (a[t] - meanA) * (b[t] - meanB));
        var difference = kept.Sum(t => (a[t] - meanA) * (a[t] - meanA)) - kept.Sum(t => (b[t] - meanB) * (b[t] - meanB));
        return 0.5 * Math.Atan2(2 * together, difference);
    }

    /// <summary>Log price as a random walk seen through noise: filtered, or smoothed with what comes after.</summary>
    public static double[] LocalLevel(CandleSeries candles, bool smoothed)
    {
        const double Gain = 0.2;
        var level = new double[candles.Count];
        for (var t = 0; t < level.Length; t++)
            level[t] = t == 0 ? Math.Log(candles.Close[0]) : level[t - 1] + Gain * (Math.Log(candles.Close[t]) - level[t - 1]);
        for (var t = level.Length - 2; t >= 0 && smoothed; t--)
            level[t] += (1 - Gain) * (level[t + 1] - level[t]);
        return [.. level.Select((value, t) => Math.Log(candles.Close[t]) - value)];
    }

    public static IReadOnlyList<SplitPlan> Folds(LeakMarket market, int embargo, PurgeRule? rule, int asked)
    {
        var labels = Labels(market);
        var samples = BarInterval.Of(labels, Samples(market, Parts(market).TrainAndValidation));
        var folds = new PurgedKFold(5, embargo, rule).Split(samples);
        return [.. folds.Select((fold, i) => SplitPlan.Of($"fold {i + 1}", samples, fold, asked))];
    }

    public static double Correlation(double[] a, double[] b)
    {
        var (meanA, meanB) = (a.Average(), b.Average());
        var products = a.Zip(b, (x, y) => (x - meanA) * (y - meanB)).Sum();
        return products / Math.Sqrt(a.Sum(x => (x - meanA) * (x - meanA)) * b.Sum(y => (y - meanB) * (y - meanB)));
    }
}
