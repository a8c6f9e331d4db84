using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Engine.Features;
using Huracan.Engine.Labels;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Live;
using Huracan.Engine.Pipeline.Scoring;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Pipeline.Units;
using Huracan.Engine.Quality;
using Huracan.Tests.Engine.Features;

namespace Huracan.Tests.Engine.Pipeline.Execution;

/// <summary>A run of meta-labels on a market where to follow the trend pays in a state that features tell.</summary>
[Collection("torch")]
public class MetaLabelsTests
{
    private const int Period = 12;

    private static readonly Lazy<PipelineRun> Trained = new(() => Run(["linear", "xgboost", "gru"], 3_200));

    // At some bars this rule takes no side.
    private static readonly Lazy<PipelineRun> TrainedAgainst = new(() => Run(["xgboost"], 4_000, Against.Text));

    public static TheoryData<string> Families => ["linear", "xgboost", "gru"];

    [Theory]
    [MemberData(nameof(Families))]
    public void A_model_learns_when_the_side_pays_and_never_forecasts_the_other(string family)
    {
        var (run, rule) = Of(family);
        var sides = rule.Sides(CandleTable.ReadCandles(run.Folder, PipelineRun.Unit));
        var report = run.Report.Candidates.Single(one => one.Family == family);

        Assert.InRange(report.Validation.LogLossSkill, 0.02, 1);
        Assert.InRange(report.Forecasts.LogLossSkill, 0.02, 1);
        Assert.InRange(report.Forecasts.Classification.BalancedAccuracy, 0.55, 1);
        foreach (var table in new[] { StageOutputs.ValidationForecasts, StageOutputs.TestForecasts })
        {
            var (bars, forecasts) = run.Forecasts(family, table);
            for (var i = 0; i < bars.Length; i++)
            {
                Assert.Equal(0, sides[bars[i]] > 0 ? forecasts[i].Down : forecasts[i].Up);
                Assert.Equal(sides[bars[i]] == 0, forecasts[i].Flat == 1);
                Assert.Equal(1, forecasts[i].Down + forecasts[i].Flat + forecasts[i].Up, 1e-6);
            }
            Assert.Equal(rule.Text == Against.Text, forecasts.Any(one => one.Flat == 1));
            Assert.Contains(forecasts, one => one.Direction > 0);
            Assert.Contains(forecasts, one => one.Direction < 0);
        }
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void A_saved_model_says_whose_side_it_judges_and_forecasts_live_as_in_the_backtest(string family)
    {
        var (run, rule) = Of(family);
        var forecasts = run.Forecasts(family, StageOutputs.TestForecasts);
        var candles = CandleTable.ReadCandles(run.Folder, PipelineRun.Unit).Slice(0, forecasts.Bars[^1] + 1);
        var path = $"{PipelineRun.Unit}/{family}/h4/{StageOutputs.FinalModel}";
        using var model = TrainedModel.Load(run.Folder, path, run.Context.Families);
        var thresholds = UnitThresholds.Of(run.Context.Options, Timeframe.H1, [run.Report.Result]);
        var columns = run.Context.Features.Recipe(model.Meta.FeatureSet).For(new FeatureInput(candles)).Compute(new FeatureInput(candles));
        double[][] rows = [.. Enumerable.Range(candles.Count - model.Lookback, model.Lookback).Select(bar =>
            columns.Columns.Select(column => column[bar]).ToArray())];

        var judged = new LiveForecaster(run.Context.Features, new QualityGate(thresholds)).Judge(model, candles, null, null);

        Assert.Equal(forecasts.Predictions[^1], judged.Prediction);
        Assert.Equal(forecasts.Predictions[^1], model.PredictLast(rows));
        Assert.Equal((PrimaryRule.Column, rule.Text), (model.Meta.Sides!.Column, model.Meta.Sides.Rule));
        Assert.True(model.Meta.Sides is { Long: { Pays: > 0, Fails: < 0 }, Short: { Pays: < 0, Fails: > 0 } });
        Assert.EndsWith($"+{rule.Set}", model.Meta.FeatureSet, StringComparison.Ordinal);
    }

    [Fact]
    public void The_baselines_know_the_side_too()
    {
        var candidate = Trained.Value.Report.Candidates[0];
        var primary = candidate.Forecasts.Baselines[Baselines.Primary];

        Assert.Equal((1.0, 1.0, 0.0), (primary.Recall[0], primary.Recall[2], primary.Recall[1]));
        Assert.Equal(0, primary.ChanceAdjusted);
        Assert.True(candidate.Trading.Baselines[Baselines.Primary].TradesTaken > candidate.Trading.Trading.TradesTaken);
        Assert.Equal(0, candidate.Forecasts.Baselines["momentum"].ChanceAdjusted, 1e-9);
        Assert.True(candidate.Forecasts.SkillOverBaselines > 0.1);
    }

    [Fact]
    public void What_tells_the_state_is_important_and_not_the_side()
    {
        var report = Trained.Value.Folder.ReadJson<ImportanceReport>(
            $"{PipelineRun.Unit}/{Trained.Value.Report.Result.Family}/h4/{StageOutputs.Importance}");
        var ranks = report.Features.Select((feature, i) => (feature.Feature, i)).ToDictionary(pair => pair.Feature, pair => pair.i);

        Assert.True(Math.Min(ranks["vol_z96"], ranks.GetValueOrDefault("rel_volume24", 99)) < ranks[PrimaryRule.Column]);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_rule_another_key()
    {
        var (first, second) = (Run(["linear"], 2_600), Run(["linear"], 2_600));
        bool IsModel(string name) => name.Contains("_model/", StringComparison.Ordinal);

        Assert.Equal(first.Hashes(IsModel), second.Hashes(IsModel));
        var options = first.Context.Options;
        var set = options.FeatureSetOf(first.Context.Families["linear"]);
        options.Primary = "momentum:period=13";
        Assert.NotEqual(set, options.FeatureSetOf(first.Context.Families["linear"]));
        options.Labels = LabelKind.TripleBarrier;
        Assert.Equal("wide", options.FeatureSetOf(first.Context.Families["linear"]));
    }

    private static PrimaryRule Rule => PrimaryRule.Parse($"momentum:period={Period}");

    private static PrimaryRule Against => PrimaryRule.Parse($"mean_reversion:period={Period},threshold=1");

    private static (PipelineRun Run, PrimaryRule Rule) Of(string family) =>
        family == "xgboost" ? (TrainedAgainst.Value, Against) : (Trained.Value, Rule);

    private static PipelineRun Run(string[] families, int bars, string? rule = null)
    {
        var run = new PipelineRun(new SidedMarket(bars, Period), options =>
        {
            options.Models = [.. families];
            options.Labels = LabelKind.Meta;
            options.Primary = rule ?? Rule.Text;
            options.TrainBars = null;
            options.Epochs = 6;
            options.Costs = options.Costs with { TakerFeeBps = 1 };
            options.ModelSettings = new()
            {
                ["linear"] = new() { ["rounds"] = 6, ["least_penalty"] = 0.01 },
                ["xgboost"] = new() { ["rounds"] = 40, ["max_depth"] = 3 },
                ["gru"] = new() { ["lookback"] = 8, ["hidden_size"] = 8, ["learning_rate"] = 0.01 },
            };
        });
        Assert.Equal(UnitStatus.Done, run.Execute().Status);
        return run;
    }
}
