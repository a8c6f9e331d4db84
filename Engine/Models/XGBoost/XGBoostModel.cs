using System.Numerics.Tensors;
using Huracan.Contracts;
using Huracan.Engine.Models.Boosting;
using Huracan.Engine.Search.Space;

namespace Huracan.Engine.Models.XGBoost;

/// <summary>
/// Gradient-boosted trees by XGBoost (histogram method, <c>multi:softprob</c>, one thread, always on the CPU). It reads the features of
/// the bar itself. The trees start from the classes' frequencies in the training samples, so that they learn what departs from them
/// and early stopping measures that, not how close the frequencies are. With validation it stops early and keeps the best round's
/// trees alone. A killed training goes on from where its rounds were last 100, 200, 400 and so on, or from the last trees of the
/// value head.
/// </summary>
[ModelFamily("xgboost", FeatureSet = "wide", FeatureClip = 1e6)]
public sealed class XGBoostModel : IQuantileForecaster, ISearchable, IExplained
{
    private const string TreesFile = "model.ubj";
    private const string DescriptionFile = "model.json";

    private readonly ModelSettings given;
    private readonly XGBoostSettings settings;
    private Booster? booster;
    private ClassValues? values;
    private XGBoostValueHead? head;
    private float[] margins = [];

    /// <summary>
    /// Makes an untrained model. Settings as in XGBoost: <c>rounds</c> 300, <c>learning_rate</c> 0.05, <c>max_depth</c> 4,
    /// <c>min_child_weight</c> 20, <c>subsample</c> 0.8, <c>colsample_bytree</c> 0.6, <c>lambda</c> 1, <c>gamma</c> 0, <c>max_bin</c> 128,
    /// <c>early_stopping_rounds</c> 30, <c>class_weighting</c> 0; <c>value_head</c> 0.
    /// </summary>
    /// <exception cref="InputRefusedException">A setting is unknown or out of range.</exception>
    public XGBoostModel(ModelSettings settings)
    {
        given = settings;
        this.settings = XGBoostSettings.Read(settings);
    }

    /// <summary>
    /// What shapes the trees and how fast they learn. The rounds are no part of it, since early stopping finds them, nor is the weighting
    /// of classes, which would distort the probabilities.
    /// </summary>
    public static SearchSpace Space { get; } = new(
    [
        new("learning_rate", new FloatDistribution(0.01, 0.3, Log: true)),
        new("max_depth", new IntDistribution(2, 8)),
        new("min_child_weight", new FloatDistribution(1, 200, Log: true)),
        new("subsample", new FloatDistribution(0.5, 1)),
        new("colsample_bytree", new FloatDistribution(0.2, 1)),
        new("lambda", new FloatDistribution(0.01, 100, Log: true)),
        new("gamma", new FloatDistribution(0, 5)),
    ]);

    /// <inheritdoc/>
    public int Lookback => 1;

    /// <inheritdoc/>
    public bool HasValueHead => settings.ValueHead;

    /// <inheritdoc/>
    public FitResult Fit(Samples train, Samples? validation, FitOptions options, CancellationToken cancellationToken)
    {
        SampleRules.RequireFit(train, validation, given.Features, Lookback);
        var starts = Margins(train);
        var fit = new BoostingFit(
            $"{given} XGBoost {XGBoostLibrary.Version}", settings.Rounds, settings.EarlyStoppingRounds, settings.ValueHead, options, train,
            validation);
        using (var trainMatrix = DMatrix.From(train, Labels(train), ClassWeights.PerSample(train, settings.ClassWeighting), starts))
        using (var validationMatrix = validation is null ? null : DMatrix.From(validation, Labels(validation), null, starts))
        {
            fit.Grow(
                (trees, seed) => GrowingXGBoostTrees.Begin(trainMatrix, validationMatrix, settings.Parameters(seed), trees),
                cancellationToken);
        }
        var means = ClassValues.Fit(train);
        Booster grown;
        using (var all = Booster.Create([], settings.Parameters(options.Seed), fit.BestTrees))
            grown = all.Slice(fit.BestRounds);
        XGBoostValueHead? made;
        try
        {
            made = settings.ValueHead ? XGBoostValueHead.Fit(train, settings, options.Seed, fit, cancellationToken) : null;
        }
        catch
        {
            grown.Dispose();
            throw;
        }
        booster?.Dispose();
        head?.Dispose();
        (booster, values, margins, head) = (grown, means, starts, made);
        return fit.Result;
    }

