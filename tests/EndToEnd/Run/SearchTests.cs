using System.Text.Json.Nodes;
using Huracan.Storage.Runs;
using Huracan.Tests.EndToEnd.Harness;

namespace Huracan.Tests.EndToEnd.Run;

public sealed class SearchTests(SearchTests.Searched searched) : IClassFixture<SearchTests.Searched>, IDisposable
{
    private const string Candidate = "BTCUSDT/1h/xgboost/h4";

    private readonly Scratch scratch = new();

    [Fact]
    public void A_run_that_searches_leaves_every_deliverable_and_lists_it()
    {
        foreach (var item in new[] { "studies 2/2", "best trials 2/2", "cross-validations 2/2", "chosen settings 2/2", "final models 2/2" })
            Assert.Contains($"✓ {item}", searched.Outcome.Output, StringComparison.Ordinal);
        string[] files = [
            "optuna.db", "optuna_best.json", "trial_results.json", "optimization_history.json", "extended_training_results.json",
            "extended_model_1/preds_oof.parquet", "best_config.json",
        ];
        Assert.All(files, file => Assert.True(File.Exists(searched.Run.PathOf($"{Candidate}/{file}")), file));
        Assert.False(File.Exists(searched.Run.PathOf($"{Candidate}/optuna.db-wal"))); // one file, to be copied and opened
    }

    [Fact]
    public void A_search_reports_each_trial_and_stage_while_it_runs()
    {
        Assert.Matches(
            @"(?m)^BTCUSDT/1h/xgboost/h4 tune trial 0 complete -?0\.\d{4}, best -?0\.\d{4} \(trial 0\)", searched.Outcome.Output);
        Assert.Matches("(?m)^BTCUSDT/1h/xgboost/h4 extend done", searched.Outcome.Output);
    }

    [Fact]
    public void What_was_found_is_drawn()
    {
        foreach (var plot in new[]
        {
            "optimization_history.png", "analysis_plots/history.png", "analysis_plots/parallel_coordinates.png",
            "analysis_plots/fold_spread.png",
        })
            Assert.True(new FileInfo(searched.Run.PathOf($"{Candidate}/{plot}")).Length > 1000, plot);
    }

    [Fact]
    public async Task Three_kills_at_random_moments_lose_and_double_no_trial_and_change_no_byte() // "bench soak-search" causes more
    {
        var kills = new SearchKills(seed: 1, kills: 3, _ => { });
        await kills.PlayAsync();
        Assert.Equal(3, kills.Stages.Count);
    }

    [Fact]
    public async Task The_chain_stage_by_stage_leaves_what_a_run_leaves()
    {
        var tune = await HuracanProcess.RunAsync(
            "tune", "--config", scratch.Write("s.yaml", Settings.Searched), "--out", scratch.Path("out"), "--workers", "2");
        tune.Expect(0);
        var run = RunResult.Only(scratch.Path("out"));
        foreach (var stage in new[] { "extend", "analyze", "final", "backtest" })
        {
            Assert.Contains($"huracan {stage} --run {run.Id}", tune.Output, StringComparison.Ordinal); // each says what comes next
            tune = await Stage(stage, run);
            tune.Expect(0);
        }
        run.ExpectSameAs(searched.Run);
    }

