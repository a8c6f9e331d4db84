using System.Text;
using Huracan.Engine.Backtest;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Pipeline.Training;
using Huracan.Engine.Pipeline.Units;
using Huracan.Engine.Quality.EntryThresholds;
using Huracan.Engine.Reports;
using Huracan.Engine.Reports.Charts;
using Huracan.Engine.Splits;

namespace Huracan.Engine.Pipeline.Scoring;

/// <summary>
/// The only stage that reads the test part: the final model's forecasts, the trades made on them after all costs, and the same for the
/// baselines, over consecutive folds.
/// </summary>
/// <param name="context">The run.</param>
/// <param name="stages">The candidate's stages.</param>
/// <param name="training">Refits before each fold where the run walks forward so.</param>
public sealed class BacktestStage(RunContext context, StageRunner stages, ModelTraining training)
{
    /// <summary>Name of the stage.</summary>
    public const string Name = "backtest";

    private readonly RunOptions options = context.Options;

    /// <summary>Called before the test part is read, with a model that is for the candidate.</summary>
    public Action OnOpen { get; init; } = () => { };

    /// <summary>Backtests unless it is done.</summary>
    /// <param name="candidate">The candidate.</param>
    /// <param name="found">The model, and why it is this one.</param>
    /// <param name="cancellationToken">Stops within one batch.</param>
    /// <returns>Hash of what it left.</returns>
    /// <exception cref="Contracts.InputRefusedException">The model is for something else.</exception>
    public string Run(Candidate candidate, FoundModel found, CancellationToken cancellationToken)
    {
        string[] key = [
            found.Path, found.Hash, SettingText.Of(options.WalkForward), $"{options.TestFolds}", $"{candidate.Parts}",
            $"{candidate.Data.Costs(options)}", $"{context.Chain.WithSignals}", $"{options.Regimes}",
        ];
        var name = found.Elsewhere is null ? Name : $"{Name}-{found.Hash[..8]}";
        return stages.Run(name, key, () => Backtest(candidate, found, cancellationToken));
    }

    private List<string> Backtest(Candidate candidate, FoundModel found, CancellationToken cancellationToken)
    {
        var folds = Folds(candidate.Parts.Test, options.TestFolds);
        using var model = found.Load(context.Folder, candidate, context.Families);
        OnOpen();
        var raw = options.WalkForward == WalkForwardMode.Refit
            ? Refitted(candidate, model.Meta, folds, cancellationToken)
            : Frozen(candidate, model, candidate.Parts.Test);
        // Models trained anew before each fold take over the calibration, as the final model does the best model's.
        var forecasts = raw.Calibrated(model.Calibration);
        var threshold = model.Meta.EntryThreshold;
        var result = Trade(candidate, forecasts, threshold);

        var finalBars = FinalStage.Bars(candidate, options);
        var baselines = context.Families.Families.Where(family => family.IsBaseline)
            .ToDictionary(
                family => family.Name, family => Baseline(candidate, family, finalBars, cancellationToken), StringComparer.Ordinal);
        if (candidate.Labels.Sides is { } sides)
        {
            var every = Baselines.EverySide(sides, forecasts.Bars);
            baselines[Baselines.Primary] = (every, Trade(candidate, every, 0));
        }

        var root = found.OutputFor(candidate);
        List<string> outputs = [
            $"{root}/{StageOutputs.TestForecasts}", $"{root}/{StageOutputs.Trades}", $"{root}/{StageOutputs.Equity}",
            $"{root}/{StageOutputs.TestMetrics}", $"{root}/{StageOutputs.TradingMetrics}",
            $"{root}/{StageOutputs.Edge}", $"{root}/{StageOutputs.EquityChart}",
        ];
        context.Folder.WriteTable(outputs[0], forecasts.ToTable(candidate.Data.Candles, candidate.Labels, candidate.Parts.Test.End));
        context.Folder.WriteTable(outputs[1], BacktestTables.Trades(result.Trades));
        context.Folder.WriteTable(outputs[2], BacktestTables.Equity(candidate.Data.Candles, result));
        context.Folder.WriteJson(
            outputs[3],
            Measure.Forecasting(
                candidate, raw, model.Calibration, finalBars, baselines.ToDictionary(pair => pair.Key, pair => pair.Value.Forecasts)));
        context.Folder.WriteJson(
            outputs[4],
            Measure.Trading(
                candidate, found, threshold, result, folds, baselines.ToDictionary(pair => pair.Key, pair => pair.Value.Result)));
        var regimes = UnitRegimes.Of(options.Regimes, candidate.Data.Candles, candidate.Parts);
        context.Folder.WriteJson(outputs[5], CandidateEdge.Of(candidate, result, candidate.Signals(forecasts, threshold), regimes));
        if (model.Calibration is { } calibration)
        {
            outputs.Add($"{root}/{StageOutputs.Intervals}");
            context.Folder.WriteJson(outputs[^1], Measure.LearntIntervals(candidate, calibration.Intervals, raw));
        }
        // Without a final model there is nothing to serve.
        if (found.Elsewhere is null && context.Folder.Exists($"{candidate.PathOf(StageOutputs.FinalModel)}/{TrainedModel.MetaFile}"))
        {
            outputs.Add($"{root}/{StageOutputs.Regimes}");
            context.Folder.WriteJson(outputs[^1], CandidateRegimes.Learn(context, candidate, result.Trades));
        }
        if (context.Chain.WithSignals)
        {
            outputs.Add($"{root}/{StageOutputs.Signals}");
            context.Folder.WriteTable(
                outputs[^1], BacktestTables.Signals(candidate.Data.Candles, candidate.Parts.Test, candidate.Signals(forecasts, threshold)));
        }
        var drawn = Chart.OfEquity(
            $"{candidate.Root}: test part after all costs", candidate.Data.Candles.OpenTimes.Slice(result.Range.Start, result.Range.Length),
            result.Equity);
        context.Folder.Write(outputs[6], Encoding.UTF8.GetBytes(SvgChart.Render(drawn)));
        training.Forget(candidate);
        return outputs;
    }

