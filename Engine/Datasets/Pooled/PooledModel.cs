using Huracan.Contracts;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Stages;

namespace Huracan.Engine.Datasets.Pooled;

/// <summary>
/// One model of many symbols. Saved as the model of a unit is, with weights, <c>scaler.json</c>, <c>config.json</c> and <c>meta.json</c>.
/// Its features are scaled already, so that its scaler only clips, to the largest value that its family reads.
/// </summary>
/// <param name="meta">What it is for.</param>
/// <param name="clip">Largest absolute value of a feature that it reads, above 0.</param>
/// <param name="config">Its settings.</param>
/// <param name="model">The network or ensemble; disposed with this.</param>
public sealed class PooledModel(PooledMeta meta, double clip, ModelConfig config, IModel model) : IDisposable
{
    /// <summary>What it is for.</summary>
    public PooledMeta Meta { get; } = meta;

    /// <summary>Rows that a forecast reads, its own included.</summary>
    public int Lookback => model.Lookback;

    /// <summary>The windows that it reads.</summary>
    public WindowRule Window => new(Lookback, Meta.SpansGaps);

    /// <summary>The features as a model of that clip reads them; the same table where none is larger.</summary>
    /// <param name="table">Scaled features.</param>
    /// <param name="clip">Largest absolute value.</param>
    public static FeatureTable Clipped(FeatureTable table, double clip)
    {
        var most = (float)clip;
        if (!table.Values.AsSpan().ContainsAnyExceptInRange(-most, most))
            return table;
        return table with { Values = Array.ConvertAll(table.Values, value => Math.Clamp(value, -most, most)) };
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="InputRefusedException">A file is missing, damaged or of another family; the message names it.</exception>
    public static PooledModel Load(IRunFolder folder, string path, ModelRegistry families)
    {
        var meta = folder.ReadJson<PooledMeta>($"{path}/{TrainedModel.MetaFile}");
        var scaler = folder.ReadJson<Scaler>($"{path}/{TrainedModel.ScalerFile}");
        var config = folder.ReadJson<ModelConfig>($"{path}/{TrainedModel.ConfigFile}");
        var model = families.Create(meta.Family, new ModelSettings(meta.Family, meta.FeatureNames.Count, config.Settings));
        try
        {
            model.Load(config.Files.ToDictionary(file => file, file => folder.Read($"{path}/{file}")));
        }
        catch (InputRefusedException refused)
        {
            model.Dispose();
            throw new InputRefusedException($"{path}: {refused.Message}", refused);
        }
        return new PooledModel(meta, scaler.Clip, config, model);
    }

    /// <summary>Writes the model as a folder, <c>meta.json</c> last.</summary>
    public void Save(IRunFolder folder, string path)
    {
        var files = model.Save();
        foreach (var (name, content) in files)
            folder.Write($"{path}/{name}", content);
        folder.WriteJson(
            $"{path}/{TrainedModel.ScalerFile}", new Scaler([.. Meta.FeatureNames.Select(name => new ScaledColumn(name, 0, 1))], clip));
        folder.WriteJson(
            $"{path}/{TrainedModel.ConfigFile}", config with { Files = [.. files.Keys.Order(StringComparer.Ordinal)] });
        folder.WriteJson($"{path}/{TrainedModel.MetaFile}", Meta);
    }

    /// <summary>Forecasts the labelled rows of a part.</summary>
    /// <param name="dataset">A dataset with the features it was trained on.</param>
    /// <param name="part">The part.</param>
    /// <exception cref="InputRefusedException">The dataset has other features, or no labels of the model's horizon.</exception>
    public PooledForecasts Forecast(TemporalDataset dataset, DatasetPart part)
    {
        if (!dataset.Features.SequenceEqual(Meta.FeatureNames))
            throw new InputRefusedException(
                $"The dataset has other features than the {Meta.FeatureNames.Count} that the {Meta.Family} model was trained on, or in "
                    + "another order.");
        var rows = dataset.RowsOf(part, dataset.LabelsOf(Meta.Horizon), Window);
        return new PooledForecasts(rows, model.Predict(Clipped(dataset.Table, clip), rows));
    }

    /// <inheritdoc/>
    public void Dispose() => model.Dispose();
}
