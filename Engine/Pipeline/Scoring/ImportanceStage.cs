using Huracan.Engine.Importance;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Pipeline.Training;
using Huracan.Engine.Pipeline.Units;

namespace Huracan.Engine.Pipeline.Scoring;

/// <summary>
/// Measures what the best model of a candidate makes of each feature: on validation, on which it was stopped early but not fitted. The
/// test part is not read, and nothing depends on what is found.
/// </summary>
/// <param name="context">The run.</param>
/// <param name="progress">Receives the progress of stages.</param>
public sealed class ImportanceStage(RunContext context, IProgress<StageEvent>? progress)
{
    /// <summary>Name of the stage.</summary>
    public const string Name = "importance";

    private const int FitPasses = 15; // epochs of a network that a fit of trees or of linear weights costs as much as, about

    private readonly RunOptions options = context.Options;

    /// <summary>
    /// Measures those candidates that the run's options ask for, unless it is done. One that cannot be measured, whatever the reason, is
    /// told to the progress, has no importance, and is tried again when the run is resumed.
    /// </summary>
    /// <param name="candidates">A unit's candidates, with their final stages finished.</param>
    /// <param name="chosen">The one that validation chose.</param>
    /// <param name="cancellationToken">Stops between two passes over the bars.</param>
    /// <exception cref="EditedOutputException">What was measured before was changed since.</exception>
    public void Run(IReadOnlyList<Candidate> candidates, Candidate chosen, CancellationToken cancellationToken)
    {
        var asked = options.Importance.Of switch
        {
            ImportanceScope.None => [],
            ImportanceScope.All => candidates,
            _ => [chosen],
        };
        foreach (var candidate in asked)
        {
            string[] key =
            [
                context.Folder.Hash(candidate.PathOf(StageOutputs.BestModel)) ?? "", .. candidate.Key(options),
                $"{options.Importance with { Of = ImportanceScope.All }}",
            ];
            try
            {
                new StageRunner(context.Folder, candidate.Root, progress).Run(Name, key, () => Measure(candidate, cancellationToken));
            }
            catch (Exception fault) when (fault is not (OperationCanceledException or EditedOutputException))
            {
                // What was measured of an earlier model says nothing of this one.
                context.Folder.Delete(StageRunner.RecordPath(candidate.Root, Name));
                context.Folder.Delete(candidate.PathOf(StageOutputs.Importance));
                progress?.Report(new StageEvent(candidate.Root, Name, StageProgress.Failed) { Failure = fault.Message });
            }
        }
    }

    private string[] Measure(Candidate candidate, CancellationToken cancellationToken)
    {
        using var best = TrainedModel.Load(context.Folder, candidate.PathOf(StageOutputs.BestModel), context.Families);
        var unit = candidate.Data.Unit;
        var train = PartSamples.Of(unit, "train", candidate.Parts, candidate.Parts.Train, candidate.Labels, options.TrainBars);
        var validation = PartSamples.Of(unit, "validation", candidate.Parts, candidate.Parts.Validation, candidate.Labels);
        var names = candidate.Features.Names;
        var reach = validation.Max(bar => candidate.Labels.Ends[bar] - bar) + 1;
        var table = best.Scaler.Transform(candidate.Features.Columns, best.Meta.WarmUp);
        var importance = new ModelImportance(
            names, FeatureGroups.Of(candidate.Features.Columns, train, options.Importance.GroupCorrelation),
            candidate.Samples(table, validation), Forecasts(candidate, best.Meta), reach, options.Importance,
            SeededRandom.Derive(options.Seed, $"{candidate.Root}/importance"));
        var report = importance.Of(
            best.Model, candidate.Family.Name, candidate.Horizon, candidate.Data.Candles.OpenTimes, cancellationToken);
        context.Folder.WriteJson(candidate.PathOf(StageOutputs.Importance), report);
        return [candidate.PathOf(StageOutputs.Importance)];
    }

    // In proportion to what the training of both models cost.
    private double Forecasts(Candidate candidate, ModelMeta best)
    {
        var final = context.Folder.ReadJson<ModelMeta>($"{candidate.PathOf(StageOutputs.FinalModel)}/{TrainedModel.MetaFile}");
        return options.Importance.ForecastsPerPass * (Passes(best) + Passes(final));

        double Passes(ModelMeta model) => (double)(candidate.Family.IsNetwork ? model.Epochs : FitPasses) * model.Samples;
    }
}