    private static BacktestResult Trade(Candidate candidate, Forecasts forecasts, double threshold) =>
        candidate.Backtester.Run(candidate.Parts.Test, candidate.Signals(forecasts, threshold));

    private static Forecasts Frozen(Candidate candidate, TrainedModel model, BarRange range)
    {
        int[] bars = [.. Enumerable.Range(range.Start, range.Length)];
        return model.ForecastRaw(candidate.Features.Columns, bars);
    }

    // Trains on every sample whose label is known before the fold, earlier folds of the test part included.
    private Forecasts Refitted(Candidate candidate, ModelMeta meta, IReadOnlyList<BarRange> folds, CancellationToken cancellationToken)
    {
        var parts = new List<Forecasts>();
        for (var fold = 0; fold < folds.Count; fold++)
        {
            var known = new BarRange(candidate.Parts.Train.Start, folds[fold].Start);
            var trainOn = PartSamples.Of(
                candidate.Data.Unit, $"walk-forward {fold + 1}", candidate.Parts, known, candidate.Labels, options.TrainBars);
            var task = new TrainingTask(Name, $"fold{fold + 1}", meta.Epochs) { EntryThreshold = meta.EntryThreshold };
            using var model = training.Refit(candidate, trainOn, meta.Epochs, task, cancellationToken);
            parts.Add(Frozen(candidate, model, folds[fold]));
        }
        return Forecasts.Join(parts);
    }

    private (Forecasts Forecasts, BacktestResult Result) Baseline(
        Candidate candidate, ModelFamily family, int[] bars, CancellationToken cancellationToken)
    {
        var baseline = candidate with { Family = family, Settings = Baselines.Settings(family.Name, candidate.Features.Names) };
        using var model = training.Refit(baseline, bars, 1, new TrainingTask(Name, "baseline", 1), cancellationToken);
        var forecasts = Frozen(baseline, model, candidate.Parts.Test);
        return (forecasts, Trade(baseline, forecasts, 0));
    }

    private static List<BarRange> Folds(BarRange test, int count) =>
        [
            .. Enumerable.Range(0, count).Select(k =>
                new BarRange(test.Start + test.Length * k / count, test.Start + test.Length * (k + 1) / count))
        ];
}
