using Huracan.Contracts.Progress;
using Huracan.Engine.Features;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;

namespace Huracan.Engine.Pipeline.Training;

/// <summary>Trains models of candidates: scaler, samples, seed, checkpoints and progress, the same way in every stage.</summary>
/// <param name="context">The run.</param>
/// <param name="progress">Receives the progress of epochs.</param>
public sealed class ModelTraining(RunContext context, IProgress<StageEvent>? progress)
{
    private readonly RunOptions options = context.Options;

    /// <summary>Trains on some bars whose labels are known, stopping early on others.</summary>
    /// <param name="candidate">What to train.</param>
    /// <param name="train">Bars to fit on, the scaler too.</param>
    /// <param name="validation">Bars to stop early on.</param>
    /// <param name="task">What it is for.</param>
    /// <param name="cancellationToken">Stops within one batch.</param>
    public (TrainedModel Model, FitResult Fit) Train(
        Candidate candidate, int[] train, int[] validation, TrainingTask task, CancellationToken cancellationToken) =>
        Train(candidate, train, validation, task, null, cancellationToken);

    /// <summary>Trains on some bars whose labels are known for exactly so many epochs.</summary>
    public TrainedModel Refit(Candidate candidate, int[] train, int epochs, TrainingTask task, CancellationToken cancellationToken) =>
        Train(candidate, train, null, task, epochs, cancellationToken).Model;

    /// <summary>Drops the states of trainings that have ended, once what they made is published.</summary>
    public void Forget(Candidate candidate) => context.Folder.Delete($"{candidate.Root}/{StageOutputs.Unfinished}");

    /// <summary>Whether an earlier process left a state from which a training goes on.</summary>
    public bool IsBegun(Candidate candidate, TrainingTask task) => Checkpoints(candidate, task)?.Read() is not null;

    private (TrainedModel Model, FitResult Fit) Train(
        Candidate candidate, int[] train, int[]? validation, TrainingTask task, int? exactRounds, CancellationToken cancellationToken)
    {
        var model = candidate.NewModel(context.Families);
        try
        {
            var scaler = Scaler.Fit(candidate.Features.Names, candidate.Features.Columns, train, candidate.Family.FeatureClip);
            var table = scaler.Transform(candidate.Features.Columns, candidate.Features.WarmUp);
            var samples = candidate.Samples(table, train, options.SampleWeights);
            var fit = model.Fit(
                samples,
                validation is null ? null : candidate.Samples(table, validation),
                FitOptions(candidate, task) with { ExactRounds = exactRounds }, cancellationToken);
            return (new TrainedModel(
                Meta(candidate, samples, exactRounds ?? fit.BestEpoch, task.EntryThreshold), scaler, candidate.Config(), model), fit);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    private FitOptions FitOptions(Candidate candidate, TrainingTask task)
    {
        var reporter = progress is null ? null : new EpochReporter(progress, candidate.Root, task);
        var checkpoints = Checkpoints(candidate, task);
        // A network reports each epoch once its state is kept. Others keep theirs between the rounds, and trees of a value head have none.
        if (reporter is not null && checkpoints is not null && !candidate.Family.IsNetwork)
            checkpoints = new ReportedCheckpoints(checkpoints, reporter.ReportKept);
        return new()
        {
            Epochs = task.Epochs,
            Patience = options.Patience,
            BatchSize = options.BatchSize,
            Device = options.Device,
            Seed = SeededRandom.Derive(options.Seed, $"{candidate.Root}/{task.Purpose}"),
            Checkpoints = checkpoints,
            Progress = reporter,
        };
    }

    private ICheckpoints? Checkpoints(Candidate candidate, TrainingTask task) => task.IsResumable
        ? context.Folder.Checkpoints($"{candidate.Root}/{StageOutputs.Unfinished}/{task.Purpose.Replace('/', ' ')}.ckpt")
        : null;

    private ModelMeta Meta(Candidate candidate, Samples samples, int epochs, double entryThreshold)
    {
        var bars = samples.Bars;
        var times = candidate.Data.Candles.OpenTimes;
        var costs = candidate.Data.Costs(options);
        return new ModelMeta(
            candidate.Data.Unit.Coin, candidate.Data.Unit.Timeframe, candidate.Family.Name, candidate.Horizon, candidate.Labels.Latency,
            costs.RoundTripBps / 1e4, options.FeatureSetOf(candidate.Family), candidate.Features.Hash, candidate.Features.Names,
            candidate.Features.WarmUp, entryThreshold, epochs, DateTimeOffset.FromUnixTimeMilliseconds(times[bars[0]]),
            DateTimeOffset.FromUnixTimeMilliseconds(times[candidate.Labels.Ends[bars[^1]]]), bars.Length, options.Seed,
            SettingText.Of(options.Device))
        {
            HalfSpreadBps = costs == options.Costs ? null : costs.HalfSpreadBps,
            Sides = options.PrimaryRule() is { } rule ? JudgedSides.Fit(PrimaryRule.Column, rule.Text, samples) : null,
        };
    }

    private sealed class EpochReporter(IProgress<StageEvent> progress, string scope, TrainingTask task) : IProgress<EpochResult>
    {
        private double fraction = task.Span.From;

        public void Report(EpochResult value)
        {
            // The final model has no validation part: it trained on it.
            double? validation = double.IsNaN(value.ValidationLoss) ? null : value.ValidationLoss;
            fraction = task.FractionAt(value.Epoch);
            progress.Report(new StageEvent(scope, task.Stage, StageProgress.Advanced, fraction)
            {
                Epoch = new EpochProgress(task.Purpose, value.Epoch, value.TrainLoss, validation, value.SamplesPerSecond),
            });
        }

        public void ReportKept() => progress.Report(new StageEvent(scope, task.Stage, StageProgress.Advanced, fraction));
    }

    /// <summary>Tells of each state that was kept, so that it can be copied elsewhere.</summary>
    private sealed class ReportedCheckpoints(ICheckpoints checkpoints, Action report) : ICheckpoints
    {
        public void Write(ReadOnlySpan<byte> state)
        {
            checkpoints.Write(state);
            report();
        }

        public byte[]? Read() => checkpoints.Read();

        public void Delete() => checkpoints.Delete();
    }
}
