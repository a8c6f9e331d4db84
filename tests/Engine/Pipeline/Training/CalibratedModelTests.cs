using System.Text;
using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Engine.Features;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Pipeline.Units;
using Huracan.Engine.Quality.Confidence;
using Huracan.Tests.Engine.Features;
using Huracan.Tests.Engine.Pipeline.Execution;

namespace Huracan.Tests.Engine.Pipeline.Training;

public class CalibratedModelTests
{
    private const string Candidate = "SIM001USDT/1h/xgboost/h4";
    private const string Final = $"{Candidate}/final_model";

    private static readonly ModelRegistry Families = new();

    private static readonly Lazy<PipelineRun> Trained = new(() => Done(_ => { }));

    [Fact]
    public void The_final_model_takes_over_what_the_best_model_learnt_on_validation()
    {
        var run = Trained.Value;

        var best = run.Folder.ReadJson<ModelCalibration>($"{Candidate}/best_model/calibration.json");
        Assert.Equal(run.Folder.Hash($"{Candidate}/best_model/calibration.json"), run.Folder.Hash($"{Final}/calibration.json"));
        Assert.Equal(0.9, best.Intervals.Level);
        Assert.InRange(best.Intervals.Scores.Count, 300, ConformalState.MostScores);
    }

    [Fact]
    public void A_loaded_model_forecasts_as_the_tables_say()
    {
        var run = Trained.Value;
        foreach (var (model, table) in new[] { ("best_model", "preds_val.parquet"), ("final_model", "preds_test.parquet") })
        {
            using var loaded = TrainedModel.Load(run.Folder, $"{Candidate}/{model}", Families);
            var expected = Forecasts.Of(run.Folder.ReadTable($"{Candidate}/{table}"));

            Assert.Equal(expected.Predictions, loaded.Predict(Columns(run), expected.Bars));
        }
    }

