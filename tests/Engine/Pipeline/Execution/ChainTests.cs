using Huracan.Contracts.Reports;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Execution;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Search.Studies;
using Huracan.Tests.Engine.Pipeline.Tuning;
using Microsoft.Extensions.Time.Testing;

namespace Huracan.Tests.Engine.Pipeline.Execution;

[Collection("torch")]
public class ChainTests
{
    private static readonly Lazy<PipelineRun> Whole = new(() => SearchedRun.Done());

    [Fact]
    public void A_search_leaves_all_that_the_stages_after_it_and_people_read()
    {
        var run = Whole.Value;

        string[] expected =
        [
            "trial_results.json", "optuna_best.json", "optimization_history.json", "extended_training_results.json", "best_config.json",
            "extended_model_1/preds_oof.parquet",
            "extended_model_1/model.ubj", "extended_model_3/meta.json", "best_model/model.ubj", "final_model/model.ubj",
            "backtest_metrics.json",
        ];
        Assert.All(expected, name => Assert.True(run.Folder.Exists($"{SearchedRun.Root}/{name}"), name));
        var study = run.Study();
        Assert.Equal(Enumerable.Range(0, 7), study.Trials.Select(trial => trial.Number));
        Assert.Equal([1, 1, 1, 2, 2, 2, 3], study.Trials.Select(trial => trial.Phase));
    }

    [Fact]
    public void The_first_trial_is_the_familys_own_settings_and_the_last_judged_too()
    {
        var (study, chosen) = (Whole.Value.Study(), Whole.Value.Chosen());

        Assert.Equal(2, study.Trials[0].Settings["max_depth"]); // as the run says
        Assert.Equal("the family's own settings", chosen.Configurations[^1].Source);
        Assert.Null(chosen.Configurations[^1].SearchValue); // what the run leaves open the trial has from chance
        Assert.Equal(0, chosen.Configurations[^1].DeflatedGain);
        Assert.Equal(7, chosen.Tried);
    }

    [Fact]
    public void Own_settings_that_leave_nothing_open_have_the_value_of_the_first_trial()
    {
        var run = SearchedRun.Done(change: options => options.ModelSettings["xgboost"] = new()
        {
            ["rounds"] = 6,
            ["learning_rate"] = 0.1,
            ["max_depth"] = 2,
            ["min_child_weight"] = 1,
            ["subsample"] = 1,
            ["colsample_bytree"] = 1,
            ["lambda"] = 1,
            ["gamma"] = 0,
        });

        Assert.NotNull(run.Study().Trials[0].Value);
        Assert.Equal(run.Study().Trials[0].Value, run.Chosen().Configurations[^1].SearchValue);
    }

    [Fact]
    public void The_settings_chosen_are_those_of_the_final_model_and_its_lineage_names_what_chose_them()
    {
        var chosen = Whole.Value.Chosen();
        var config = Whole.Value.Folder.ReadJson<ModelConfig>($"{SearchedRun.Root}/final_model/config.json");

        Assert.Equal(chosen.Settings, config.Settings);
        Assert.Equal(["analyze", "data", "extend", "features", "tune"], config.Lineage.Keys.Order());
        Assert.Equal(["SIM001USDT", "BTCUSDT"], config.Coins);
        Assert.Equal(Whole.Value.Meta("xgboost", "final_model").FeatureNames, config.Features);
    }

    [Fact]
    public void Trials_tried_travel_with_the_score_and_the_sharpe_ratio_is_deflated_by_them()
    {
        var trading = Whole.Value.Folder.ReadJson<TradingReport>($"{SearchedRun.Root}/backtest_metrics.json");

        Assert.Equal((7, 7), (Whole.Value.Report.Result.TrialsTried, trading.Tried));
        Assert.True(trading.DeflatedSharpe < trading.Trading.Psr, $"{trading.DeflatedSharpe} is not below {trading.Trading.Psr}.");
        Assert.Equal(trading.TrialVariance, Whole.Value.Report.Result.Evidence?.TrialVariance);
    }

    [Fact]
    public void Only_the_best_trials_keep_their_models()
    {
        var kept = Whole.Value.Folder.Names.Where(name =>
            name.Contains("/checkpoints/", StringComparison.Ordinal) && name.EndsWith("meta.json", StringComparison.Ordinal));

        var best = Whole.Value.Study().Ranked().Take(2).Select(trial => $"{SearchedRun.Root}/checkpoints/trial_{trial.Number}/meta.json");
        Assert.Equal(best.Order(StringComparer.Ordinal), kept);
    }

