using System.Text;
using System.Text.Json;
using Huracan.Contracts;
using Huracan.Contracts.Json;
using Huracan.Contracts.Reports;
using Huracan.Engine.Pipeline.Execution;
using Huracan.Engine.Pipeline.Training;
using Huracan.Engine.Pipeline.Tuning;
using Huracan.Storage.Runs;
using Huracan.Storage.Tracking;
using Huracan.Tests.Champions;

namespace Huracan.Tests.Storage.Tracking;

public sealed class TrackedRunsTests : IClassFixture<TrackedRunsTests.SearchedRun>
{
    private const string Candidate = "SIM001USDT/1h/linear/h4";

    private readonly SearchedRun run;

    public TrackedRunsTests(SearchedRun run) => this.run = run;

    [Fact]
    public void A_run_is_told_with_its_candidates_and_their_trials()
    {
        var runs = TrackedRuns.Read(run.Folder);

        Assert.Equal(
            [("", null), (Candidate, ""), ($"{Candidate}/trial_0", Candidate), ($"{Candidate}/trial_1", Candidate)],
            runs.Select(one => (one.Scope, one.Parent)));
        Assert.All(runs, one => Assert.Equal(GenuineRun.Id, one.RunId));
        var root = runs[0];
        Assert.Equal(("linear", "2", "0.6"), (root.Parameters["models"], root.Parameters["search.trials"], root.Parameters["parts.train"]));
        Assert.Equal("0.1", root.Parameters["model_settings.linear.least_penalty"]);
        Assert.DoesNotContain("source", root.Parameters.Keys);
        Assert.Equal(1, Assert.Single(root.Metrics, metric => metric.Key == "units/done").Value);
        Assert.Contains(root.Files, file => file.Name == "SIM001USDT/1h/unit.json");
        Assert.All(runs.SelectMany(one => one.Files), file => Assert.True(File.Exists(file.Path), file.Path));
    }

    [Fact]
    public void A_candidate_has_every_epoch_and_every_figure_of_its_reports()
    {
        var candidate = TrackedRuns.Read(run.Folder)[1];
        var folder = new RunFolder(run.Folder);
        var epochs = folder.ReadJson<TrainingResults>($"{Candidate}/training_results.json")!.Best.Epochs;
        Assert.Equal(
            epochs.Select(epoch => ((long)epoch.Epoch, epoch.ValidationLoss)),
            candidate.Metrics.Where(metric => metric.Key == "validation_loss").Select(metric => (metric.Step, metric.Value)));
        Assert.All(
            candidate.Metrics.GroupBy(metric => metric.Key),
            series => Assert.Equal(series.OrderBy(metric => metric.Step).ThenBy(metric => metric.Time), series));
        var (test, trading) = (
            folder.ReadJson<ForecastReport>($"{Candidate}/metrics_test.json")!,
            folder.ReadJson<TradingReport>($"{Candidate}/backtest_metrics.json")!);
        Assert.Equal(test.LogLossSkill, Value("test/log_loss_skill"));
        Assert.Equal(test.Baselines["momentum"].Brier, Value("test/baselines/momentum/brier"));
        Assert.Equal(trading.Trading.SharpeAnnual, Value("backtest/sharpe_annual"));
        Assert.Equal(trading.Tried, Value("backtest/tried"));
        Assert.Equal(
            folder.ReadJson<UnitReport>("SIM001USDT/1h/unit.json")!.Candidates[0].Score.Score, Value("score/total"));
        var parameters = candidate.Parameters;
        Assert.Equal(("linear", "4"), (parameters["family"], parameters["horizon"]));
        Assert.Equal("0.1", parameters["least_penalty"]);
        Assert.Equal("true", candidate.Tags["huracan.chosen"]);
        Assert.Contains(candidate.Files, file => file.Name == "final_model/meta.json");
        Assert.DoesNotContain(candidate.Files, file => file.Name.EndsWith(".db", StringComparison.Ordinal));

        double Value(string key) => Assert.Single(candidate.Metrics, metric => metric.Key == key).Value;
    }

