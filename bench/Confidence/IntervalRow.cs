using Huracan.Bench.Measuring;
using Huracan.Engine.Quality.Confidence;
using Huracan.Tests.Engine.Quality.Confidence;

namespace Huracan.Bench.Confidence;

/// <summary>One way to make intervals, over markets whose volatility trebles.</summary>
internal sealed record IntervalRow(string Name, IReadOnlyList<IntervalRow.Market> Markets)
{
    private const int Bars = 6_000;
    private const int From = 1_500;
    private const int BreakAt = 3_500;

    public static string[] Headings =>
    [
        "intervals", "before: mean", "worst", "calm third", "wild third", "after: mean", "worst", "first 200: mean",
        "back after: median", "90 %", "worst", "width", "without bounds",
    ];

    public string[] Cells
    {
        get
        {
            var recovery = Markets.Select(market => market.Recovery ?? double.PositiveInfinity).Order().ToArray();
            return
            [
                Name, Share(Markets.Average(m => m.Before)), Share(Worst(m => m.Before)), Share(Markets.Average(m => m.Calm)),
                Share(Markets.Average(m => m.Wild)), Share(Markets.Average(m => m.After)),
                Share(Worst(m => m.After)), Share(Markets.Average(m => m.First)), Count(recovery[recovery.Length / 2]),
                Count(recovery[recovery.Length * 9 / 10]), Count(recovery[^1]), Share(Markets.Average(m => m.Width)),
                Share(Markets.Average(m => m.Unbounded)),
            ];
        }
    }

    public static IEnumerable<IntervalRow> Study(int markets) =>
    [
        Of("split, returns as they are", markets, normalised: false, rate: 0),
        Of("adaptive, returns as they are", markets, normalised: false, rate: 0.05),
        Of("split, over volatility", markets, normalised: true, rate: 0),
        Of("adaptive, over volatility (used)", markets, normalised: true, rate: ConformalState.DefaultRate),
    ];

    private static IntervalRow Of(string name, int markets, bool normalised, double rate) =>
        new(name, [.. Enumerable.Range(1, markets).Select(seed => Judge((ulong)seed, normalised, rate))]);

    private static Market Judge(ulong seed, bool normalised, double rate)
    {
        var market = new BrokenMarket(seed, Bars, BreakAt, factor: 3, normalised);
        // A rate of 0 is split conformal as it was learnt: its scores are not replaced either.
        var judged = rate > 0 ? market.Intervals(From, rate) : market.FixedIntervals(From);
        double Coverage(int from, int to) => IntervalReplay.Measure(0.9, [.. judged.Where(j => j.Bar >= from && j.Bar < to)]).Coverage;
        var volatility = TrailingVolatility.Of(market.Candles);
        var byVolatility = judged.Where(j => j.Bar < BreakAt).OrderBy(j => volatility[j.Bar]).ToArray();
        double Third(Range third) => IntervalReplay.Measure(0.9, byVolatility[third]).Coverage;
        return new Market(
            Coverage(From, BreakAt), Third(..(byVolatility.Length / 3)), Third((2 * byVolatility.Length / 3)..), Coverage(BreakAt, Bars),
            Coverage(BreakAt, BreakAt + 200), market.Recovery(judged),
            IntervalReplay.Measure(0.9, [.. judged.Where(j => j.Bar < BreakAt)]).MeanWidth,
            (double)judged.Count(j => !j.Interval.IsBounded) / judged.Count);
    }

    // The farthest from what is aimed at.
    private double Worst(Func<Market, double> coverage) => Markets.Select(coverage).MaxBy(one => Math.Abs(one - 0.9));

    private static string Share(double share) => $"{Tables.Number(100 * share, "0.0")} %";

    private static string Count(double bars) => double.IsInfinity(bars) ? "never" : Tables.Number(bars, "0");

    internal sealed record Market(
        double Before, double Calm, double Wild, double After, double First, int? Recovery, double Width, double Unbounded);
}
