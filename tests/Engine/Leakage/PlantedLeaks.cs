using Huracan.Engine.Leakage;
using Huracan.Engine.Quality.Confidence;
using Huracan.Contracts.Reports;

namespace Huracan.Tests.Engine.Leakage;

/// <summary>Pipelines each of which leaks in one way that is known from practice, and the check that is to see it.</summary>
internal static class PlantedLeaks
{
    public static IReadOnlyDictionary<string, (LeakCheckKind Check, LeakSubject Subject)> All { get; } =
        Features().Concat(Labels()).Concat(Fits()).ToDictionary(leak => leak.Subject.Name, leak => leak);

    private static IEnumerable<(LeakCheckKind Check, LeakSubject Subject)> Features()
    {
        yield return Feature("centred moving average", market =>
        {
            var close = market.Candles.Close.ToArray();
            return Pieces.Column(market, t => Math.Log(close[t] / Pieces.Mean(close, t - 5, t + 5)));
        });
        yield return Feature("global scaler", market =>
        {
            var returns = Pieces.Returns(market.Candles);
            var (mean, deviation) = (Pieces.Mean(returns, 0, returns.Length), Pieces.Deviation(returns, 0, returns.Length));
            return Pieces.Column(market, t => (returns[t] - mean) / deviation);
        });
        yield return Feature("future funding rate", market => Pieces.Column(market, t =>
        {
            var funding = market.Funding!;
            var close = market.Candles.OpenTimes[t] + 3_600_000;
            var next = Enumerable.Range(0, funding.Count).FirstOrDefault(i => funding.Times[i] > close, -1);
            return next < 0 ? double.NaN : funding.Rates[next];
        }));
        yield return Feature("gap filled from behind", market =>
        {
            var close = market.Candles.Close.ToArray();
            for (var t = close.Length - 2; t >= 0; t--)
                close[t] = market.Candles.Marked[t] ? close[t + 1] : close[t];
            return Pieces.Column(market, t => t == 0 ? double.NaN : Math.Log(close[t] / close[t - 1]));
        });
        yield return Feature("feature one bar late", market =>
            Pieces.Column(market, t => t + 1 < market.Count ? Pieces.Return(market.Candles, t + 1, 1) : double.NaN));
        yield return Feature("range of the whole series", market =>
        {
            var close = market.Candles.Close.ToArray();
            var (least, most) = (close.Min(), close.Max());
            return Pieces.Column(market, t => (close[t] - least) / (most - least));
        });
        yield return Feature("4h candle before its close", market => Pieces.Column(market, t =>
        {
            var last = Math.Min(market.Count - 1, t + 3 - (int)(market.Candles.OpenTimes[t] / 3_600_000 % 4));
            return Math.Log(market.Candles.Close[last] / market.Candles.Open[t]);
        }));
        yield return Feature("volume of the unfinished candle", market =>
        {
            var volume = market.Candles.Volume.ToArray();
            return Pieces.Column(market, t =>
                t + 1 < volume.Length && t >= 24 ? volume[t + 1] / Pieces.Mean(volume, t - 23, t) : double.NaN);
        });
        yield return Feature("survivors of the whole span", market =>
            Pieces.Column(market, t => market.Candles.Close[^1] >= 0.95 * market.Candles.Close[t] ? 1 : 0));
        yield return Feature("smoothed state", market => [new("feature", Pieces.LocalLevel(market.Candles, smoothed: true))]);
        yield return Feature("principal components of all rows", market =>
        {
            var a = Pieces.Each(market, t => Pieces.Return(market.Candles, t, 4));
            var b = Pieces.Each(market, t => Pieces.Return(market.Candles, t, 24));
            var angle = Pieces.PrincipalAngle(a, b, Enumerable.Range(0, market.Count));
            return Pieces.Column(market, t => Math.Cos(angle) * a[t] + Math.Sin(angle) * b[t]);
        });
    }