    /// <inheritdoc/>
    public Prediction[] Predict(FeatureTable table, ReadOnlySpan<int> bars)
    {
        var (trees, means) = Fitted;
        SampleRules.RequireBars(table, bars, given.Features, Lookback);
        var probabilities = new float[bars.Length * 3];
        trees.Predict(table, bars, probabilities);
        var predictions = new Prediction[bars.Length];
        for (var i = 0; i < predictions.Length; i++)
        {
            var row = probabilities.AsSpan(3 * i, 3);
            TensorPrimitives.Add(row, margins, row);
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
        var (trees, means) = Fitted;
        var bytes = trees.Save();
        var files = new Dictionary<string, byte[]>
        {
            [TreesFile] = bytes,
            [DescriptionFile] = ModelFiles.Json(new Description(given.Features, means, margins, ModelFiles.Hash(bytes))),
        };
        head?.Save(files);
        return files;
    }

    /// <inheritdoc/>
    public void Load(IReadOnlyDictionary<string, byte[]> files)
    {
        var description = ModelFiles.ReadJson<Description>(given.Family, files, DescriptionFile);
        if (description.Margins is not { Length: 3 })
            throw new InputRefusedException($"{given.Family}: {DescriptionFile} must hold three margins, one for each class.");
        if (description.Features != given.Features)
            throw new InputRefusedException(
                $"{given.Family}: the saved model reads {description.Features} features; this one {given.Features}.");
        var bytes = ModelFiles.RequireIntact(given.Family, files, TreesFile, description.Sha256);
        SavedTrees.Read(given.Family, TreesFile, "XGBoost", () => Adopt(bytes, description, files));
    }

    /// <inheritdoc/>
    public IReadOnlySet<int> Unread() => TreeImportance.Unread(Fitted.Trees.Scores("weight"));

    /// <summary>Gain, and exact SHAP values by class.</summary>
    public IReadOnlyList<FeatureMeasure> Explain(FeatureTable table, ReadOnlySpan<int> bars)
    {
        SampleRules.RequireBars(table, bars, given.Features, Lookback);
        return TreeImportance.Of(Fitted.Trees.Scores("total_gain"), Contributions(table, bars));
    }

    /// <summary>
    /// SHAP values [bars, 3, features + 1], as <see cref="Booster.Contributions"/> gives them, without <see cref="Starts"/>.
    /// </summary>
    internal double[] Contributions(FeatureTable table, ReadOnlySpan<int> bars) =>
        Array.ConvertAll(Fitted.Trees.Contributions(table, bars), value => (double)value);

    /// <summary>Where the trees of each class start from.</summary>
    internal float[] Starts => margins;

    /// <summary>Frees the trees.</summary>
    public void Dispose()
    {
        booster?.Dispose();
        booster = null;
        head?.Dispose();
        head = null;
    }

    private static float[] Labels(Samples samples) => Array.ConvertAll(samples.Classes, label => (float)label);

    private (Booster Trees, ClassValues Values) Fitted => booster is not null && values is not null
        ? (booster, values)
        : throw new InvalidOperationException($"The {given.Family} model is neither fitted nor loaded.");

    private void Adopt(byte[] bytes, Description description, IReadOnlyDictionary<string, byte[]> files)
    {
        var loaded = Booster.Create([], settings.Parameters(0), bytes);
        XGBoostValueHead? made;
        try
        {
            if (loaded.Features != given.Features)
                throw new InputRefusedException(
                    $"{given.Family}: '{TreesFile}' reads {loaded.Features} features, {DescriptionFile} says {given.Features}.");
            made = settings.ValueHead ? XGBoostValueHead.Load(given, settings, files) : null;
        }
        catch
        {
            loaded.Dispose();
            throw;
        }
        booster?.Dispose();
        head?.Dispose();
        (booster, values, margins, head) = (loaded, description.ClassValues, description.Margins, made);
    }

    /// <summary>
    /// Log of each class's share of the training samples, as they are weighted; one that does not occur counts as one sample.
    /// </summary>
    private float[] Margins(Samples train)
    {
        if (settings.ClassWeighting)
            return [0, 0, 0];
        var all = (float)train.TotalWeight();
        return Array.ConvertAll(ClassWeights.Counts(train), n => MathF.Log((float)(n > 0 ? n : 1) / all));
    }

    private sealed record Description(int Features, ClassValues ClassValues, float[] Margins, string Sha256);
}
