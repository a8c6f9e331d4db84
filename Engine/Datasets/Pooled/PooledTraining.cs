using Huracan.Contracts;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Candidates;

namespace Huracan.Engine.Datasets.Pooled;

/// <summary>Trains one model on the samples of all symbols of a dataset, stopping early on its validation part.</summary>
/// <param name="families">The model families there are.</param>
public sealed class PooledTraining(ModelRegistry families)
{
    /// <summary>Trains; the same dataset, task and kind of device give the same bytes.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="hash">Its hash, which is saved with the model.</param>
    /// <param name="task">What to train.</param>
    /// <param name="cancellationToken">Stops within one batch.</param>
    /// <exception cref="InputRefusedException">
    /// No labels of that horizon, too few samples for the windows of the family, or a setting that it refuses.
    /// </exception>
    public (PooledModel Model, FitResult Fit) Train(
        TemporalDataset dataset, string hash, PooledTask task, CancellationToken cancellationToken)
    {
        var model = families.Create(task.Family.Name, new ModelSettings(task.Family.Name, dataset.Features.Count, task.Settings));
        try
        {
            var window = new WindowRule(model.Lookback, task.SpansGaps);
            var table = PooledModel.Clipped(dataset.Table, task.Family.FeatureClip);
            var train = dataset.Samples(DatasetPart.Train, task.Horizon, window) with { Table = table };
            var validation = dataset.Samples(DatasetPart.Validation, task.Horizon, window) with { Table = table };
            Require(train, "train", SampleRules.MinimumTrain, task, window);
            Require(validation, "validation", 1, task, window);
            var options = task.Options with { Seed = SeededRandom.Derive(task.Options.Seed, task.Name) };
            var fit = model.Fit(train, validation, options, cancellationToken);
            var meta = Meta(dataset, hash, task, train, fit);
            return (new PooledModel(meta, task.Family.FeatureClip, Config(dataset, hash, task), model), fit);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    private static PooledMeta Meta(TemporalDataset dataset, string hash, PooledTask task, Samples train, FitResult fit)
    {
        var counts = new int[3];
        foreach (var occurred in train.Classes)
            counts[occurred]++;
        DateTimeOffset Time(int row) => DateTimeOffset.FromUnixTimeMilliseconds(dataset.Times[row]);
        return new PooledMeta(
            [.. dataset.Symbols.Select(symbol => symbol.Name)], dataset.BarOf(0) / 60_000.0, task.Family.Name, task.Horizon,
            dataset.Features, task.SpansGaps, fit.BestEpoch, Time(train.Bars[0]), Time(train.Bars[^1]), train.Count, counts,
            task.Options.Seed, SettingText.Of(task.Options.Device), hash);
    }

    private static ModelConfig Config(TemporalDataset dataset, string hash, PooledTask task) => new(task.Settings, [])
    {
        Coins = [.. dataset.Symbols.Select(symbol => symbol.Name)],
        Features = dataset.Features,
        Lineage = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["data"] = hash },
    };

    private static void Require(Samples samples, string part, int least, PooledTask task, WindowRule window)
    {
        if (samples.Count < least)
            throw new InputRefusedException(
                $"{task.Name}: {part} has {samples.Count} labelled rows with windows of {window.Length} rows of one symbol, fewer "
                    + $"than {least}.");
    }
}
