using System.Text.Json;
using Huracan.Contracts.Json;
using Huracan.Contracts.Reports;
using Huracan.Engine.Backtest;
using Huracan.Engine.Features;
using Huracan.Engine.Labels;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Ingest;
using Huracan.Engine.Pipeline.Scoring;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Pipeline.Training;
using Huracan.Engine.Pipeline.Units;
using Huracan.Engine.Splits;
using Huracan.Engine;
using Huracan.Tests.Engine.Pipeline.Consensus;

namespace Huracan.Tests.Engine.Pipeline.Execution;

[Collection("torch")]
public class LeakageTests
{
    private static readonly string[] Families = ["xgboost", "cnn-lstm"];

    private static readonly Lazy<PipelineRun> Honest = new(() => Done(PipelineRun.Market()));

    [Fact]
    public void Candles_after_validation_change_neither_models_nor_choices()
    {
        var honest = Honest.Value;
        var end = honest.Forecasts("xgboost", StageOutputs.ValidationForecasts).Bars[^1] + 1;

        var tampered = Done(new TamperedSource(PipelineRun.Market(), end));

        Assert.Equal(26, honest.Hashes(ComesBeforeTest).Count);
        Assert.Equal(4, honest.Hashes(ComesBeforeTest).Keys.Count(name => name.EndsWith("/calibration.json", StringComparison.Ordinal)));
        Assert.Equal(honest.Hashes(ComesBeforeTest), tampered.Hashes(ComesBeforeTest));
        Assert.Equal(honest.Report.Result.Family, tampered.Report.Result.Family);
        Assert.All(Families, family =>
            Assert.Equal(
                honest.Meta(family, StageOutputs.BestModel).EntryThreshold, tampered.Meta(family, StageOutputs.BestModel).EntryThreshold));
        Assert.NotEqual(
            honest.Forecasts("xgboost", StageOutputs.TestForecasts).Predictions,
            tampered.Forecasts("xgboost", StageOutputs.TestForecasts).Predictions);
    }

    [Fact]
    public void Labels_by_barriers_leak_as_little()
    {
        static void Barriers(RunOptions options)
        {
            options.Labels = LabelKind.Meta; // by barriers as triple_barrier, and by sides
            options.Models = ["xgboost"];
        }

        var honest = Done(PipelineRun.Market(), Barriers);
        var end = honest.Forecasts("xgboost", StageOutputs.ValidationForecasts).Bars[^1] + 1;

        Assert.Equal(honest.Hashes(ComesBeforeTest), Done(new TamperedSource(PipelineRun.Market(), end), Barriers).Hashes(ComesBeforeTest));
        Assert.NotEqual(honest.Hashes(ComesBeforeTest)["SIM001USDT/1h/xgboost/h4/best_model/model.ubj"],
            Honest.Value.Hashes(ComesBeforeTest)["SIM001USDT/1h/xgboost/h4/best_model/model.ubj"]);
    }

    [Fact]
    public void Candles_of_the_shadow_part_change_nothing_at_all()
    {
        var honest = Honest.Value;
        var end = honest.Forecasts("xgboost", StageOutputs.TestForecasts).Bars[^1] + 1;

        var tampered = Done(new TamperedSource(PipelineRun.Market(), end));

        static bool Wanted(string name) =>
            !name.Contains("/stages/", StringComparison.Ordinal) && !name.EndsWith("/config.json", StringComparison.Ordinal)
                && !name.EndsWith("training_results.json", StringComparison.Ordinal)
                && !name.EndsWith("unit.json", StringComparison.Ordinal);
        Assert.Contains(honest.Hashes(Wanted).Keys, name => name.EndsWith("trades.csv", StringComparison.Ordinal));
        Assert.Contains(RunOutputs.ConsensusBars(PipelineRun.Unit), honest.Hashes(Wanted).Keys);
        Assert.Contains(RunOutputs.Decisions(PipelineRun.Unit), honest.Hashes(Wanted).Keys);
        Assert.Contains(honest.Hashes(Wanted).Keys, name => name.EndsWith("edge.json", StringComparison.Ordinal));
        Assert.Equal(honest.Hashes(Wanted), tampered.Hashes(Wanted));
        // The report says besides in which regime the market is now.
        static string Report(PipelineRun run) => JsonSerializer.Serialize(
            run.Report with { Result = run.Report.Result with { Regime = null } }, HuracanJson.Compact);
        Assert.Equal(Report(honest), Report(tampered));
        Assert.NotNull(honest.Report.Result.Regime);
    }

