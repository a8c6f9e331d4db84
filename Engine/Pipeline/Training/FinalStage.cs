using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Pipeline.Units;
using Huracan.Engine.Quality.Drift;
using Huracan.Engine.Splits;

namespace Huracan.Engine.Pipeline.Training;

/// <summary>
/// Trains a candidate's <c>final_model</c>, which the backtest meets: on train and validation, purged from test, for as many epochs as
/// <see cref="BestStage"/> found best, or as the run asks for. It takes over the best model's calibration and threshold: it has learnt from
/// validation, and no bars are left on which it could get its own.
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
    /// <param name="best">Hash of what <see cref="BestStage"/> left of it.</param>
    /// <param name="cancellationToken">Stops within one batch.</param>
    /// <returns>Hash of what it left.</returns>
    public string Run(Candidate candidate, string best, CancellationToken cancellationToken) =>
        stages.Run(
            Name,
            [
                .. candidate.TrainingKey(options), $"{BestStage.Epochs(options)} {FinalEpochs(candidate)}", best,
                .. candidate.Lineage.Select(pair => $"{pair.Key}={pair.Value}"),
            ],
            () => Train(candidate, cancellationToken));

    /// <summary>The bars the final model trains on: train and validation together, purged from test.</summary>
    public static int[] Bars(Candidate candidate, RunOptions options) => PartSamples.Of(
        candidate.Data.Unit, "train and validation", candidate.Parts, candidate.Parts.TrainAndValidation, candidate.Labels,
        options.TrainBars);

    // Boosting has rounds, not epochs.
    private int? FinalEpochs(Candidate candidate) => candidate.Family.IsNetwork ? options.FinalEpochs : null;

    private List<string> Train(Candidate candidate, CancellationToken cancellationToken)
    {
        var bars = Bars(candidate, options);
        using var best = TrainedModel.Load(context.Folder, candidate.PathOf(StageOutputs.BestModel), context.Families);
        var (_, learnt) = BestStage.OnValidation(candidate, best);
        var epochs = FinalEpochs(candidate) ?? best.Meta.Epochs;
        if (epochs > best.Meta.Epochs)
        {
            progress?.Report(new StageEvent(candidate.Root, Name, StageProgress.Kept)
            {
                LongTraining = new LongTraining(epochs, best.Meta.Epochs),
            });
        }
        var task = new TrainingTask(Name, "final", Math.Max(BestStage.Epochs(options), epochs))
        {
            EntryThreshold = best.Meta.EntryThreshold,
        };
        using var final = training.Refit(candidate, bars, epochs, task, cancellationToken);
        var outputs = new List<string>(
            final.Calibrated(learnt.Calibration).Comparing(Reference(candidate, final, bars, learnt.CrossFitted))
                .Save(context.Folder, candidate.PathOf(StageOutputs.FinalModel)));
        Report(candidate, bars.Length, epochs);
        training.Forget(candidate);
        return outputs;
    }

    // Holds times and memory, so it is none of the stages' hashed outputs: a run that an earlier version began may be without it.
    private void Report(Candidate candidate, int samples, int epochs)
    {
        var path = candidate.PathOf(StageOutputs.TrainingResults);
        if (!context.Folder.Exists(path))
            return;
        var results = context.Folder.ReadJson<TrainingResults>(path);
        context.Folder.WriteJson(path, results with
        {
            FinalSamples = samples,
            FinalEpochs = epochs,
            FinalEpochsAskedFor = FinalEpochs(candidate),
            PeakMemoryBytes = Math.Max(results.PeakMemoryBytes, context.PeakMemoryBytes()),
        });
    }

    // What the final model learnt from; what its direction is worth only the best model can tell, which had validation before it.
    private static DriftReference Reference(Candidate candidate, TrainedModel final, int[] bars, Forecasts validation)
    {
        var evidence = validation.Bars.Zip(
            validation.Predictions, (bar, forecast) => DirectionEvidence.Of(candidate.Labels, bar, forecast)).ToArray();
        return ReferenceBuilder.Of(
            candidate.Features.Names, candidate.Features.Columns, [.. final.Scaler.Columns.Select(column => column.Centre)],
            [.. final.Scaler.Columns.Select(column => column.Scale)], new BarRange(bars[0], bars[^1] + 1)) with
        {
            Direction = DirectionWorth.Of(
                Array.ConvertAll(evidence, one => one.Forecast), Array.ConvertAll(evidence, one => one.Outcome),
                1 + candidate.Labels.Latency + candidate.Labels.Horizon),
        };
    }
}
