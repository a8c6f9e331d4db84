using System.Numerics.Tensors;
using Huracan.Contracts;
using Huracan.Engine.Models.Boosting;
using Huracan.Engine.Search.Space;

namespace Huracan.Engine.Models.LightGBM;

/// <summary>
/// Gradient-boosted trees by LightGBM, which grows the leaf of the greatest gain first (<c>multiclass</c>, one thread, always on the CPU).
/// It reads the features of the bar itself and starts from the classes' frequencies. With validation it stops early and keeps the best
/// round's trees alone. A killed training goes on from where its rounds were last 100, 200, 400 and so on, or from the last trees of the
/// value head.
/// </summary>
[ModelFamily("lightgbm", FeatureSet = "wide", FeatureClip = 1e6)]
public sealed class LightGBMModel : IQuantileForecaster, ISearchable, IExplained
{
    private const string TreesFile = "model.txt";
    private const string DescriptionFile = "model.json";

    private readonly ModelSettings given;
    private readonly LightGBMSettings settings;
    private LightGBMBooster? booster;
    private byte[] trees = [];
    private ClassValues? values;
    private LightGBMValueHead? head;

    /// <summary>
    /// Makes an untrained model. Settings as in LightGBM: <c>rounds</c> 300, <c>learning_rate</c> 0.05, <c>num_leaves</c> 15,
    /// <c>min_data_in_leaf</c> 100, <c>bagging_fraction</c> 0.8, <c>feature_fraction</c> 0.6, <c>lambda_l1</c> 0, <c>lambda_l2</c> 1,
    /// <c>max_bin</c> 127, <c>early_stopping_rounds</c> 30, <c>class_weighting</c> 0, <c>value_head</c> 0.
    /// </summary>
    /// <exception cref="InputRefusedException">A setting is unknown or out of range.</exception>
    public LightGBMModel(ModelSettings settings)
    {
        given = settings;
        this.settings = LightGBMSettings.Read(settings);
    }

    /// <summary>
    /// What shapes the trees and how fast they learn. The rounds are no part of it, since early stopping finds them, nor is the weighting
    /// of classes, which would distort the probabilities.
    /// </summary>
    public static SearchSpace Space { get; } = new(
    [
        new("learning_rate", new FloatDistribution(0.01, 0.3, Log: true)),
        new("num_leaves", new IntDistribution(4, 63)),
        new("min_data_in_leaf", new IntDistribution(20, 500)),
        new("bagging_fraction", new FloatDistribution(0.5, 1)),
        new("feature_fraction", new FloatDistribution(0.2, 1)),
        new("lambda_l1", new FloatDistribution(0.001, 10, Log: true)),
        new("lambda_l2", new FloatDistribution(0.01, 100, Log: true)),
    ]);

    /// <inheritdoc/>
    public int Lookback => 1;

    /// <inheritdoc/>
    public bool HasValueHead => settings.ValueHead;

    /// <inheritdoc/>
    public FitResult Fit(Samples train, Samples? validation, FitOptions options, CancellationToken cancellationToken)
    {
        SampleRules.RequireFit(train, validation, given.Features, Lookback);
        LightGBMLibrary.Require();
        var fit = new BoostingFit(
            $"{given} LightGBM {LightGBMLibrary.Version}", settings.Rounds, settings.EarlyStoppingRounds, settings.ValueHead, options,
            train, validation);
        var parameters = settings.Parameters(options.Seed);
        using var data = LightGBMDataset.From(
            train, Labels(train), ClassWeights.PerSample(train, settings.ClassWeighting), parameters, null);
        using (var validationData = validation is null
            ? null
            : LightGBMDataset.From(validation, Labels(validation), null, parameters, data))
        {
            fit.Grow(
                (trees, seed) => GrowingLightGBMTrees.Begin(data, validationData, settings.Parameters(seed), trees), cancellationToken);
        }
        var made = settings.ValueHead ? LightGBMValueHead.Fit(data, train, settings, options.Seed, fit, cancellationToken) : null;
        using (var all = LightGBMBooster.Load(fit.BestTrees))
            Adopt(all.Save(fit.BestRounds), ClassValues.Fit(train), made);
        return fit.Result;
    }

