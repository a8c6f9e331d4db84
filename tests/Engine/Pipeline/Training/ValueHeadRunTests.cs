using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Engine.Features;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Ingest;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Units;
using Huracan.Engine.Quality.Confidence;
using Huracan.Tests.Engine.Pipeline.Execution;

namespace Huracan.Tests.Engine.Pipeline.Training;

public class ValueHeadRunTests
{
    private const string Root = "SIM001USDT/1h/linear/h4";

    [Fact]
    public void A_runs_forecasts_have_quantiles_and_its_intervals_rest_on_them()
    {
        var run = new PipelineRun(PipelineRun.Market(), options =>
        {
            options.Models = ["linear"];
            options.ValueHead = true;
            options.WalkForward = WalkForwardMode.Refit;
            options.TestFolds = 2;
            options.ModelSettings["linear"] = new() { ["rounds"] = 4 };
        });
        Assert.Equal(UnitStatus.Done, run.Execute().Status);

        using var final = TrainedModel.Load(run.Folder, $"{Root}/final_model", run.Context.Families);
        using var best = TrainedModel.Load(run.Folder, $"{Root}/best_model", run.Context.Families);
        var (validation, test) = (run.Forecasts("linear", "preds_val.parquet"), run.Forecasts("linear", "preds_test.parquet"));
        var data = UnitData.Read(run.Folder, PipelineRun.Unit);
        var set = run.Context.Options.FeatureSetOf(run.Context.Families["linear"]);
        var input = new FeatureInput(data.Candles, data.Bitcoin);
        var features = new FeatureStage(run.Context).Run(data, input, set);
        var anew = best.Forecast(features.Columns, validation.Bars);
        Assert.True(final.HasValueHead && final.Calibration!.Intervals.OfQuantiles);
        Assert.Equal(validation.Predictions, anew.Predictions);
        Assert.Equal(validation.Quantiles, anew.Quantiles);
        Assert.Equal(test.Bars.Length * ReturnQuantiles.Count, test.Quantiles!.Length);
        Assert.All(test.Spans, span => Assert.True(span.Lower < span.Upper));

        var report = run.Folder.ReadJson<ForecastReport>($"{Root}/metrics_test.json").Intervals!;
        Assert.InRange(report.Coverage, 0.85, 0.95);
        Assert.True(run.Folder.ReadJson<LearntIntervals>($"{Root}/intervals.json").State.OfQuantiles);
        var middle = test.At([5, 7]);
        Assert.Equal([test.Bars[5], test.Bars[7]], middle.Bars);
        Assert.Equal([test.Spans[5], test.Spans[7]], middle.Spans);

        var (options, families) = (run.Context.Options, run.Context.Families);
        var candidate = new Candidate(
            data, families["linear"], 4, features, null!, new UnitSamples(options, run.Context.Features, families).Parts(input),
            options.SettingsOf(families["linear"]), null!, null); // labels and trading are not looked at
        var found = new FoundModel($"{Root}/final_model", "", "");
        found.Load(run.Folder, candidate, families).Dispose();
        options.ValueHead = false;
        Assert.Contains(
            "the value_head of the model: true; of the data: false",
            Assert.Throws<InputRefusedException>(() => found.Load(
                run.Folder, candidate with { Settings = options.SettingsOf(families["linear"]) }, families)).Message,
            StringComparison.Ordinal);

        var plain = final.Calibration with { Intervals = final.Calibration.Intervals with { OfQuantiles = false, Scores = [1] } };
        run.Folder.WriteJson($"{Root}/final_model/calibration.json", plain);
        var refused = Assert.Throws<InputRefusedException>(
            () => TrainedModel.Load(run.Folder, $"{Root}/final_model", run.Context.Families));
        Assert.Contains("of_quantiles", refused.Message, StringComparison.Ordinal);
    }
}