    [Fact]
    public void Candles_of_test_change_no_consensus_before_them()
    {
        var honest = Done(VotingRun.Market(), VotingRun.Lenient).Folder.ReadTable(RunOutputs.ConsensusBars(PipelineRun.Unit));
        var bars = honest.Get<int>("bar");
        var known = bars.Length / 2;

        var tampered = Done(new TamperedSource(VotingRun.Market(), bars[known]), VotingRun.Lenient).Folder
            .ReadTable(RunOutputs.ConsensusBars(PipelineRun.Unit));

        Assert.Contains(honest.Get<double>("s")[..known], score => score != 0);
        Assert.Equal(honest.Columns.Select(column => column.Name), tampered.Columns.Select(column => column.Name));
        Assert.All(honest.Columns.Where(column => column.Values is double[]), column =>
            Assert.Equal(honest.Get<double>(column.Name)[..known], tampered.Get<double>(column.Name)[..known]));
        Assert.All(
            new[] { "regime", "level" }, name => Assert.Equal(honest.Get<string>(name)[..known], tampered.Get<string>(name)[..known]));
        Assert.NotEqual(honest.Get<double>("s")[known..], tampered.Get<double>("s")[known..]);
    }

    [Fact]
    public void Parts_follow_each_other_and_the_final_model_knows_no_label_of_the_test_part()
    {
        var run = Honest.Value;
        foreach (var family in Families)
        {
            var validation = run.Forecasts(family, StageOutputs.ValidationForecasts).Bars;
            var test = run.Forecasts(family, StageOutputs.TestForecasts).Bars;
            var candles = CandleTable.ReadCandles(run.Folder, PipelineRun.Unit);
            DateTimeOffset At(int bar) => DateTimeOffset.FromUnixTimeMilliseconds(candles.OpenTimes[bar]);

            Assert.Equal(validation[^1] + 1, test[0]);
            Assert.True(test[^1] + 1 < candles.Count);
            Assert.InRange(run.Meta(family, StageOutputs.BestModel).TrainedTo, At(0), At(validation[0] - 1));
            Assert.InRange(run.Meta(family, StageOutputs.FinalModel).TrainedTo, At(validation[0]), At(test[0] - 1));
            var known = run.Folder.ReadTable($"{PipelineRun.Unit}/{family}/h4/{StageOutputs.ValidationForecasts}").Get<sbyte>("label");
            Assert.All(known[^4..], label => Assert.Equal(LabelSet.None, label)); // their outcomes lie in the test part
        }
    }

    [Fact]
    public void Refitting_meets_each_fold_with_what_is_known_before_it()
    {
        var end = Honest.Value.Forecasts("xgboost", StageOutputs.TestForecasts).Bars;
        var middle = end[0] + end.Length * 3 / 5; // the fourth of five folds begins here
        static void Refit(RunOptions options)
        {
            options.WalkForward = WalkForwardMode.Refit;
            options.Models = ["xgboost"];
        }

        var honest = Done(PipelineRun.Market(), Refit).Forecasts("xgboost", StageOutputs.TestForecasts).Predictions;
        var tampered = Done(new TamperedSource(PipelineRun.Market(), middle), Refit)
            .Forecasts("xgboost", StageOutputs.TestForecasts).Predictions;

        Assert.Equal(honest[..(middle - end[0])], tampered[..(middle - end[0])]);
        Assert.NotEqual(honest[(middle - end[0])..], tampered[(middle - end[0])..]);
        Assert.NotEqual(Honest.Value.Forecasts("xgboost", StageOutputs.TestForecasts).Predictions, honest);
    }