    /// <inheritdoc/>
    public Prediction[] Predict(FeatureTable table, ReadOnlySpan<int> bars)
    {
        var (model, means) = Fitted;
        SampleRules.RequireBars(table, bars, given.Features, Lookback);
        var probabilities = new float[bars.Length * 3];
        model.Predict(table, bars, probabilities);
        var predictions = new Prediction[bars.Length];
        for (var i = 0; i < predictions.Length; i++)
        {
            var row = probabilities.AsSpan(3 * i, 3);
            TensorPrimitives.SoftMax(row, row);
            predictions[i] = means.Predict(row[0], row[1], row[2]);
        }
        head?.SetValues(table, bars, predictions);
        return predictions;
    }

    /// <inheritdoc/>
    public QuantileForecasts PredictQuantiles(FeatureTable table, ReadOnlySpan<int> bars) =>
        new(Predict(table, bars), (head ?? throw new InvalidOperationException($"The {given.Family} model has no value head."))
            .Quantiles(table, bars));

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, byte[]> Save()
    {
        var (_, means) = Fitted;
        var files = new Dictionary<string, byte[]>
        {
            [TreesFile] = trees,
            [DescriptionFile] = ModelFiles.Json(new Description(given.Features, means, ModelFiles.Hash(trees))),
        };
        head?.Save(files);
        return files;
    }

    /// <inheritdoc/>
    public void Load(IReadOnlyDictionary<string, byte[]> files)
    {
        var description = ModelFiles.ReadJson<Description>(given.Family, files, DescriptionFile);
        if (description.Features != given.Features)
            throw new InputRefusedException(
                $"{given.Family}: the saved model reads {description.Features} features; this one {given.Features}.");
        var bytes = ModelFiles.RequireIntact(given.Family, files, TreesFile, description.Sha256);
        SavedTrees.Read(given.Family, TreesFile, "LightGBM", () =>
        {
            LightGBMLibrary.Require();
            Adopt(bytes, description.ClassValues, settings.ValueHead ? LightGBMValueHead.Load(given, files) : null);
        });
    }

    /// <inheritdoc/>
    public IReadOnlySet<int> Unread() => TreeImportance.Unread(Fitted.Booster.Scores(NativeLightGBM.SplitCount));

    /// <summary>Gain, and exact SHAP values by class.</summary>
    public IReadOnlyList<FeatureMeasure> Explain(FeatureTable table, ReadOnlySpan<int> bars)
    {
        SampleRules.RequireBars(table, bars, given.Features, Lookback);
        return TreeImportance.Of(Fitted.Booster.Scores(NativeLightGBM.Gain), Contributions(table, bars));
    }

    /// <summary>SHAP values [bars, 3, features + 1], as <see cref="LightGBMBooster.Contributions"/> gives them.</summary>
    internal double[] Contributions(FeatureTable table, ReadOnlySpan<int> bars) => Fitted.Booster.Contributions(table, bars);

    /// <summary>Frees the trees.</summary>
    public void Dispose()
    {
        booster?.Dispose();
        booster = null;
        head?.Dispose();
        head = null;
    }

    private static float[] Labels(Samples samples) => Array.ConvertAll(samples.Classes, label => (float)label);

    private (LightGBMBooster Booster, ClassValues Values) Fitted => booster is not null && values is not null
        ? (booster, values)
        : throw new InvalidOperationException($"The {given.Family} model is neither fitted nor loaded.");

    // What was just trained is read back as well, so that a loaded model forecasts bit for bit the same.
    private void Adopt(byte[] text, ClassValues means, LightGBMValueHead? valueHead)
    {
        var loaded = LightGBMBooster.Load(text);
        if (loaded.Features != given.Features || loaded.Classes != 3)
        {
            var message =
                $"{given.Family}: '{TreesFile}' reads {loaded.Features} features and has {loaded.Classes} classes; "
                    + $"{given.Features} and 3 are needed.";
            loaded.Dispose();
            valueHead?.Dispose();
            throw new InputRefusedException(message);
        }
        booster?.Dispose();
        head?.Dispose();
        (booster, trees, values, head) = (loaded, text, means, valueHead);
    }

    private sealed record Description(int Features, ClassValues ClassValues, string Sha256);
}
