using Huracan.Contracts;
using Huracan.Engine.Models;

namespace Huracan.Engine.Pipeline;

/// <summary>A trained network or ensemble with all it needs to forecast: its scaler, its settings and what it is for.</summary>
public sealed class TrainedModel(ModelMeta meta, Scaler scaler, IReadOnlyDictionary<string, double> settings, IModel model) : IDisposable
{
    private const string MetaFile = "meta.json";
    private const string ScalerFile = "scaler.json";
    private const string ConfigFile = "config.json";

    /// <summary>What it is for.</summary>
    public ModelMeta Meta { get; } = meta;

    /// <summary>The scaler fitted on what it trained on.</summary>
    public Scaler Scaler { get; } = scaler;

    /// <summary>Bars a forecast needs before its own: features warm up, then the model looks back.</summary>
    public int FirstBar => Meta.WarmUp + model.Lookback - 1;

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="InputRefusedException">A file is missing, damaged or of another family; the message names it.</exception>
    public static TrainedModel Load(IRunFolder folder, string path, ModelRegistry families)
    {
        var meta = folder.ReadJson<ModelMeta>($"{path}/{MetaFile}");
        var scaler = folder.ReadJson<Scaler>($"{path}/{ScalerFile}");
        var config = folder.ReadJson<ModelConfig>($"{path}/{ConfigFile}");
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
        return new TrainedModel(meta, scaler, config.Settings, model);
    }

    /// <summary>Writes the model as a folder.</summary>
    /// <returns>Paths of the files.</returns>
    public IReadOnlyList<string> Save(IRunFolder folder, string path)
    {
        var files = model.Save();
        foreach (var (name, content) in files)
            folder.Write($"{path}/{name}", content);
        folder.WriteJson($"{path}/{ScalerFile}", Scaler);
        folder.WriteJson($"{path}/{ConfigFile}", new ModelConfig(settings, [.. files.Keys.Order(StringComparer.Ordinal)]));
        folder.WriteJson($"{path}/{MetaFile}", Meta);
        return [.. files.Keys.Append(ScalerFile).Append(ConfigFile).Append(MetaFile).Select(name => $"{path}/{name}")];
    }

    /// <summary>Forecasts for bars of unscaled feature columns.</summary>
    /// <param name="columns">Features in the order of <see cref="ModelMeta.FeatureNames"/>, one number per bar.</param>
    /// <param name="bars">Bars from <see cref="FirstBar"/> on.</param>
    public Prediction[] Predict(IReadOnlyList<double[]> columns, ReadOnlySpan<int> bars) =>
        model.Predict(Scaler.Transform(columns, Meta.WarmUp), bars);

    /// <inheritdoc/>
    public void Dispose() => model.Dispose();
}
