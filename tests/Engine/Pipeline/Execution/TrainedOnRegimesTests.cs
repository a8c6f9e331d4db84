using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Live;
using Huracan.Engine.Pipeline.Scoring;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Pipeline.Units;
using Huracan.Engine.Quality;
using Huracan.Tests.Engine.Features;

namespace Huracan.Tests.Engine.Pipeline.Execution;

[Collection("torch")]
public class TrainedOnRegimesTests
{
    private static readonly Lazy<PipelineRun> Trained = new(Run);

    [Theory]
    [InlineData("xgboost", "wide", "wide+regimes")]
    [InlineData("cnn-lstm", "sequence", "sequence+regimes")]
    public void The_option_joins_the_regimes_to_a_familys_own_set(string family, string without, string with)
    {
        var chosen = new ModelRegistry()[family];

        Assert.Equal(without, new RunOptions().FeatureSetOf(chosen));
        Assert.Equal(with, new RunOptions { TrainOnRegimes = true }.FeatureSetOf(chosen));
    }

    [Theory]
    [InlineData("xgboost", "wide+regimes")]
    [InlineData("cnn-lstm", "sequence+regimes")]
    public void Its_models_say_so_and_have_the_columns(string family, string set)
    {
        var recipe = FeatureExamples.Sets.Recipe(set);
        foreach (var model in new[] { StageOutputs.BestModel, StageOutputs.FinalModel })
        {
            var meta = Trained.Value.Meta(family, model);
            Assert.Equal((set, recipe.Hash, recipe.WarmUp), (meta.FeatureSet, meta.FeatureHash, meta.WarmUp));
            Assert.Equal(recipe.Names, meta.FeatureNames);
        }
    }

    [Theory]
    [InlineData("xgboost")]
    [InlineData("cnn-lstm")]
    public void The_live_forecast_of_an_old_bar_is_the_one_of_the_backtest(string family)
    {
        var run = Trained.Value;
        var forecasts = run.Forecasts(family, StageOutputs.TestForecasts);
        var bars = forecasts.Bars[^1] + 1;
        var candles = CandleTable.ReadCandles(run.Folder, PipelineRun.Unit).Slice(0, bars);
        var bitcoin = CandleTable.ReadCandles(run.Folder, new UnitId(RunPlan.Bitcoin, Timeframe.H1)).Slice(0, bars);
        using var model = TrainedModel.Load(
            run.Folder, $"{PipelineRun.Unit}/{family}/h4/{StageOutputs.FinalModel}", run.Context.Families);
        var thresholds = UnitThresholds.Of(run.Context.Options, Timeframe.H1, [run.Report.Result]);

        var judged = new LiveForecaster(run.Context.Features, new QualityGate(thresholds)).Judge(model, candles, bitcoin, null);

        Assert.Equal(forecasts.Predictions[^1], judged.Prediction);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes()
    {
        bool IsModel(string name) => name.Contains("_model/", StringComparison.Ordinal);

        var models = Trained.Value.Hashes(IsModel);

        Assert.NotEmpty(models);
        Assert.Equal(models, Run().Hashes(IsModel));
    }

    [Fact]
    public void With_and_without_are_two_trials()
    {
        RunOptions Options(bool onRegimes)
        {
            var options = PipelineRun.Options();
            options.TrainOnRegimes = onRegimes;
            return options;
        }

        string Specification(bool onRegimes) => RunSpecification.Of(Trained.Value.Context with { Options = Options(onRegimes) });

        Assert.Equal(RunSpecification.Of(Trained.Value.Context), Specification(true));
        Assert.NotEqual(Specification(false), Specification(true));
    }

    private static PipelineRun Run()
    {
        var run = new PipelineRun(PipelineRun.Market(), options => options.TrainOnRegimes = true);
        Assert.Equal(UnitStatus.Done, run.Execute().Status);
        return run;
    }
}
