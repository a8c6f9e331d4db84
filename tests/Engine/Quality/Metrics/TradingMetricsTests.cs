using System.Text.Json;
using System.Text.Json.Serialization;
using Huracan.Contracts;
using Huracan.Contracts.Json;
using Huracan.Contracts.Reports;
using Huracan.Engine;
using Huracan.Engine.Backtest;
using Huracan.Engine.Quality.Metrics;
using Huracan.Tests.Engine.Backtest;

namespace Huracan.Tests.Engine.Quality.Metrics;

public class TradingMetricsTests
{
    private static readonly CostOptions FeesOnly = CostOptions.Zero with { TakerFeeBps = 10 };

    [Fact]
    public void Per_bar_ratios_agree_with_numpy()
    {
        var equity = new double[MetricsGolden.Returns.Length];
        var value = 10_000.0;
        for (var i = 0; i < equity.Length; i++)
            equity[i] = value *= 1 + MetricsGolden.Returns[i];
        Assert.Equal(MetricsGolden.Value("max_drawdown"), TradingMetrics.MaxDrawdownOf(equity, 10_000), 1e-12);
        Assert.Equal(MetricsGolden.Value("sortino"), TradingMetrics.SortinoOf(MetricsGolden.Returns), 1e-12);
        Assert.All(BarReturns.Of(equity, 10_000).Zip(MetricsGolden.Returns), pair => Assert.Equal(pair.Second, pair.First, 1e-12));
    }

    [Fact]
    public void Sortino_runs_over_all_bars_not_only_the_losing_ones() =>
        Assert.Equal(0.01 / Math.Sqrt(0.0004 / 4), TradingMetrics.SortinoOf([0.02, 0.02, 0.02, -0.02]), 1e-12);

