using Huracan.Contracts.Champions;
using Huracan.Engine.Champions.FixedHorizon;
using Huracan.Engine.Quality.Metrics;

namespace Huracan.Engine.Champions;

/// <summary>The tests of a fixed horizon over all bars, for the report.</summary>
internal static class ClassicTests
{
    private const int FewestBlocks = 4;
    private static readonly TestResult Unknown = new(double.NaN, double.NaN);

    public static IReadOnlyList<FixedHorizonReport> Of(ShadowPlan plan, ShadowBars bars, PromotionOptions options)
    {
        var champion = Daily(bars.Champion, plan);
        var challengers = bars.Challengers.Select(series => Daily(series, plan)).ToList();
        var days = champion.Length;
        var block = options.BlockDays
            ?? BlockLength.Of(Math.Max(1, days), (plan.OutcomeBars + plan.BarsPerDay - 1) / plan.BarsPerDay);
        var enough = days >= FewestBlocks * block;
        var random = new SeededRandom(options.Seed);
        var scaled = Scaled(champion);
        var superior = enough
            ? SuperiorAbility.Test(
                [.. challengers.Select(daily => Scaled(daily).Zip(scaled, (b, a) => b - a).ToArray())],
                block, options.Draws, random.Fork("superior ability"))
            : Unknown;
        return
        [
            .. bars.Challengers.Select((series, k) => new FixedHorizonReport(
                DieboldMariano.Test(Differences(bars.Champion.Losses, series.Losses), plan.OutcomeBars),
                enough
                    ? SharpeDifference.Of(champion, challengers[k], block).Test(options.Draws, random.Fork($"Sharpe difference {k}"))
                    : Unknown,
                superior, block, options.Draws)),
        ];
    }

    private static double[] Daily(ShadowSeries series, ShadowPlan plan)
    {
        var daily = new double[series.NetReturns.Count / plan.BarsPerDay];
        for (var bar = 0; bar < daily.Length * plan.BarsPerDay; bar++)
            daily[bar / plan.BarsPerDay] += series.NetReturns[bar];
        return daily;
    }

    // In deviations, so that the test is of Sharpe ratios too, not of leverage.
    private static double[] Scaled(double[] daily)
    {
        var deviation = SharpeStatistics.Of(daily).Deviation;
        return deviation > 0 ? Array.ConvertAll(daily, r => r / deviation) : new double[daily.Length];
    }

    private static double[] Differences(IReadOnlyList<double> champion, IReadOnlyList<double> challenger) =>
        [.. champion.Zip(challenger, (a, b) => a - b).Where(difference => !double.IsNaN(difference))];
}
