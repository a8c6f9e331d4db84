using System.Globalization;
using Huracan.Contracts;
using Huracan.Engine.Backtest;
using Huracan.Engine.Models;
using Huracan.Engine.Quality;
using Huracan.Engine.Splits;

namespace Huracan.Engine.Pipeline;

/// <summary>
/// Trains a candidate twice: <c>best_model</c> on train, stopped early on validation at epoch E, chooses the entry threshold;
/// <c>final_model</c> on train and validation for E epochs, purged from test, is what the backtest meets.
/// </summary>
/// <param name="context">The run.</param>
/// <param name="stages">The candidate's stages.</param>
/// <param name="progress">Told about epochs.</param>
public sealed class TrainStage(RunContext context, Stages stages, IProgress<StageEvent>? progress)
{
    /// <summary>Folder of the model stopped early on validation.</summary>
    public const string BestModel = "best_model";

    /// <summary>Folder of the model that is backtested and shipped.</summary>
    public const string FinalModel = "final_model";

    /// <summary>Table of the best model's forecasts of validation.</summary>
    public const string ValidationForecasts = "preds_val.parquet";

    private readonly RunOptions options = context.Options;

    /// <summary>Path of a candidate's validation metrics.</summary>
    public static string ReportPath(Candidate candidate) => $"{candidate.Root}/metrics.json";

    /// <summary>Trains unless it is done.</summary>
    /// <returns>Hash of what it left.</returns>
    /// <exception cref="InputRefusedException">Too few samples, or training is off and the model is missing.</exception>
    public string Run(Candidate candidate, CancellationToken cancellationToken)
    {
        return stages.Run("train", Key(candidate), () => !context.SkipTraining
            ? Train(candidate, cancellationToken)
            : throw new InputRefusedException($"{candidate.Root} has no model of this data, configuration and code, and training is off: run without --skip-training."));
    }

    /// <summary>Trains a model for exactly <paramref name="epochs"/> on bars whose labels are known.</summary>
    public TrainedModel Refit(Candidate candidate, int[] bars, int epochs, double entryThreshold, string purpose, CancellationToken cancellationToken)
    {
        var model = candidate.NewModel(context.Families);
        var scaler = Fit(candidate, bars);
        var samples = candidate.Samples(scaler.Transform(candidate.Features.Columns, candidate.Features.WarmUp), bars);
        model.Fit(samples, null, FitOptions(candidate, purpose) with { ExactRounds = epochs }, cancellationToken);
        return new TrainedModel(Meta(candidate, bars, epochs, entryThreshold), scaler, candidate.Settings, model);
    }

    /// <summary>The bars the final model trains on: train and validation together, purged from test.</summary>
    public int[] FinalBars(Candidate candidate) => PartSamples.Of(
        candidate.Data.Unit, "train and validation", candidate.Parts, candidate.Parts.TrainAndValidation, candidate.Labels, options.TrainBars);

    private static Scaler Fit(Candidate candidate, int[] bars) =>
        Scaler.Fit(candidate.Features.Names, candidate.Features.Columns, bars, candidate.Family.FeatureClip);

    private List<string> Train(Candidate candidate, CancellationToken cancellationToken)
    {
        var unit = candidate.Data.Unit;
        var trainBars = PartSamples.Of(unit, "train", candidate.Parts, candidate.Parts.Train, candidate.Labels, options.TrainBars);
        var validationBars = PartSamples.Of(unit, "validation", candidate.Parts, candidate.Parts.Validation, candidate.Labels);
        var finalBars = FinalBars(candidate);

        using var model = candidate.NewModel(context.Families);
        var scaler = Fit(candidate, trainBars);
        var table = scaler.Transform(candidate.Features.Columns, candidate.Features.WarmUp);
        var fit = model.Fit(candidate.Samples(table, trainBars), candidate.Samples(table, validationBars), FitOptions(candidate, "best"), cancellationToken);

        var everyValidationBar = Bars(candidate.Parts.Validation);
        var forecasts = new Forecasts(everyValidationBar, model.Predict(table, everyValidationBar));
        var threshold = EntryThreshold.Choose(candidate.Backtester, candidate.Parts.Validation, forecasts.Bars, forecasts.Predictions, Thresholds(candidate.Parts), candidate.Levels);

        var best = new TrainedModel(Meta(candidate, trainBars, fit.BestEpoch, threshold.Threshold), scaler, candidate.Settings, model);
        var outputs = new List<string>(best.Save(context.Folder, $"{candidate.Root}/{BestModel}"));
        context.Folder.WriteTable($"{candidate.Root}/{ValidationForecasts}", forecasts.ToTable(candidate.Data.Candles, candidate.Labels, candidate.Parts.Validation.End));
        outputs.Add($"{candidate.Root}/{ValidationForecasts}");

        using var final = Refit(candidate, finalBars, fit.BestEpoch, threshold.Threshold, "final", cancellationToken);
        outputs.AddRange(final.Save(context.Folder, $"{candidate.Root}/{FinalModel}"));

        var metrics = Measure.Validation(candidate, forecasts, trainBars, threshold);
        context.Folder.WriteJson(ReportPath(candidate), metrics);
        outputs.Add(ReportPath(candidate));
        // Holds times and memory, so it is no output in the sense of the stage's hash.
        context.Folder.WriteJson($"{candidate.Root}/training_results.json", new TrainingResults(fit, trainBars.Length, finalBars.Length, context.PeakMemoryBytes()));
        context.Folder.Delete($"{candidate.Root}/checkpoints");
        return outputs;
    }

