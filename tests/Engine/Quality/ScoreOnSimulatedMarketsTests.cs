using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Engine;
using Huracan.Engine.Backtest;
using Huracan.Engine.Market;
using Huracan.Engine.Quality;
using Huracan.Engine.Quality.Metrics;
using Huracan.Engine.Splits;
using Huracan.Tests.Engine.Backtest;
using Xunit.Abstractions;

namespace Huracan.Tests.Engine.Quality;

/// <summary>What the score makes of two years of 4h bars whose truth is known: an honest edge, or none.</summary>
public class ScoreOnSimulatedMarketsTests(ITestOutputHelper output)
{
    private const int Bars = 2 * 2190;
    private const double BarVolatility = 0.012; // 56 % a year

    private static readonly CostOptions Ordinary = new() { ImpactY = 0 };

    [Fact]
    public void An_honest_edge_with_the_evidence_is_high_almost_always()
    {
        var scores = Sample(200, annualSharpe: 2, Ordinary).Where(s => s.Inputs.Psr >= 0.95 && s.Inputs.Trades >= 100).ToList();
        var high = scores.Count(s => s.Score.Score >= 75) / (double)scores.Count;
        var least = scores.Min(s => s.Score.Score);
        var sharpe = scores.Average(s => s.Inputs.AnnualSharpe);
        output.WriteLine(
            $"{scores.Count} of 200 have the evidence, {high:P1} of them score 75 or more, the least {least}; mean Sharpe {sharpe:F2}");
        Assert.True(scores.Count > 120, $"{scores.Count}");
        Assert.True(high >= 0.98, $"{high}");
    }

    [Fact]
    public void Noise_at_ordinary_costs_is_never_traded()
    {
        var scores = Sample(200, annualSharpe: null, Ordinary);
        output.WriteLine($"highest {scores.Max(s => s.Score.Score)}, mean {scores.Average(s => s.Score.Score):F1}");
        Assert.All(scores.Where(s => s.Inputs.NetEdgeBps < 0), s => Assert.True(s.Score.Score < 50));
        Assert.True(scores.Count(s => s.Score.Score >= 50) <= 2);
    }

    [Fact]
    public void Noise_without_costs_is_high_only_by_the_luck_that_PSR_allows()
    {
        var scores = Sample(300, annualSharpe: null, CostOptions.Zero with { HasFunding = false });
        var high = scores.Where(s => s.Score.Score >= 75).ToList();
        output.WriteLine($"{high.Count / 300.0:P1} score 75 or more");
        Assert.All(high, s => Assert.True(s.Inputs.Psr >= 0.95));
        Assert.InRange(high.Count / 300.0, 0, 0.085); // 5 % expected; 8.5 % is 2.8 standard errors above
    }

    /// <summary>
    /// Holds one bar on random signals, a third of the bars each way. With a Sharpe ratio asked for, each traded bar drifts to the
    /// signalled side by what reaches it after the round trip's cost.
    /// </summary>
    private static List<(ScoreInputs Inputs, QualityScore Score)> Sample(int count, double? annualSharpe, CostOptions costs)
    {
        var all = new List<(ScoreInputs, QualityScore)>();
        for (var k = 0; k < count; k++)
        {
            var random = new SeededRandom((ulong)(50_000 + k));
            var sides = new sbyte[Bars];
            var rows = new (double, double, double, double)[Bars];
            var traded = 2.0 / 3;
            var drift = annualSharpe is { } sharpe
                ? sharpe / Math.Sqrt(2190) * BarVolatility / Math.Sqrt(traded) + costs.RoundTripBps / 1e4
                : 0;
            var price = 100.0;
            for (var i = 0; i < Bars; i++)
            {
                sides[i] = (sbyte)(random.NextInt(3) - 1);
                var next = price * Math.Exp(BarVolatility * random.NextGaussian() + (i > 0 ? drift * sides[i - 1] : 0));
                rows[i] = (price, Math.Max(price, next), Math.Min(price, next), next);
                price = next;
            }
            var candles = TestMarket.Candles(Timeframe.H4, TestMarket.Start, null, rows);
            var funding = new FundingSeries(
                "TESTUSDT", [.. Enumerable.Range(0, Bars / 2).Select(i => TestMarket.Start + i * 28_800_000L)], new double[Bars / 2]);
            var result = Backtester.Run(
                candles, new BarRange(0, Bars), new SignalSeries(sides), funding,
                new BacktestOptions { Exit = ExitPolicy.HoldBars(1), Costs = costs });
            var metrics = TradingMetrics.Of(result, Timeframe.H4);
            // Skill is left unmeasured: the score must tell the two apart without its points.
            var inputs = ScoreInputs.Of(metrics, double.NaN, FoldConsistency.PositiveShare(result, 6));
            all.Add((inputs, ScoreFormula.Evaluate(inputs)));
        }
        return all;
    }
}