    [Fact]
    public void Permuted_labels_forecast_no_better_than_chance()
    {
        var run = new PipelineRun(PipelineRun.Market(8_000), options =>
        {
            options.Models = ["xgboost"];
            options.TrainBars = null;
            options.ModelSettings["xgboost"]["rounds"] = 30;
            options.ModelSettings["xgboost"]["class_weighting"] = 1; // forecasts all three classes, so that accuracy can say something
        });

        var real = Accuracy(run, "real", labels => labels);
        var permuted = Accuracy(run, "permuted", Permuted);

        Assert.InRange(permuted, 1.0 / 3 - 0.04, 1.0 / 3 + 0.04); // 1,200 samples: a standard error is about 0.014
        Assert.True(real > 1.0 / 3 + 0.04, $"The planted signal is not found: {real}.");
    }

    // The hash of all candles, later ones too, stands in config.json: it says where a model comes from, and is not learnt from.
    private static bool ComesBeforeTest(string name) =>
        !name.Contains("/stages/", StringComparison.Ordinal) && !name.EndsWith("/config.json", StringComparison.Ordinal)
        && (name.Contains("best_model", StringComparison.Ordinal) || name.Contains("final_model", StringComparison.Ordinal)
            || name.EndsWith(StageOutputs.ValidationForecasts, StringComparison.Ordinal)
                || name.EndsWith("/metrics.json", StringComparison.Ordinal));

    private static PipelineRun Done(Huracan.Engine.Market.ICandleSource source, Action<RunOptions>? change = null)
    {
        var run = new PipelineRun(source, change);
        var result = run.Execute();
        Assert.True(result.Status == UnitStatus.Done, result.Reason);
        return run;
    }

    private static LabelSet Permuted(LabelSet labels)
    {
        var bars = Enumerable.Range(0, labels.Count).Where(labels.Has).ToArray();
        var from = (int[])bars.Clone();
        new SeededRandom(3).Shuffle<int>(from);
        var (classes, returns) = ((sbyte[])labels.Classes.Clone(), (double[])labels.Returns.Clone());
        for (var i = 0; i < bars.Length; i++)
            (classes[bars[i]], returns[bars[i]]) = (labels.Classes[from[i]], labels.Returns[from[i]]);
        return labels with { Classes = classes, Returns = returns };
    }

    private static double Accuracy(PipelineRun run, string name, Func<LabelSet, LabelSet> change)
    {
        var (context, options) = (run.Context, run.Context.Options);
        var data = UnitData.Read(run.Folder, PipelineRun.Unit);
        var features = new FeatureStage(context).Run(data, new FeatureInput(data.Candles, data.Bitcoin), "wide");
        var labels = change(
            new ForwardReturnLabeler(new LabelOptions { Horizon = 4, DeadZone = options.Costs.RoundTripBps / 1e4 }).Label(data.Candles));
        var candidate = new Candidate(
            data, context.Families["xgboost"], 4, features, labels, FourParts.Split(new BarRange(features.WarmUp, data.Candles.Count)),
            options.ModelSettings["xgboost"],
            new Backtester(data.Candles, data.Funding, new BacktestOptions { Exit = ExitPolicy.HoldBars(4) }), null);
        var stages = new StageRunner(context.Folder, name, null);
        var training = new ModelTraining(context, null);
        var best = new BestStage(context, stages, training).Run(candidate, CancellationToken.None);
        var trained = new FinalStage(context, stages, training, null).Run(candidate, best, CancellationToken.None);
        new BacktestStage(context, stages, training)
            .Run(candidate, new FoundModel($"{candidate.Root}/{StageOutputs.FinalModel}", trained, ""), CancellationToken.None);
        return run.Folder.ReadJson<ForecastReport>(candidate.PathOf(StageOutputs.TestMetrics)).Classification.BalancedAccuracy;
    }
}