    [Fact]
    public void A_model_that_is_too_sure_is_corrected_and_the_report_says_by_how_much()
    {
        // One step of deep trees at full rate on few bars: stopping early cannot help it.
        var run = Done(options => options.ModelSettings["xgboost"] = new()
        {
            ["rounds"] = 1,
            ["max_depth"] = 8,
            ["learning_rate"] = 1,
            ["min_child_weight"] = 1,
        });
        var report = run.Folder.ReadJson<ForecastReport>($"{Candidate}/metrics_test.json");
        using var loaded = TrainedModel.Load(run.Folder, Final, Families);
        int[] bars = run.Forecasts("xgboost", StageOutputs.TestForecasts).Bars;
        var (raw, calibrated) = (loaded.PredictRaw(Columns(run), bars), loaded.Predict(Columns(run), bars));

        Assert.NotEqual(CalibrationMethod.Identity, report.Calibration!.Method);
        Assert.True(report.Calibration.Ece < report.Calibration.EceRaw, $"{report.Calibration}");
        Assert.True(report.Calibration.Brier < report.Calibration.BrierRaw, $"{report.Calibration}");
        Assert.Equal(report.Classification.Brier, report.Calibration.Brier);
        Assert.Equal(report.Classification.Count, report.Calibration.Bins.Sum(bin => bin.Count));
        Assert.Equal(Array.ConvertAll(raw, p => p.Direction), Array.ConvertAll(calibrated, p => p.Direction));
        Assert.True(calibrated.Average(p => p.Confidence) < raw.Average(p => p.Confidence));
        Assert.Equal(report.Classification.Count, report.Intervals!.Count);
        Assert.InRange(report.Intervals.Coverage, 0.85, 0.95);

        var page = Encoding.UTF8.GetString(run.Folder.Read(RunOutputs.UnitPage(PipelineRun.Unit)));
        Assert.Contains("expected calibration error", page, StringComparison.Ordinal);
        Assert.Contains("outcomes inside", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Models_made_anew_before_each_fold_are_corrected_the_same_way()
    {
        var run = Done(options => options.WalkForward = WalkForwardMode.Refit);

        var report = run.Folder.ReadJson<ForecastReport>($"{Candidate}/metrics_test.json");

        var calibration = run.Folder.ReadJson<ModelCalibration>($"{Final}/calibration.json");
        Assert.Equal(calibration.Confidence.Method, report.Calibration!.Method);
        Assert.Equal(report.Classification.Count, report.Intervals!.Count);
    }

    [Fact]
    public void A_model_saved_before_there_was_a_calibration_is_not_corrected()
    {
        var run = Trained.Value;
        var (meta, scaler, config) = Parts(run);

        using var old = TrainedModel.Load(meta, scaler, config with { IsCalibrated = false }, null, Files(run, config), "old", Families);

        Assert.Null(old.Calibration);
        int[] bars = run.Forecasts("xgboost", StageOutputs.TestForecasts).Bars;
        Assert.Equal(old.PredictRaw(Columns(run), bars), old.Predict(Columns(run), bars));
    }

    [Fact]
    public void A_calibration_that_is_gone_or_impossible_is_refused_by_name()
    {
        var run = Trained.Value;
        var (meta, scaler, config) = Parts(run);
        var good = run.Folder.ReadJson<ModelCalibration>($"{Final}/calibration.json");
        foreach (var (bad, key) in new (ModelCalibration, string)[]
        {
            (good with { Confidence = new() { Temperature = new(0) } }, "temperature"),
            (good with { Confidence = new() { Temperature = new(double.NaN) } }, "temperature"),
            (good with { Confidence = new() { Isotonic = new([0.4, 0.5], [0.5]) } }, "isotonic"),
            (good with { Confidence = new() { Isotonic = new([], []) } }, "isotonic"),
            (good with { Confidence = new() { Isotonic = new([0.4, 0.5], [0.5, 0.3]) } }, "isotonic"),
            (good with { Confidence = new() { Isotonic = new([0.5, 0.5], [0.3, 0.5]) } }, "isotonic"),
            (good with { Intervals = good.Intervals with { Level = 1 } }, "intervals"),
            (good with { Intervals = good.Intervals with { Rate = -1 } }, "intervals"),
            (good with { Intervals = good.Intervals with { Scores = [1, double.NaN] } }, "intervals"),
        })
        {
            var refused = Assert.Throws<InputRefusedException>(
                () => TrainedModel.Load(meta, scaler, config, bad, Files(run, config), "some/model", Families));
            Assert.Contains($"some/model/calibration.json, key '{key}'", refused.Message, StringComparison.Ordinal);
        }

        var other = Done(_ => { });
        other.Folder.Delete($"{Final}/calibration.json");
        Assert.Contains(
            "calibration.json",
            Assert.Throws<InputRefusedException>(() => TrainedModel.Load(other.Folder, Final, Families)).Message, StringComparison.Ordinal);
    }

    private static PipelineRun Done(Action<RunOptions> change)
    {
        var run = new PipelineRun(PipelineRun.Market(), options =>
        {
            options.Models = ["xgboost"];
            change(options);
        });
        var result = run.Execute();
        Assert.True(result.Status == UnitStatus.Done, result.Reason);
        return run;
    }

    private static (ModelMeta Meta, Scaler Scaler, ModelConfig Config) Parts(PipelineRun run) => (
        run.Folder.ReadJson<ModelMeta>($"{Final}/meta.json"), run.Folder.ReadJson<Scaler>($"{Final}/scaler.json"),
        run.Folder.ReadJson<ModelConfig>($"{Final}/config.json"));

    private static Dictionary<string, byte[]> Files(PipelineRun run, ModelConfig config) =>
        config.Files.ToDictionary(name => name, name => run.Folder.Read($"{Final}/{name}"));

    private static IReadOnlyList<double[]> Columns(PipelineRun run)
    {
        var data = UnitData.Read(run.Folder, PipelineRun.Unit);
        return FeatureExamples.Sets.Recipe("wide").For(new FeatureInput(data.Candles, data.Bitcoin))
            .Compute(new FeatureInput(data.Candles, data.Bitcoin)).Columns;
    }
}
