using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Pipeline.Units;
using Huracan.Engine.Quality;
using Huracan.Engine.Quality.EntryThresholds;
using Huracan.Engine.Splits;

namespace Huracan.Engine.Pipeline.Training;

/// <summary>
/// Trains a candidate's <c>best_model</c> with the settings chosen: on train, stopped early on validation, where it is calibrated, chooses
/// its entry threshold and is measured.
/// </summary>
/// <param name="context">The run.</param>
/// <param name="stages">The candidate's stages.</param>
/// <param name="training">Trains.</param>
public sealed class BestStage(RunContext context, StageRunner stages, ModelTraining training)
{
    /// <summary>Name of the stage.</summary>
    public const string Name = "best";

    private readonly RunOptions options = context.Options;

    /// <summary>Trains unless it is done.</summary>
    /// <param name="candidate">The candidate with the settings chosen.</param>
    /// <param name="cancellationToken">Stops within one batch.</param>
    /// <returns>Hash of what it left.</returns>
    /// <exception cref="Contracts.InputRefusedException">Too few samples.</exception>
    public string Run(Candidate candidate, CancellationToken cancellationToken) => stages.Run(
        Name,
        [
            .. candidate.TrainingKey(options), $"{Epochs(options)}",
            .. candidate.Lineage.Select(pair => $"{pair.Key}={pair.Value}"),
        ],
        () => Train(candidate, cancellationToken));

    /// <summary>Most epochs of a network: settings found with longer training are trained as long.</summary>
    public static int Epochs(RunOptions options) => options.Search.IsOn ? options.Search.ExtendEpochs : options.Epochs;

    /// <summary>Forecasts of every bar of validation as the model has them, and what they teach about its confidence.</summary>
    /// <param name="candidate">The candidate.</param>
    /// <param name="best">Its best model.</param>
    public static (Forecasts Raw, ValidationCalibration Learnt) OnValidation(Candidate candidate, TrainedModel best)
    {
        int[] bars = [.. Enumerable.Range(candidate.Parts.Validation.Start, candidate.Parts.Validation.Length)];
        var raw = best.ForecastRaw(candidate.Features.Columns, bars);
        return (raw, ValidationCalibration.Of(candidate, raw, ValidationBars(candidate)));
    }

    private static int[] ValidationBars(Candidate candidate) =>
        PartSamples.Of(candidate.Data.Unit, "validation", candidate.Parts, candidate.Parts.Validation, candidate.Labels);

    private List<string> Train(Candidate candidate, CancellationToken cancellationToken)
    {
        var trainBars = PartSamples.Of(
            candidate.Data.Unit, "train", candidate.Parts, candidate.Parts.Train, candidate.Labels, options.TrainBars);
        var task = new TrainingTask(Name, "best", Epochs(options));
        var goesOn = training.IsBegun(candidate, task);
        var started = context.ProcessorTime();
        var (best, fit) = training.Train(candidate, trainBars, ValidationBars(candidate), task, cancellationToken);
        using var trained = best;
        var fitted = context.ProcessorTime();
        var (raw, learnt) = OnValidation(candidate, best);
        var forecasts = raw.Calibrated(learnt.Calibration);
        var threshold = EntryThreshold.Choose(
            candidate.Backtester, candidate.Parts.Validation, forecasts.Bars, forecasts.Predictions, Thresholds(candidate.Parts),
            candidate.Levels);

        var outputs = new List<string>(
            best.Calibrated(learnt.Calibration).TradedFrom(threshold.Threshold)
                .Save(context.Folder, candidate.PathOf(StageOutputs.BestModel)));
        context.Folder.WriteTable(
            candidate.PathOf(StageOutputs.ValidationForecasts),
            forecasts.ToTable(candidate.Data.Candles, candidate.Labels, candidate.Parts.Validation.End));
        outputs.Add(candidate.PathOf(StageOutputs.ValidationForecasts));
        context.Folder.WriteJson(
            candidate.PathOf(StageOutputs.ValidationMetrics), Measure.Validation(candidate, learnt.CrossFitted, trainBars, threshold));
        outputs.Add(candidate.PathOf(StageOutputs.ValidationMetrics));
        // Holds times and memory, so it is not part of the stage's hashed outputs.
        context.Folder.WriteJson(
            candidate.PathOf(StageOutputs.TrainingResults), new TrainingResults(fit, trainBars.Length, context.PeakMemoryBytes())
            {
                ProcessorSeconds = goesOn ? 0 : (fitted - started).TotalSeconds, // of its first epochs another process knew
            });
        training.Forget(candidate);
        return outputs;
    }

    // In proportion as many trades as ACTIVE asks of the test part: a threshold that leaves fewer could never lead there.
    private static EntryThresholdOptions Thresholds(FourParts parts)
    {
        var options = new EntryThresholdOptions();
        var share = (double)parts.Validation.Length / parts.Test.Length;
        return options with { MinTrades = Math.Max(options.MinTrades, (int)Math.Ceiling(share * ThresholdsBuilder.ActiveTrades)) };
    }
}
