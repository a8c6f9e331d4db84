using Huracan.Contracts;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Quality.Drift;

namespace Huracan.Engine.Pipeline.Candidates;

/// <summary>A trained network or ensemble with all it needs to forecast: its scaler, its settings and what it is for.</summary>
/// <param name="meta">What it is for.</param>
/// <param name="scaler">The scaler fitted on what it trained on.</param>
/// <param name="config">Its settings and what it was made from.</param>
/// <param name="model">The network or ensemble; disposed with this.</param>
/// <param name="calibration">What its forecasts are corrected by; null corrects nothing.</param>
/// <param name="reference">What its training data looked like; null where that is not known.</param>
public sealed class TrainedModel(
    ModelMeta meta, Scaler scaler, ModelConfig config, IModel model, ModelCalibration? calibration = null,
    DriftReference? reference = null) : IDisposable
{
    /// <summary>File that says what the model is for.</summary>
    public const string MetaFile = "meta.json";

    /// <summary>File of the scaler.</summary>
    public const string ScalerFile = "scaler.json";

    /// <summary>File of the settings and the names of the model's own files.</summary>
    public const string ConfigFile = "config.json";

    /// <summary>File of the calibration; models that were not calibrated have none.</summary>
    public const string CalibrationFile = "calibration.json";

    /// <summary>File of what its training data looked like; models saved before there was one have none.</summary>
    public const string ReferenceFile = "reference.json";

    /// <summary>What it is for.</summary>
    public ModelMeta Meta { get; } = meta;

    /// <summary>The scaler fitted on what it trained on.</summary>
    public Scaler Scaler { get; } = scaler;

    /// <summary>Its settings and what it was made from.</summary>
    public ModelConfig Config { get; } = config;

    /// <summary>What its forecasts are corrected by; null corrects nothing.</summary>
    public ModelCalibration? Calibration { get; } = calibration;

    /// <summary>What its training data looked like; null where that is not known, and then no drift is judged.</summary>
    public DriftReference? Reference { get; } = reference;

    /// <summary>Bars a forecast needs before its own: features warm up, then the model looks back.</summary>
    public int FirstBar => Meta.MinCandles(model.Lookback) - 1;

    /// <summary>The network or ensemble itself, which reads scaled features; disposed with this.</summary>
    public IModel Model => model;

    /// <summary>Bars a forecast reads, its own included.</summary>
    public int Lookback => model.Lookback;

    /// <summary>Whether it forecasts the mean of the return and its quantiles beside the classes.</summary>
    public bool HasValueHead => model is IQuantileForecaster { HasValueHead: true };

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="InputRefusedException">A file is missing, damaged or of another family; the message names it.</exception>
    public static TrainedModel Load(IRunFolder folder, string path, ModelRegistry families)
    {
        var meta = folder.ReadJson<ModelMeta>($"{path}/{MetaFile}");
        var scaler = folder.ReadJson<Scaler>($"{path}/{ScalerFile}");
        var config = folder.ReadJson<ModelConfig>($"{path}/{ConfigFile}");
        var calibration = config.IsCalibrated ? folder.ReadJson<ModelCalibration>($"{path}/{CalibrationFile}") : null;
        var reference = config.HasReference ? folder.ReadJson<DriftReference>($"{path}/{ReferenceFile}") : null;
        return Load(
            meta, scaler, config, calibration, config.Files.ToDictionary(file => file, file => folder.Read($"{path}/{file}")), path,
            families, reference);
    }

    /// <summary>Puts a model together from what its files hold.</summary>
    /// <param name="meta">What it is for.</param>
    /// <param name="scaler">Its scaler.</param>
    /// <param name="config">Its settings.</param>
    /// <param name="calibration">What its forecasts are corrected by; null corrects nothing.</param>
    /// <param name="files">The model's own files by name.</param>
    /// <param name="origin">Where they come from, for messages.</param>
    /// <param name="families">The families there are.</param>
    /// <param name="reference">What its training data looked like; null where that is not known.</param>
    /// <exception cref="InputRefusedException">A file is missing, damaged, of another family or of another build of a plug-in.</exception>
    public static TrainedModel Load(
        ModelMeta meta, Scaler scaler, ModelConfig config, ModelCalibration? calibration, IReadOnlyDictionary<string, byte[]> files,
        string origin, ModelRegistry families, DriftReference? reference = null)
    {
        calibration?.RefuseDamaged(origin);
        meta.Sides?.RefuseDamaged($"{origin}/{MetaFile}", meta.FeatureNames);
        reference?.RefuseDamaged($"{origin}/{ReferenceFile}", meta.FeatureNames);
        var here = families[meta.Family].CodeHash;
        if (config.Lineage.GetValueOrDefault(ModelConfig.Plugin) is { } made && made != here)
        {
            throw new InputRefusedException(
                $"{origin}: the model is of the build {made} of the plug-in with '{meta.Family}', "
                    + $"and here is {here ?? "the engine's own"}.");
        }
        var model = families.Create(meta.Family, new ModelSettings(meta.Family, meta.FeatureNames.Count, config.Settings));
        try
        {
            model.Load(files);
        }
        catch (InputRefusedException refused)
        {
            model.Dispose();
            throw new InputRefusedException($"{origin}: {refused.Message}", refused);
        }
        var trained = new TrainedModel(meta, scaler, config, model, calibration, reference);
        if (calibration is null || calibration.Intervals.OfQuantiles == trained.HasValueHead)
            return trained;
        trained.Dispose();
        throw new InputRefusedException(
            $"{origin}/{CalibrationFile}, key 'intervals': of_quantiles must be {(trained.HasValueHead ? "true" : "false")}, as the "
                + $"model's setting {IQuantileForecaster.Setting} says.");
    }

    /// <summary>The same network or ensemble, to be traded from another confidence; one of the two is to be disposed.</summary>
    public TrainedModel TradedFrom(double entryThreshold) =>
        new(Meta with { EntryThreshold = entryThreshold }, Scaler, Config, model, Calibration, Reference);

    /// <summary>The same network or ensemble, its forecasts corrected by a calibration; one of the two is to be disposed.</summary>
    public TrainedModel Calibrated(ModelCalibration by) => new(Meta, Scaler, Config with { IsCalibrated = true }, model, by, Reference);

    /// <summary>The same network or ensemble with what its training data looked like; one of the two is to be disposed.</summary>
    public TrainedModel Comparing(DriftReference with) =>
        new(Meta, Scaler, Config with { HasReference = true }, model, Calibration, with);

    /// <summary>Writes the model as a folder.</summary>
    /// <returns>Paths of the files.</returns>
    public IReadOnlyList<string> Save(IRunFolder folder, string path)
    {
        var files = model.Save();
        foreach (var (name, content) in files)
            folder.Write($"{path}/{name}", content);
        folder.WriteJson($"{path}/{ScalerFile}", Scaler);
        folder.WriteJson($"{path}/{ConfigFile}", Config with { Files = [.. files.Keys.Order(StringComparer.Ordinal)] });
        folder.WriteJson($"{path}/{MetaFile}", Meta);
        List<string> names = [.. files.Keys, ScalerFile, ConfigFile, MetaFile];
        if (Calibration is not null)
        {
            folder.WriteJson($"{path}/{CalibrationFile}", Calibration);
            names.Add(CalibrationFile);
        }
        if (Reference is not null)
        {
            folder.WriteJson($"{path}/{ReferenceFile}", Reference);
            names.Add(ReferenceFile);
        }
        return names.ConvertAll(name => $"{path}/{name}");
    }

    /// <summary>Forecasts for bars of unscaled feature columns, corrected by the calibration.</summary>
    /// <param name="columns">Features in the order of <see cref="ModelMeta.FeatureNames"/>, one number per bar.</param>
    /// <param name="bars">Bars from <see cref="FirstBar"/> on.</param>
    public Prediction[] Predict(IReadOnlyList<double[]> columns, ReadOnlySpan<int> bars) =>
        Raw(columns, [.. bars]).Calibrated(Calibration).Predictions;

    /// <summary>
    /// The same as the network or ensemble has them, not corrected: what a calibration is learnt from and measured against. Of a model of
    /// meta-labels they are as the side leaves them.
    /// </summary>
    public Prediction[] PredictRaw(IReadOnlyList<double[]> columns, ReadOnlySpan<int> bars) => Raw(columns, [.. bars]).Predictions;

    /// <summary>Forecasts for bars of unscaled feature columns with their quantiles, corrected by the calibration.</summary>
    /// <inheritdoc cref="Predict"/>
    public Forecasts Forecast(IReadOnlyList<double[]> columns, int[] bars) => ForecastRaw(columns, bars).Calibrated(Calibration);

    /// <summary>The same, not corrected.</summary>
    /// <inheritdoc cref="Predict"/>
    public Forecasts ForecastRaw(IReadOnlyList<double[]> columns, int[] bars)
    {
        if (model is not IQuantileForecaster { HasValueHead: true } valued)
            return Raw(columns, bars);
        var made = valued.PredictQuantiles(Scaler.Transform(columns, Meta.WarmUp), bars);
        return OnSides(new Forecasts(bars, made.Predictions) { Quantiles = made.Quantiles }, columns);
    }

    /// <summary>Forecasts the last of some consecutive bars, of which there are <see cref="Lookback"/> or more.</summary>
    /// <param name="rows">Unscaled features of each bar, the oldest first, in the order of <see cref="ModelMeta.FeatureNames"/>.</param>
    /// <exception cref="InputRefusedException">There are too few bars, or one has another number of features.</exception>
    public Prediction PredictLast(IReadOnlyList<IReadOnlyList<double>> rows)
    {
        if (rows.Count < Lookback)
            throw new InputRefusedException($"There are features of {rows.Count} bars; the model looks back {Lookback}.");
        var columns = Meta.FeatureNames.Select(_ => new double[rows.Count]).ToArray(); // of usable bars only: nothing warms up
        for (var bar = 0; bar < rows.Count; bar++)
        {
            if (rows[bar].Count != columns.Length)
                throw new InputRefusedException(
                    $"Bar {bar} has {rows[bar].Count} features; the model takes {columns.Length}: {string.Join(", ", Meta.FeatureNames)}.");
            for (var column = 0; column < columns.Length; column++)
                columns[column][bar] = rows[bar][column];
        }
        int[] last = [rows.Count - 1];
        return OnSides(new Forecasts(last, model.Predict(Scaler.Transform(columns), last)), columns).Calibrated(Calibration).Predictions[0];
    }

    /// <inheritdoc/>
    public void Dispose() => model.Dispose();

    // Without quantiles, whose trees cost as much as those of the classes.
    private Forecasts Raw(IReadOnlyList<double[]> columns, int[] bars) =>
        OnSides(new Forecasts(bars, model.Predict(Scaler.Transform(columns, Meta.WarmUp), bars)), columns);

    private Forecasts OnSides(Forecasts made, IReadOnlyList<double[]> columns) => Meta.Sides is { } sides
        ? sides.Judge(made, columns[Meta.FeatureNames.ToList().IndexOf(sides.Column)], HasValueHead)
        : made;
}
