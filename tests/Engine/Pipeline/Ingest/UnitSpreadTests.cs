using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine.Market.Spreads;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Tests.Engine.Pipeline.Execution;

namespace Huracan.Tests.Engine.Pipeline.Ingest;

[Collection("torch")]
public class UnitSpreadTests
{
    private const string Root = "SIM001USDT/1h/xgboost/h4";

    [Fact]
    public void A_units_own_spread_reaches_its_labels_its_backtest_its_edge_and_its_model()
    {
        var own = Run(new() { Source = SpreadSource.Estimated });
        var usual = Run(new());

        var spread = own.Folder.ReadJson<CoinSpread>("data/SIM001USDT/spread.json");
        Assert.Equal(
            (15.0, SpreadOrigin.Quotes, 30 * 1_440, true),
            (spread.HalfSpreadBps, spread.Origin, spread.Samples, spread.IsBeforeTest));
        Assert.Equal((15.0, 42e-4), (own.Meta("xgboost", "final_model").HalfSpreadBps, own.Meta("xgboost", "final_model").DeadZone));
        var edge = own.Folder.ReadJson<EdgeReport>($"{Root}/edge.json");
        Assert.Equal(spread, edge.Spread);
        Assert.Equal((1, 15.0), (edge.MakerWaitBars, edge.MakerThroughBps));
        Assert.InRange(edge.Taker.Total.Spread.Bps, 29.5, 30.5); // two legs
        Assert.InRange(edge.Maker.Total.Spread.Bps, 14.5, 15.5); // the exit alone
        Assert.InRange(edge.Maker.Total.Fees.Bps, 6.9, 7.1);
        Assert.Null(edge.Maker.Total.Capacity);
        var result = own.Report.Result;
        var taken = edge.Taker.Total;
        Assert.Equal((taken.Net.StandardError, taken.Capacity!.Notional), (result.NetEdgeError, result.CapacityQuote));
        Assert.Equal(result.NetEdgeBps!.Value, edge.Taker.Total.Net.Bps, 1e-9);
        Assert.NotNull(result.Regime);
        Assert.Contains("half-spread 15, quotes", System.Text.Encoding.UTF8.GetString(own.Folder.Read("SIM001USDT/1h/report.html")));

        Assert.Equal(
            new CoinSpread(1, SpreadOrigin.Configured, 0, null, null), usual.Folder.ReadJson<CoinSpread>("data/SIM001USDT/spread.json"));
        Assert.Null(usual.Meta("xgboost", "final_model").HalfSpreadBps);
        foreach (var stage in new[] { "final", "backtest" })
            Assert.NotEqual(Record(usual, stage).Key, Record(own, stage).Key);
        Assert.NotEqual(
            usual.Hashes(name => name.EndsWith("final_model/model.ubj", StringComparison.Ordinal)),
            own.Hashes(name => name.EndsWith("final_model/model.ubj", StringComparison.Ordinal)));
    }

    private static StageRecord Record(PipelineRun run, string stage) => run.Folder.ReadJson<StageRecord>($"{Root}/stages/{stage}.json");

    private static PipelineRun Run(SpreadOptions spreads)
    {
        var run = new PipelineRun(
            new QuotedSource(PipelineRun.Market(), 30), options => (options.Spreads, options.Models) = (spreads, ["xgboost"]));
        var result = run.Execute();
        Assert.True(result.Status == UnitStatus.Done, result.Reason);
        return run;
    }
}