    private static IEnumerable<(LeakCheckKind Check, LeakSubject Subject)> Labels()
    {
        yield return (LeakCheckKind.LabelEntry, new LeakSubject("label one bar early")
        {
            Labels = market => Pieces.LabelsBy(market, Pieces.Horizon, t =>
                Math.Log(market.Candles.Close[t - 1 + Pieces.Horizon] / market.Candles.Close[t - 1])),
        });
        yield return (LeakCheckKind.LabelEntry, new LeakSubject("label from the feature window")
        {
            Features = market => Pieces.Column(market, t => Pieces.Return(market.Candles, t, Pieces.Horizon)),
            Labels = market => Pieces.LabelsBy(market, Pieces.Horizon, t => Pieces.Return(market.Candles, t, Pieces.Horizon)),
        });
        yield return (LeakCheckKind.Purge, new LeakSubject("purge forgotten")
        {
            Splits = market => Pieces.Folds(market, 0, (samples, blocks, _) =>
            {
                var tested = blocks.ToArray();
                return [.. Enumerable.Range(0, samples.Length).Where(j => !tested.Any(block => block.Contains(j)))];
            }, 0),
        });
        yield return (LeakCheckKind.Embargo, new LeakSubject("embargo forgotten") { Splits = market => Pieces.Folds(market, 0, null, 24) });
        yield return (LeakCheckKind.Fills, new LeakSubject("fill before the signal")
        {
            // Sees the close of a bar, and books the price at which it opened.
            Fills = market => [
                .. Enumerable.Range(1, market.Count / 10 - 1)
                    .Select(i => new SignalFill(10 * i - 1, 10 * i, market.Candles.Open[10 * i - 1])),
            ],
        });
    }

    private static IEnumerable<(LeakCheckKind Check, LeakSubject Subject)> Fits()
    {
        yield return Fit("target encoding of all rows", market =>
        {
            var labels = Pieces.Labels(market);
            return (Pieces.Parts(market).Train.End, Pieces.HourMeans(market, Enumerable.Range(0, market.Count).Where(labels.Has)));
        });
        yield return Fit("features selected on all data", market =>
        {
            var parts = Pieces.Parts(market);
            return (parts.Train.End, [Pieces.BestFeature(market, Pieces.Samples(market, new(parts.Train.Start, parts.Shadow.End)))]);
        });
        yield return Fit("calibration on test", market =>
        {
            var bars = Pieces.Samples(market, Pieces.Parts(market).Test);
            var labels = Pieces.Labels(market);
            var fitted = ConfidenceCalibration.Fit(
                CalibrationMethod.Isotonic, Pieces.Momentum(market, bars), Array.ConvertAll(bars, t => labels.Classes[t]));
            return (Pieces.Parts(market).Validation.End, [.. fitted.Isotonic!.Accuracies]);
        });
        yield return Fit("entry threshold on test", market =>
            (Pieces.Parts(market).Validation.End, [Pieces.BestThreshold(market, Pieces.Samples(market, Pieces.Parts(market).Test))]));
        yield return Fit("early stopping on test", market =>
        {
            var parts = Pieces.Parts(market);
            var (train, stop) = (Pieces.Samples(market, parts.Train), Pieces.Samples(market, parts.Test));
            return (parts.Validation.End, [Pieces.BestEpoch(market, train, stop)]);
        });
    }

    private static (LeakCheckKind Check, LeakSubject Subject) Feature(string name, Func<LeakMarket, IReadOnlyList<KnownColumn>> features) =>
        (LeakCheckKind.Truncation, new LeakSubject(name) { Features = features });

    private static (LeakCheckKind Check, LeakSubject Subject) Fit(string name, Func<LeakMarket, (int End, double[] Values)> fit) =>
        (LeakCheckKind.Learnt, new LeakSubject(name)
        {
            Fit = market => fit(market) is var (end, values) ? [new LearntState("state", end - 1, values)] : [],
        });
}
