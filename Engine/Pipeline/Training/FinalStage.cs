using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Pipeline.Units;
using Huracan.Engine.Quality;
using Huracan.Engine.Quality.Drift;
using Huracan.Engine.Quality.EntryThresholds;
using Huracan.Engine.Splits;

namespace Huracan.Engine.Pipeline.Training;

/// <summary>
/// Trains a candidate twice with the settings chosen: <c>best_model</c> on train, stopped early on validation at epoch E, is calibrated and
/// chooses the entry threshold there; <c>final_model</c> on train and validation for E epochs, or for as many as the run asks for, purged
/// from test, is what the backtest meets. It takes over calibration and threshold: it has learnt from validation, and no bars are left on
/// which it could get its own.
/// </summary>
/// <param name="context">The run.</param>
/// <param name="stages">The candidate's stages.</param>
/// <param name="training">Trains.</param>
/// <param name="progress">Told where the final model is trained longer than validation bears out.</param>
public sealed class FinalStage(RunContext context, StageRunner stages, ModelTraining training, IProgress<StageEvent>? progress)
{
    /// <summary>Name of the stage.</summary>
    public const string Name = "final";

    private readonly RunOptions options = context.Options;

    /// <summary>Trains unless it is done.</summary>
    /// <param name="candidate">The candidate with the settings chosen.</param>
    /// <param name="cancellationToken">Stops within one batch.</param>
    /// <returns>Hash of what it left.</returns>
    /// <exception cref="Contracts.InputRefusedException">Too few samples.</exception>
    public string Run(Candidate candidate, CancellationToken cancellationToken) =>
        stages.Run(
            Name,
            [
                .. candidate.TrainingKey(options), $"{Epochs} {FinalEpochs(candidate)}",
                .. candidate.Lineage.Select(pair => $"{pair.Key}={pair.Value}"),
            ],
            () => Train(candidate, cancellationToken));

    /// <summary>The bars the final model trains on: train and validation together, purged from test.</summary>
    public static int[] Bars(Candidate candidate, RunOptions options) => PartSamples.Of(
        candidate.Data.Unit, "train and validation", candidate.Parts, candidate.Parts.TrainAndValidation, candidate.Labels,
        options.TrainBars);

    // Settings found with longer training are trained as long.
    private int Epochs => options.Search.IsOn ? options.Search.ExtendEpochs : options.Epochs;

    // Boosting has rounds, not epochs.
    private int? FinalEpochs(Candidate candidate) => candidate.Family.IsNetwork ? options.FinalEpochs : null;

    private List<string> Train(Candidate candidate, CancellationToken cancellationToken)
    {
        var unit = candidate.Data.Unit;
        var trainBars = PartSamples.Of(unit, "train", candidate.Parts, candidate.Parts.Train, candidate.Labels, options.TrainBars);
        var validationBars = PartSamples.Of(unit, "validation", candidate.Parts, candidate.Parts.Validation, candidate.Labels);
        var finalBars = Bars(candidate, options);

        var (best, fit) = training.Train(candidate, trainBars, validationBars, Task("best"), cancellationToken);
        using var trained = best;
        var everyValidationBar = Every(candidate.Parts.Validation);
        var raw = new Forecasts(everyValidationBar, best.PredictRaw(candidate.Features.Columns, everyValidationBar));
        var (calibration, crossFitted) = ValidationCalibration.Of(candidate, raw, validationBars);
        var forecasts = raw.Calibrated(calibration);
        var threshold = EntryThreshold.Choose(
            candidate.Backtester, candidate.Parts.Validation, forecasts.Bars, forecasts.Predictions, Thresholds(candidate.Parts),
            candidate.Levels);

        var outputs = new List<string>(
            best.Calibrated(calibration).TradedFrom(threshold.Threshold).Save(context.Folder, candidate.PathOf(StageOutputs.BestModel)));
        context.Folder.WriteTable(
            candidate.PathOf(StageOutputs.ValidationForecasts),
            forecasts.ToTable(candidate.Data.Candles, candidate.Labels, candidate.Parts.Validation.End));
        outputs.Add(candidate.PathOf(StageOutputs.ValidationForecasts));

        var epochs = FinalEpochs(candidate) ?? fit.BestEpoch;
        if (epochs > fit.BestEpoch)
        {
            progress?.Report(new StageEvent(candidate.Root, Name, StageProgress.Kept, 0.5)
            {
                LongTraining = new LongTraining(epochs, fit.BestEpoch),
            });
        }
        var task = Task("final") with { Epochs = Math.Max(Epochs, epochs), EntryThreshold = threshold.Threshold };
        using var final = training.Refit(candidate, finalBars, epochs, task, cancellationToken);
        outputs.AddRange(final.Calibrated(calibration).Comparing(Reference(candidate, final, finalBars, crossFitted))
            .Save(context.Folder, candidate.PathOf(StageOutputs.FinalModel)));

        var metrics = Measure.Validation(candidate, crossFitted, trainBars, threshold);
        context.Folder.WriteJson(candidate.PathOf(StageOutputs.ValidationMetrics), metrics);
        outputs.Add(candidate.PathOf(StageOutputs.ValidationMetrics));
        // Holds times and memory, so it is not part of the stage's hashed outputs.
        context.Folder.WriteJson(
            candidate.PathOf(StageOutputs.TrainingResults),
            new TrainingResults(fit, trainBars.Length, finalBars.Length, context.PeakMemoryBytes())
            {
                FinalEpochs = epochs,
                FinalEpochsAskedFor = FinalEpochs(candidate),
            });
        training.Forget(candidate);
        return outputs;
    }

    // What the final model learnt from; what its direction is worth only the best model can tell, which had validation before it.
    private static DriftReference Reference(Candidate candidate, TrainedModel final, int[] bars, Forecasts validation) =>
        ReferenceBuilder.Of(
            candidate.Features.Names, candidate.Features.Columns, [.. final.Scaler.Columns.Select(column => column.Centre)],
            [.. final.Scaler.Columns.Select(column => column.Scale)], new BarRange(bars[0], bars[^1] + 1)) with
        {
            Direction = DirectionWorth.Of(
                validation.Predictions, Array.ConvertAll(validation.Bars, bar => (int)candidate.Labels.Classes[bar]),
                1 + candidate.Labels.Latency + candidate.Labels.Horizon),
        };

    private TrainingTask Task(string purpose) => new(Name, purpose, Epochs);

    // In proportion as many trades as ACTIVE asks of the test part: a threshold that leaves fewer could never lead there.
    private static EntryThresholdOptions Thresholds(FourParts parts)
    {
        var options = new EntryThresholdOptions();
        var share = (double)parts.Validation.Length / parts.Test.Length;
        return options with { MinTrades = Math.Max(options.MinTrades, (int)Math.Ceiling(share * ThresholdsBuilder.ActiveTrades)) };
    }

    private static int[] Every(BarRange range) => [.. Enumerable.Range(range.Start, range.Length)];
}