    [Fact]
    public void What_a_killed_search_left_of_another_model_is_dropped_even_where_no_trial_is_missing()
    {
        var run = SearchedRun.Done();
        var lost = run.Study().Ranked()[^1].Number;
        run.Folder.Write($"{SearchedRun.Root}/checkpoints/trial_{lost}/model.ubj", [1]); // its removal was begun
        run.Folder.Delete($"{SearchedRun.Root}/stages/tune.json");

        Assert.Equal(UnitStatus.Done, run.Execute().Status);

        Assert.Equal(Whole.Value.Outputs(), run.Outputs());
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_one_others()
    {
        Assert.Equal(Whole.Value.Outputs(), SearchedRun.Done().Outputs());
        Assert.NotEqual(
            Whole.Value.Study().Trials[1].Settings, SearchedRun.Done(change: options => options.Seed = 43).Study().Trials[1].Settings);
    }

    [Theory]
    [InlineData("tune", 1)]
    [InlineData("tune", 30)]
    [InlineData("tune", 60)]
    [InlineData("extend", 5)]
    [InlineData("extend", 40)]
    [InlineData("best", 3)]
    [InlineData("final", 3)]
    public void A_chain_stopped_anywhere_resumes_to_the_same_bytes_and_loses_no_trial(string stage, int steps)
    {
        var run = SearchedRun.New();
        using var stop = new CancellationTokenSource();
        var seen = 0;
        var progress = new Watch(step =>
        {
            if (step.Stage == stage && ++seen == steps)
                stop.Cancel();
        });

        Assert.Throws<OperationCanceledException>(() => new UnitPipeline(run.Context).Run(PipelineRun.Unit, progress, stop.Token));
        Assert.Equal(UnitStatus.Done, run.Execute().Status);

        Assert.Equal(Whole.Value.Outputs(), run.Outputs());
        Assert.Equal(7, Study(run).Count);
    }

    [Fact]
    public void An_edited_result_is_noticed_by_the_stage_that_reads_it_and_named()
    {
        var run = SearchedRun.Done();
        var study = run.Study();
        run.Folder.WriteJson($"{SearchedRun.Root}/trial_results.json", study with { Trials = [.. study.Trials.Reverse()] });

        var error = Assert.Throws<EditedOutputException>(run.Execute);

        Assert.Contains("trial_results.json was changed since stage 'tune'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stage_that_is_not_to_be_run_is_named_where_it_is_missing()
    {
        var run = SearchedRun.New();
        var context = run.Context with { Chain = new ChainOptions { First = ChainStage.Extend, Last = ChainStage.Extend } };

        var result = new UnitPipeline(context).Run(PipelineRun.Unit, null, CancellationToken.None);

        Assert.Equal(UnitStatus.Skipped, result.Status);
        Assert.Contains("run 'tune' first", result.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(run.Folder.Names, name => name.StartsWith(SearchedRun.Root, StringComparison.Ordinal));
    }

    [Fact]
    public void Stage_by_stage_is_the_same_as_all_at_once()
    {
        var run = SearchedRun.New();
        foreach (var stage in Enum.GetValues<ChainStage>())
        {
            var context = run.Context with { Chain = new ChainOptions { First = stage, Last = stage } };
            Assert.Equal(UnitStatus.Done, new UnitPipeline(context).Run(PipelineRun.Unit, null, CancellationToken.None).Status);
        }

        Assert.Equal(Whole.Value.Outputs(), run.Outputs());
    }

    [Fact]
    public void A_longer_search_continues_where_the_shorter_one_ended()
    {
        var run = SearchedRun.Done();
        var before = Study(run);
        run.Context.Options.Search.Trials = 9;

        Assert.Equal(UnitStatus.Done, run.Execute().Status);

        Assert.Equal(9, Study(run).Count);
        Assert.Equal(before.Select(trial => trial.Value), Study(run).Take(7).Select(trial => trial.Value));
    }

    [Theory]
    [InlineData("space", "'max_depth' was 2 to 8 by 1 and is now 2 to 6 by 1")]
    [InlineData("seed", "the seed is another")]
    [InlineData("folds", "candles, features, settings or options have changed")]
    public void A_study_of_something_else_is_not_continued(string changed, string reason)
    {
        var run = SearchedRun.Done();
        var options = run.Context.Options;
        if (changed == "space")
            options.Search.Spaces = new() { ["xgboost"] = new() { ["max_depth"] = new SearchRange { Low = 2, High = 6, Step = 1 } } };
        else if (changed == "seed")
            options.Seed = 9;
        else
            options.Search.Folds = 3;

        var result = run.Execute();

        Assert.Equal(UnitStatus.Skipped, result.Status);
        Assert.Contains($"optuna.db is a study of something else: {reason}", result.Reason, StringComparison.Ordinal);
        Assert.Equal(7, Study(run).Count);
    }

    [Fact]
    public void Settings_outside_of_the_space_begin_at_its_nearest_value()
    {
        var run = SearchedRun.Done(change: options =>
        {
            options.Search.Trials = 1;
            options.Search.Spaces = new()
            {
                ["xgboost"] = new()
                {
                    ["max_depth"] = new SearchRange { Low = 3, High = 5, Step = 1 },
                    ["rounds"] = new SearchRange { Choices = [4, 6] },
                },
            };
        });

        Assert.Equal((3, 6), (run.Study().Trials[0].Settings["max_depth"], run.Study().Trials[0].Settings["rounds"]));
    }

    [Fact]
    public void A_time_budget_ends_the_search_and_is_reported()
    {
        var run = SearchedRun.New(change: options => options.Search.Timeout = 10);
        var context = run.Context with { Time = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromSeconds(3) } };

        Assert.Equal(UnitStatus.Done, new UnitPipeline(context).Run(PipelineRun.Unit, null, CancellationToken.None).Status);

        Assert.False(run.Study().Reproducible);
        Assert.InRange(run.Study().Trials.Count, 2, 6); // each trial takes a tick or two
        Assert.Contains("false", Attributes(run)["huracan:reproducible"], StringComparison.Ordinal);
    }

    private static IReadOnlyList<FrozenTrial> Study(PipelineRun run)
    {
        using var storage = run.Folder.OpenStudy($"{SearchedRun.Root}/optuna.db", SearchedRun.Root, StudyDirection.Maximize);
        return storage.Load();
    }

    private static IReadOnlyDictionary<string, string> Attributes(PipelineRun run)
    {
        using var storage = run.Folder.OpenStudy($"{SearchedRun.Root}/optuna.db", SearchedRun.Root, StudyDirection.Maximize);
        return storage.Attributes;
    }

    private sealed class Watch(Action<StageEvent> look) : IProgress<StageEvent>
    {
        public void Report(StageEvent value) => look(value);
    }
}