    [Fact]
    public async Task A_stage_whose_input_is_missing_names_the_command_that_makes_it()
    {
        var run = Copy();
        foreach (var record in Directory.GetFiles(run.Folder, "extend.json", SearchOption.AllDirectories))
            File.Delete(record);

        var outcome = await Stage("analyze", run);

        outcome.Expect(2);
        Assert.Contains("run 'extend' first", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_edited_by_hand_is_noticed_by_the_next_stage()
    {
        var run = Copy();
        var path = run.PathOf($"{Candidate}/trial_results.json");
        await File.WriteAllTextAsync(path, (await File.ReadAllTextAsync(path)).Replace("COMPLETE", "FAIL", StringComparison.Ordinal));

        var outcome = await Stage("extend", run);

        outcome.Expect(1);
        Assert.Contains(
            $"{Candidate}/trial_results.json was changed since stage 'tune' wrote it", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Results_of_other_options_are_replaced_only_when_asked_to()
    {
        var run = Copy();
        var before = run.Bytes();
        (await Stage("extend", run, "--top-n", "2"))
            .ExpectRefusal($"{Candidate} has results of 'extend' with other options", "--backup", "--clean");
        Assert.Equal(before, run.Bytes());
        (await Stage("extend", run, "--clean", "--backup")).ExpectRefusal("give one of the two");

        (await Stage("extend", run, "--top-n", "2", "--backup")).Expect(0);

        Assert.True(File.Exists(run.PathOf($"{Candidate}/backup-1/extended_training_results.json")));
        Assert.True(File.Exists(run.PathOf($"{Candidate}/backup-1/final_model/model.ubj")));
        Assert.False(Directory.Exists(run.PathOf($"{Candidate}/best_model")));
        Assert.False(File.Exists(run.PathOf($"{Candidate}/final_model/model.ubj"))); // it rested on what was replaced
        Assert.Equal(3, run.Json($"{Candidate}/extended_training_results.json")["configurations"]!.AsArray().Count);
        (await Stage("extend", run, "--clean")).Expect(0);
        Assert.True(File.Exists(run.PathOf($"{Candidate}/backup-1/final_model/model.ubj")));
    }

    [Fact]
    public async Task A_search_can_be_made_longer()
    {
        var run = Copy();

        (await Stage("tune", run, "--trials", "6")).Expect(0);

        var trials = run.Json($"{Candidate}/trial_results.json")["trials"]!.AsArray();
        Assert.Equal(6, trials.Count);
        Assert.Equal(searched.Run.Json($"{Candidate}/trial_results.json")["trials"]!.AsArray().Select(Value), trials.Take(5).Select(Value));
        Assert.False((bool?)run.Json($"{Candidate}/trial_results.json")["reproducible"]); // a search of six has other phases
        (await Stage("tune", run, "--seed", "9")).ExpectRefusal("leave out --seed");
        (await Stage("tune", run, "--trials", "3")).ExpectRefusal("--trials is 3, and the search is one of 6");
        var backtest = await Stage("backtest", run);
        backtest.Expect(2);
        Assert.Contains("final_model does not rest on what 'tune' has left since", backtest.Output, StringComparison.Ordinal);

        static double? Value(JsonNode? trial) => (double?)trial!["value"];
    }

    [Fact]
    public async Task A_backtest_takes_the_best_model_there_is_and_says_which()
    {
        var run = Copy();
        Assert.Equal("the final model", await ReasonAsync());
        var summary = await File.ReadAllBytesAsync(run.PathOf("summary.json"));
        Delete("final_model", "metrics.json", "stages/final.json", "stages/analyze.json", "stages/backtest.json");
        Assert.StartsWith(
            "there is no final model; of the cross-validated ones the best is number", await ReasonAsync("not scored"),
            StringComparison.Ordinal);
        Assert.Equal(5, (int?)run.Json($"{Candidate}/backtest_metrics.json")["tried"]); // paid for, chosen among or not
        Assert.Equal(summary, await File.ReadAllBytesAsync(run.PathOf("summary.json")));
        Delete("extended_model_1", "extended_model_2", "stages/extend.json", "stages/backtest.json");
        Assert.StartsWith(
            "there is neither a final nor a cross-validated model; the best trial is number", await ReasonAsync("not scored"),
            StringComparison.Ordinal);
        Delete("checkpoints", "stages/tune.json", "stages/backtest.json");
        Assert.StartsWith("there was no model at all", await ReasonAsync(), StringComparison.Ordinal);

        async Task<string?> ReasonAsync(string expected = "")
        {
            var outcome = await Stage("backtest", run);
            outcome.Expect(0);
            Assert.Contains(expected, outcome.Output, StringComparison.Ordinal);
            return (string?)run.Json($"{Candidate}/backtest_metrics.json")["model_reason"];
        }

        void Delete(params string[] names)
        {
            foreach (var root in Directory.GetDirectories(run.Folder, "h4", SearchOption.AllDirectories))
            {
                foreach (var path in names.Select(name => Path.Combine(root, name)))
                {
                    if (Directory.Exists(path))
                        Directory.Delete(path, recursive: true);
                    else
                        File.Delete(path);
                }
            }
        }
    }

    [Fact]
    public async Task A_named_model_is_traded_beside_the_runs_own_and_refused_for_other_data()
    {
        var run = Copy();
        var before = run.Bytes();

        var outcome = await Stage("backtest", run, "--model-path", run.PathOf($"{Candidate}/extended_model_2"));

        outcome.Expect(3);
        Assert.Contains(
            "SIM001USDT/1h skipped: extended_model_2: the coins of the model: BTCUSDT; of the data: SIM001USDT", outcome.Output,
            StringComparison.Ordinal);
        Assert.Single(Directory.GetDirectories(run.PathOf($"{Candidate}/backtests")));
        var after = run.Bytes();
        Assert.All(before, file => Assert.Equal(file.Value, after[file.Key]));
        Assert.Contains($"traded; the results lie in {Candidate}/backtests/", outcome.Output, StringComparison.Ordinal);
        (await Stage("backtest", run, "--model-path", run.Folder)).ExpectRefusal("--model-path", "meta.json");
        (await Stage("backtest", run, "--fee-bps", "50")).ExpectRefusal("leave out --fee-bps");
    }

    [Fact]
    public async Task Signals_written_by_a_backtest_are_traded_the_same_by_the_engine()
    {
        var run = Copy();
        (await Stage("backtest", run, "--generate-signals")).Expect(0);
        var (mine, signals) = (run.PathOf($"{Candidate}/trades.csv"), await File.ReadAllLinesAsync(run.PathOf($"{Candidate}/signals.csv")));

        Assert.Equal("time,signal,stop,target", signals[0]);
        var signalled = signals.Skip(1).Count(line => line.Split(',')[1] != "0");
        Assert.InRange(File.ReadLines(mine).Count() - 1, 1, signalled);
        var outcome = await HuracanProcess.RunAsync(
            "backtest", "--signals", run.PathOf($"{Candidate}/signals.csv"), "--candles", run.PathOf("data/BTCUSDT/1h.parquet"),
            "--hold-bars", "4", "--out", scratch.Path("bt"));
        outcome.Expect(0);
        static string[] Entries(string path) => [.. File.ReadLines(path).Skip(1).Select(line => string.Join(',', line.Split(',')[..5]))];
        // the last one may reach beyond the test part
        Assert.Equal(Entries(mine)[..^1], Entries(scratch.Path("bt/trades.csv"))[..(Entries(mine).Length - 1)]);
    }

    [Theory]
    [InlineData("--trials 0", "it must be 1 or more")]
    [InlineData("--trials 2 --timeout 0", "'search.timeout' is 0")]
    [InlineData("--trials many", "--trials takes a whole number, not 'many'")]
    [InlineData("--trials 2 --pruner best", "--pruner is 'best'")]
    [InlineData("--trials 2 --model xgboost,majority", "'majority' is a baseline")]
    public async Task Odd_budgets_are_refused_before_anything_is_done(string options, string words)
    {
        var outcome = await HuracanProcess.RunAsync(
            ["tune", "--config", scratch.Write("s.yaml", Settings.Searched), "--out", scratch.Path("out"), .. options.Split(' ')]);

        outcome.ExpectRefusal(words);
        Assert.False(Directory.Exists(scratch.Path("out")));
    }

    [Theory]
    [InlineData("learning_rate: {low: 0.3, high: 0.01}", "low must not lie above its high")]
    [InlineData("max_depth: {low: 2, high: 99, step: 1}", "'max_depth' is 99")]
    [InlineData("depth: {choices: [2, 3]}", "no setting 'depth'")]
    [InlineData("max_depth: {low: 2}", "either low and high")]
    public async Task An_odd_search_space_is_refused_by_setting_and_rule(string range, string words)
    {
        var yaml = Settings.Searched.Replace("max_depth: {low: 2, high: 4, step: 1}", range, StringComparison.Ordinal);

        (await HuracanProcess.RunAsync("run", "--config", scratch.Write("s.yaml", yaml), "--out", scratch.Path("out")))
            .ExpectRefusal(words);

        Assert.False(Directory.Exists(scratch.Path("out")));
    }

    [Fact]
    public async Task A_search_space_changed_in_a_run_that_is_there_is_refused_by_name()
    {
        var run = Copy();
        var config = run.PathOf("config.yaml");
        await File.WriteAllTextAsync(config, (await File.ReadAllTextAsync(config)).Replace("high: 4", "high: 6", StringComparison.Ordinal));
        var study = new RunFolder(run.Folder).Hash($"{Candidate}/optuna.db"); // of its content

        var outcome = await HuracanProcess.RunAsync("run", "--resume", run.Id, "--out", run.Output, "--workers", "1");

        outcome.Expect(2);
        Assert.Contains("'max_depth' was 2 to 4 by 1 and is now 2 to 6 by 1", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(study, new RunFolder(run.Folder).Hash($"{Candidate}/optuna.db"));
    }

    [Fact]
    public async Task A_damaged_study_is_refused_by_file_and_reason_and_stays_as_it_is()
    {
        var run = Copy();
        var path = run.PathOf($"{Candidate}/optuna.db");
        var cut = (await File.ReadAllBytesAsync(path))[..5000];
        await File.WriteAllBytesAsync(path, cut);
        File.Delete(run.PathOf($"{Candidate}/stages/tune.json"));

        var outcome = await Stage("tune", run);

        outcome.Expect(3); // the other units are tuned already
        Assert.Contains($"{Candidate}/optuna.db", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(cut, await File.ReadAllBytesAsync(path));
    }

    public void Dispose() => scratch.Dispose();

    private static Task<Outcome> Stage(string stage, RunResult run, params string[] more) =>
        HuracanProcess.RunAsync([stage, "--run", run.Id, "--out", run.Output, "--workers", "2", .. more]);

    private RunResult Copy()
    {
        var copy = new RunResult(scratch.Path("copy"), searched.Run.Id);
        foreach (var file in Directory.GetFiles(Path.Combine(searched.Run.Output, "artifacts"), "*", SearchOption.AllDirectories))
        {
            var path = Path.Combine(copy.Output, "artifacts", Path.GetRelativePath(Path.Combine(searched.Run.Output, "artifacts"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!); // a file in the folder has one
            File.Copy(file, path);
        }
        return copy;
    }

    /// <summary>A run that searches, made once.</summary>
    public sealed class Searched : IAsyncLifetime, IDisposable
    {
        private readonly Scratch scratch = new();

        internal RunResult Run { get; private set; } = new("", "");

        internal Outcome Outcome { get; private set; } = new(0, "", "");

        public async Task InitializeAsync()
        {
            Outcome = await HuracanProcess.RunAsync(
                "run", "--config", scratch.Write("searched.yaml", Settings.Searched), "--out", scratch.Path("out"), "--workers", "2");
            Outcome.Expect(0);
            Run = RunResult.Only(scratch.Path("out"));
        }

        public Task DisposeAsync() => Task.CompletedTask;

        public void Dispose() => scratch.Dispose();
    }
}