    [Fact]
    public void A_copy_whose_other_files_are_empty_is_told_alike()
    {
        using var folder = new TemporaryFolder();
        var (from, to) = (new RunFolder(run.Folder), folder[GenuineRun.Id]);
        foreach (var file in from.List())
            new RunFolder(to).Publish(file, TrackedRuns.Reads(file) ? from.TryRead(file)! : []);

        Assert.Contains(from.List(), file => !TrackedRuns.Reads(file));
        var copy = HuracanJson.Serialize(TrackedRuns.Read(to)).AsSpan();
        Assert.Equal(
            HuracanJson.Serialize(TrackedRuns.Read(run.Folder)),
            Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(copy).Replace(to, run.Folder, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_run_that_was_cancelled_is_killed_at_its_last_line()
    {
        using var folder = new TemporaryFolder();
        folder.Write($"{GenuineRun.Id}/config.yaml", "seed: 1\n");
        folder.Write(
            $"{GenuineRun.Id}/run.log",
            """{"time": "2026-01-02T00:00:00Z", "done": 1, "skipped": 2, "failed": 0, "cancelled": true}""" + "\n");

        var told = Assert.Single(TrackedRuns.Read(folder[GenuineRun.Id]));

        Assert.Equal((TrackedStatus.Killed, new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero)), (told.Status, told.End));
    }

    [Fact]
    public void A_trial_has_its_settings_and_the_skill_of_each_fold()
    {
        var trials = new RunFolder(run.Folder).ReadJson<StudyResults>($"{Candidate}/trial_results.json")!.Trials;
        var told = TrackedRuns.Read(run.Folder).Skip(2).ToArray();
        Assert.Equal(trials.Count, told.Length);
        foreach (var (trial, one) in trials.Zip(told))
        {
            Assert.Equal(trial.Settings.Keys.Order(), one.Parameters.Keys.Order());
            Assert.Equal(trial.FoldSkills, one.Metrics.Where(metric => metric.Key == "fold_skill").Select(metric => metric.Value));
            Assert.Equal(trial.Value, Assert.Single(one.Metrics, metric => metric.Key == "value").Value);
            Assert.Equal(TrackedStatus.Finished, one.Status);
        }
    }

    [Fact]
    public void Times_are_those_of_the_logs_and_a_run_that_was_gone_on_with_runs()
    {
        using var copy = new TemporaryFolder();
        var folder = copy[GenuineRun.Id];
        Copy(run.Folder, folder);
        const string of = "\"coin\":\"SIM001USDT\",\"timeframe\":\"1h\",\"family\":\"linear\",\"horizon\":4";
        File.WriteAllText(
            Path.Combine(folder, "SIM001USDT/1h/run.log"),
            $$$"""
            {"time":"2026-01-01T00:01:00.000Z",{{{of}}},"stage":"tune","progress":"STARTED"}
            {"time":"2026-01-01T00:02:00.000Z",{{{of}}},"stage":"tune","epoch":{"training":"trial 1 fold 1","number":1}}
            {"time":"2026-01-01T00:03:00.000Z",{{{of}}},"stage":"tune","trial":{"number":1,"state":"COMPLETE"}}
            {"time":"2026-01-01T00:04:00.000Z",{{{of}}},"stage":"best","progress":"STARTED"}
            {"time":"2026-01-01T00:05:00.000Z",{{{of}}},"stage":"best","progress":"FINISHED"}
            {"time":"2026-01-01T00:07:00.000Z",{{{of}}},"stage":"tune","progress":"SKIPPED"}
            {"time":"2026-01-01T00:07:00.000Z",{{{of}}},"stage":"best","progress":"SKIPPED"}
            {"time":"2026-01-01T00:08
            """);
        File.WriteAllText(
            Path.Combine(folder, "run.log"),
            "{\"time\":\"2026-01-01T00:00:01.000Z\",\"workers\":1}\n{\"time\":\"2026-01-01T00:09:00.000Z\",\"done\":1}\n");

        var runs = TrackedRuns.Read(folder);

        Assert.Equal((At(0, 0), At(9, 0)), (runs[0].Start, runs[0].End));
        Assert.Equal((At(1, 0), At(5, 0)), (runs[1].Start, runs[1].End));
        Assert.Equal((At(2, 0), At(3, 0)), (runs[3].Start, runs[3].End));
        Assert.All(runs[1].Metrics.Where(metric => metric.Key == "train_loss"), metric => Assert.InRange(metric.Time, At(4, 0), At(6, 0)));

        var log = Path.Combine(folder, "SIM001USDT/1h/run.log"); // of a run from before the stage was split
        File.WriteAllText(log, File.ReadAllText(log).Replace("\"best\"", "\"final\"", StringComparison.Ordinal));
        Assert.Equal(runs[1].Metrics, TrackedRuns.Read(folder)[1].Metrics);

        File.AppendAllText(Path.Combine(folder, "run.log"), "{\"time\":\"2026-01-02T00:00:01.000Z\",\"workers\":2}\n");
        Assert.Equal(
            [(TrackedStatus.Running, null), (TrackedStatus.Running, null)],
            TrackedRuns.Read(folder).Take(2).Select(one => (one.Status, one.End)));

        File.WriteAllText(Path.Combine(folder, Candidate, "metrics.json"), "{");
        var refusal = Assert.Throws<InputRefusedException>(() => TrackedRuns.Read(folder));
        Assert.Contains("metrics.json, line 1", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_ended_before_the_backtest_is_told_by_its_closing_line_and_its_units()
    {
        using var copy = new TemporaryFolder();
        var folder = copy[GenuineRun.Id];
        Copy(run.Folder, folder);
        File.Delete(Path.Combine(folder, "summary.json"));

        Assert.Equal((TrackedStatus.Finished, TrackedStatus.Finished), Ended("best", "DONE", "\"done\":1,\"failed\":0"));
        Assert.Equal((TrackedStatus.Failed, TrackedStatus.Finished), Ended("best", "FAILED", "\"done\":0,\"failed\":1"));
        File.Delete(Path.Combine(folder, Candidate, "stages/best.json"));
        Assert.Equal((TrackedStatus.Failed, TrackedStatus.Failed), Ended("best", "FAILED", "\"done\":0,\"failed\":1"));
        Assert.Equal((TrackedStatus.Finished, TrackedStatus.Killed), Ended("best", "SKIPPED", "\"done\":0,\"failed\":0"));
        Assert.Equal((TrackedStatus.Finished, TrackedStatus.Finished), Ended("tune", "DONE", "\"done\":1,\"failed\":0"));

        (TrackedStatus Run, TrackedStatus Candidate) Ended(string stage, string unit, string counts)
        {
            File.WriteAllText(
                Path.Combine(folder, "run.log"),
                $$"""
                {"time":"2026-01-01T00:00:01.000Z","workers":1}
                {"time":"2026-01-01T00:05:00.000Z","coin":"SIM001USDT","timeframe":"1h","status":"{{unit}}"}
                {"time":"2026-01-01T00:09:00.000Z","stage":"{{stage}}",{{counts}}}

                """);
            var told = TrackedRuns.Read(folder);
            return (told[0].Status, told[1].Status);
        }
    }

    [Fact]
    public void What_is_undefined_has_no_figure_and_infinities_have_one()
    {
        using var report = JsonDocument.Parse(
            """
            {"a": 1.5, "none": null, "list": [1, 2], "text": "x", "inf": "-Infinity", "trading": {"b": 2, "trading": {"c": 3}},
             "g": {"a": 4}}
            """);
        Assert.Equal(
            [("p/a", 1.5), ("p/inf", double.NegativeInfinity), ("p/b", 2), ("p/c", 3), ("p/g/a", 4)],
            TrackedFigures.Of(report.RootElement, "p"));
    }

    [Fact]
    public void A_folder_without_a_run_is_refused()
    {
        using var empty = new TemporaryFolder();
        var refusal = Assert.Throws<InputRefusedException>(() => TrackedRuns.Read(empty.Root));
        Assert.Contains("config.yaml does not exist", refusal.Message, StringComparison.Ordinal);
    }

    private static DateTimeOffset At(int minute, int second) => new(2026, 1, 1, 0, minute, second, TimeSpan.Zero);

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var path = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!); // a file in a folder has one
            File.Copy(file, path);
        }
    }

    public sealed class SearchedRun : IDisposable
    {
        private readonly TemporaryFolder folder = new();

        public SearchedRun()
        {
            var (context, result) = GenuineRun.Make(Folder, "linear", options =>
            {
                options.TrainBars = 1500;
                options.Search.Trials = 2;
                options.Search.Folds = 2;
                options.Search.TopN = 1;
                options.Search.ExtendFolds = 2;
            });
            Assert.True(result.Status == UnitStatus.Done, result.Reason);
            new RunConclusion(context).Write(GenuineRun.Id, "a market", [result], []);
        }

        public string Folder => folder[GenuineRun.Id];

        public void Dispose() => folder.Dispose();
    }
}