    [Fact]
    public void Three_trades_worked_out_by_hand()
    {
        // Long 10 from 100 to 110, short 10 from 110 to 115, long 10 from 115 to 118; risk 5 % of the entry each; fee 10 bp a leg.
        var candles = TestMarket.Candles(
            Timeframe.H1, TestMarket.Start + 3_600_000, null,
            (100, 100, 100, 100), (100, 105, 100, 105), (110, 110, 110, 110), (115, 115, 115, 115), (118, 118, 118, 118),
            (118, 118, 118, 118));
        sbyte[] sides = [1, -1, 1, 0, 0, 0];
        var signals = new SignalSeries(sides, [.. sides.Select(_ => 10.0)], [.. sides.Select(_ => 0.05)]);
        var result = Backtester.Run(candles, candles.All(), signals, null, new BacktestOptions { Costs = FeesOnly, InitialCapital = 1000 });
        var m = TradingMetrics.Of(result, Timeframe.H1);
        double first = 100 - 2.1, second = -50 - 2.25, third = 30 - 2.33;
        double[] r = [first / 50, second / 55, third / 57.5];
        Assert.Equal(3, m.TradesTaken);
        Assert.Equal(2.0 / 3, m.WinRate, 1e-12);
        Assert.Equal(r.Average(), m.ExpectancyR, 1e-9);
        Assert.Equal(Math.Sqrt(3) * r.Average() / Math.Sqrt(r.Sum(x => Math.Pow(x - r.Average(), 2)) / 2), m.Sqn, 1e-9);
        Assert.Equal((first + third) / -second, m.ProfitFactor, 1e-9);
        Assert.Equal(1.5, m.CountProfitFactor);
        Assert.Equal(0.5, m.Coverage);
        Assert.Equal((first + second + third) / 1000, m.NetReturn, 1e-12);
        Assert.Equal(1e4 * (first / 1000 + second / 1100 + third / 1150) / 3, m.NetEdgeBps, 1e-9);
        Assert.Equal((80, 6.68), (Math.Round(m.GrossPnl, 9), Math.Round(m.FeesPaid, 9)));
        Assert.Equal(1, m.AverageBarsHeld);
        double[] equity = [
            1000, 1049, 1000 + first - 1.1, 1000 + first + second - 1.15, 1000 + first + second + third, 1000 + first + second + third,
        ];
        Assert.All(equity.Zip(result.Equity), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
        Assert.Equal(1 - equity[3] / equity[2], m.MaxDrawdown, 1e-12);
        Assert.Equal(6680 / equity.Average(), m.Turnover, 1e-9);
    }

    [Fact]
    public void Without_trades_the_means_are_undefined_and_the_sums_are_zero()
    {
        var candles = TestMarket.Random(new SeededRandom(1), 50, Timeframe.H1);
        var m = TradingMetrics.Of(
            Backtester.Run(candles, candles.All(), new SignalSeries(new sbyte[50]), null, new BacktestOptions()), Timeframe.H1);
        double[] undefined =
            [
                m.WinRate, m.ExpectancyR, m.Sqn, m.ProfitFactor, m.Sharpe, m.Sortino, m.Psr, m.Skew, m.Kurtosis, m.NetEdgeBps,
                m.AverageBarsHeld,
            ];
        double[] zero = [m.MaxDrawdown, m.Coverage, m.NetReturn, m.Turnover, m.FeesPaid, m.FundingReceived, m.FundingMissingShare];
        Assert.All(undefined, v => Assert.True(double.IsNaN(v)));
        Assert.All(zero, v => Assert.Equal(0, v));
        Assert.Equal(1, m.CountProfitFactor);
    }

    [Fact]
    public void Profits_without_a_loss_leave_the_profit_factor_undefined_but_the_count_factor_not()
    {
        var candles = TestMarket.Candles(
            Timeframe.H1, TestMarket.Start, null, (100, 101, 100, 101), (101, 102, 101, 102), (103, 103, 103, 103));
        var m = TradingMetrics.Of(
            Backtester.Run(candles, candles.All(), new SignalSeries([1, 1, 1]), null, new BacktestOptions { Costs = CostOptions.Zero }),
            Timeframe.H1);
        Assert.Equal((1, 1.0, 2.0), (m.TradesTaken, m.WinRate, m.CountProfitFactor));
        Assert.True(double.IsNaN(m.ProfitFactor));
    }

    [Fact]
    public void A_year_of_bars_annualises_and_the_parts_add_up()
    {
        var random = new SeededRandom(7);
        var candles = TestMarket.Random(random, 3000, Timeframe.H4, marks: true);
        var m = TradingMetrics.Of(
            Backtester.Run(candles, candles.All(), TestMarket.Signals(random, 3000), null, new BacktestOptions()), Timeframe.H4);
        Assert.Equal(m.Sharpe * Math.Sqrt(2190), m.SharpeAnnual, 1e-12);
        Assert.Equal(m.NetPnl, m.GrossPnl - m.FeesPaid - m.SpreadPaid - m.SlippagePaid - m.ImpactPaid + m.FundingReceived, 1e-6);
        Assert.Equal(1, m.FundingMissingShare);
        Assert.True(m.Coverage is > 0.2 and < 0.9);
    }

    [Fact]
    public void The_minimum_track_record_is_within_the_bars_where_the_probabilistic_ratio_is_sufficient_and_none_without_a_gain()
    {
        int[] counts = [0, 0, 0];
        for (ulong seed = 1; seed <= 60; seed++)
        {
            var random = new SeededRandom(seed);
            var candles = TestMarket.Random(random, 400, Timeframe.H4);
            // Every second one knows the next candle, more or less: it earns.
            var close = candles.Close.ToArray();
            sbyte[] known = [
                .. close.Select((now, i) => (sbyte)(i + 1 < close.Length && random.NextDouble() < 0.6 ? Math.Sign(close[i + 1] - now) : 0))
            ];
            var signals = seed % 2 == 0 ? new SignalSeries(known) : TestMarket.Signals(random, 400);
            var m = TradingMetrics.Of(
                Backtester.Run(candles, candles.All(), signals, null, new BacktestOptions { Costs = FeesOnly }), Timeframe.H4);
            var json = JsonSerializer.SerializeToElement(m, HuracanJson.Compact);
            Assert.Equal(m.Sharpe > 0, json.TryGetProperty("minimum_track_record", out _));
            Assert.Equal(m.Sharpe > 0, json.TryGetProperty("minimum_track_record_days", out _));
            if (!(m.Sharpe > 0))
            {
                Assert.Equal((null, null), (m.MinimumTrackRecord, m.MinimumTrackRecordDays));
                counts[0]++;
                continue;
            }
            var bars = m.MinimumTrackRecord!.Value;
            Assert.Equal(0.95, SharpeStatistics.Psr(m.Sharpe, bars, m.Skew, m.Kurtosis), 1e-9);
            Assert.Equal(bars / 6, m.MinimumTrackRecordDays!.Value, 1e-9);
            Assert.Equal(m.Psr >= 0.95, bars <= m.Bars);
            counts[m.Psr >= 0.95 ? 2 : 1]++;
        }
        Assert.All(counts, count => Assert.True(count > 0, string.Join(", ", counts)));
    }

    [Fact]
    public void A_report_from_before_the_minimum_track_record_is_read_and_written_as_it_was()
    {
        var candles = TestMarket.Random(new SeededRandom(1), 50, Timeframe.H1);
        var m = TradingMetrics.Of(
            Backtester.Run(candles, candles.All(), new SignalSeries(new sbyte[50]), null, new BacktestOptions()), Timeframe.H1);
        var old = HuracanJson.Serialize(m); // without a trade there is none

        Assert.DoesNotContain("track", System.Text.Encoding.UTF8.GetString(old), StringComparison.Ordinal);
        Assert.Equal(old, HuracanJson.Serialize(HuracanJson.Deserialize<TradingMetrics>(old, "backtest_metrics.json")));
    }

    [Fact]
    public void Names_in_json_are_those_of_the_field()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        };
        var candles = TestMarket.Random(new SeededRandom(1), 5, Timeframe.H1);
        var result = Backtester.Run(candles, candles.All(), new SignalSeries(new sbyte[5]), null, new BacktestOptions());
        var trading = JsonSerializer.SerializeToElement(TradingMetrics.Of(result, Timeframe.H1), options);
        string[] ofTrades =
            [
                "trades_taken", "win_rate", "expectancy_r", "sqn", "profit_factor", "count_profit_factor", "max_drawdown", "coverage",
                "net_edge_bps",
            ];
        Assert.All(ofTrades, name => Assert.True(trading.TryGetProperty(name, out _), name));
        var forecasts = JsonSerializer.SerializeToElement(ClassificationMetrics.Of([], []), options);
        string[] ofForecasts = ["balanced_accuracy", "f1_long", "f1_short", "confusion_matrix", "log_loss"];
        Assert.All(ofForecasts, name => Assert.True(forecasts.TryGetProperty(name, out _), name));
    }
}
