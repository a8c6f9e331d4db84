using Huracan.Contracts.Preflight;
using Huracan.Contracts.Reports;
using Huracan.Engine.Market;
using Huracan.Engine.Pipeline.Ingest;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Units;
using Huracan.Tests.Engine.Pipeline.Execution;

namespace Huracan.Tests.Engine.Pipeline.Units;

public class UnitSamplesTests
{
    [Fact]
    public void The_check_refuses_from_the_very_horizon_on_that_the_run_refuses()
    {
        var market = PipelineRun.Market();
        // The longest horizon that passes; a label as long as a part leaves the part none.
        var (passes, fails) = (4, 2_000);
        while (fails - passes > 1)
        {
            var middle = (passes + fails) / 2;
            if (Judge(market, [middle]).Preflight.Verdict == PreflightVerdict.Blocked)
                fails = middle;
            else
                passes = middle;
        }

        Assert.InRange(passes, 100, 300);
        Assert.Equal(UnitStatus.Done, new PipelineRun(market, options => Change(options, [passes])).Execute().Status);
        var refused = new PipelineRun(market, options => Change(options, [fails])).Execute();
        Assert.Equal(UnitStatus.Skipped, refused.Status);
        Assert.Equal($"too_few_samples: {refused.Reason}", Judge(market, [fails]).Preflight.Reason);
        Assert.Contains("fewer than 100", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void One_horizon_that_is_too_long_refuses_the_unit_before_anything_is_trained()
    {
        var market = PipelineRun.Market();
        var run = new PipelineRun(market, options => Change(options, [4, 900]));

        Assert.Equal(UnitStatus.Skipped, run.Execute().Status);
        Assert.Empty(run.Hashes(_ => true));
        Assert.Null(Judge(market, [4, 900]).Series);
    }

    [Fact]
    public void A_look_back_beyond_the_first_candle_is_refused_in_words()
    {
        var market = PipelineRun.Market(bars: 2_100);
        var unit = Judge(market, [4], options =>
        {
            options.Models = ["cnn-lstm"];
            options.ModelSettings["cnn-lstm"]["lookback"] = 2_200;
        });

        Assert.Contains("look back over the first", unit.Preflight.Reason, StringComparison.Ordinal);
    }

    private static void Change(RunOptions options, List<int> horizons)
    {
        options.Models = ["xgboost"];
        options.Horizons = horizons;
    }

    private static UnitSeries Judge(SimulatedMarket market, List<int> horizons, Action<RunOptions>? change = null)
    {
        var run = new PipelineRun(market, options =>
        {
            Change(options, horizons);
            change?.Invoke(options);
        });
        UnitSeries Look(string coin) => IngestStage.Look(run.Context.Options, market, coin, CancellationToken.None).Series.Single();
        return new UnitSamples(run.Context.Options, run.Context.Features, run.Context.Families)
            .Judge(Look(PipelineRun.Unit.Coin), Look(RunPlan.Bitcoin).Series);
    }
}