    // In proportion as many trades as ACTIVE asks of the test part: a threshold that leaves fewer could never lead there.
    private static EntryThresholdOptions Thresholds(FourParts parts)
    {
        var options = new EntryThresholdOptions();
        var share = (double)parts.Validation.Length / parts.Test.Length;
        return options with { MinTrades = Math.Max(options.MinTrades, (int)Math.Ceiling(share * ThresholdsBuilder.ActiveTrades)) };
    }

    private static int[] Bars(BarRange range) => [.. Enumerable.Range(range.Start, range.Length)];

    private FitOptions FitOptions(Candidate candidate, string purpose) => new()
    {
        Epochs = options.Epochs,
        Patience = options.Patience,
        BatchSize = options.BatchSize,
        Device = options.Device,
        Seed = SeededRandom.Derive(options.Seed, $"{candidate.Root}/{purpose}"),
        Checkpoints = context.Folder.Checkpoints($"{candidate.Root}/checkpoints/{purpose}.ckpt"),
        Progress = progress is null ? null : new EpochProgress(progress, candidate.Root, purpose, options.Epochs),
    };

    private ModelMeta Meta(Candidate candidate, int[] bars, int epochs, double entryThreshold)
    {
        var times = candidate.Data.Candles.OpenTimes;
        return new ModelMeta(
            candidate.Data.Unit.Coin, candidate.Data.Unit.Timeframe, candidate.Family.Name, candidate.Horizon, candidate.Labels.Latency,
            options.Costs.RoundTripBps / 1e4, candidate.Family.FeatureSet, candidate.Features.Hash, candidate.Features.Names, candidate.Features.WarmUp,
            entryThreshold, epochs, DateTimeOffset.FromUnixTimeMilliseconds(times[bars[0]]),
            DateTimeOffset.FromUnixTimeMilliseconds(times[candidate.Labels.Ends[bars[^1]]]), bars.Length, options.Seed, options.Device);
    }

    private IEnumerable<string> Key(Candidate candidate) =>
    [
        candidate.Data.Hash,
        candidate.Features.Hash,
        .. candidate.Settings.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => FormattableString.Invariant($"{pair.Key}={pair.Value:R}")),
        FormattableString.Invariant($"{candidate.Horizon} {options.Latency} {options.Epochs} {options.Patience} {options.BatchSize} {options.TrainBars} {options.Seed}"),
        $"{candidate.Parts} {options.Costs} {options.Device} {options.Labels}",
        FormattableString.Invariant($"{options.StopSigma} {options.TargetR}"),
    ];

    private sealed class EpochProgress(IProgress<StageEvent> progress, string scope, string purpose, int epochs) : IProgress<EpochResult>
    {
        public void Report(EpochResult value)
        {
            // The final model has no validation part: it trained on it.
            var validation = double.IsNaN(value.ValidationLoss) ? "" : string.Create(CultureInfo.InvariantCulture, $" validation {value.ValidationLoss:F4}");
            var detail = string.Create(CultureInfo.InvariantCulture, $"{purpose} epoch {value.Epoch}: train {value.TrainLoss:F4}{validation} {value.SamplesPerSecond:F0}/s");
            progress.Report(new StageEvent(scope, "train", StageProgress.Advanced, detail, Math.Min(1, (double)value.Epoch / epochs)));
        }
    }
}
