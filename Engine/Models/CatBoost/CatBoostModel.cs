using System.Diagnostics;
using System.Numerics.Tensors;
using Huracan.Contracts;
using Huracan.Engine.Search.Space;

namespace Huracan.Engine.Models.CatBoost;

/// <summary>
/// Gradient-boosted oblivious trees by CatBoost (<c>MultiClass</c>, one thread, always on the CPU), whose library a person installs. It
/// reads the features of the bar itself. With validation it stops early and keeps the best round's trees alone. A training is one call of
/// the library: it cannot be cancelled within, and writes no checkpoints. The trees are copied out, so that forecasts need no library.
/// </summary>
[ModelFamily("catboost", FeatureSet = "wide", FeatureClip = 1e6)]
public sealed class CatBoostModel : IModel, ISearchable
{
    private const string TreesFile = "model.trees";
    private const string DescriptionFile = "model.json";

    private readonly ModelSettings given;
    private readonly CatBoostSettings settings;
    private ObliviousTrees? trees;
    private ClassValues? values;

    /// <summary>
    /// Makes an untrained model. Settings as in CatBoost: <c>rounds</c> 300 (its iterations), <c>learning_rate</c> 0.05, <c>depth</c> 4,
    /// <c>l2_leaf_reg</c> 3, <c>random_strength</c> 1, <c>subsample</c> 0.8, <c>rsm</c> 0.6, <c>border_count</c> 128,
    /// <c>early_stopping_rounds</c> 30, <c>class_weighting</c> 0.
    /// </summary>
    /// <exception cref="InputRefusedException">A setting is unknown or out of range.</exception>
    public CatBoostModel(ModelSettings settings)
    {
        given = settings;
        this.settings = CatBoostSettings.Read(settings);
    }

    /// <summary>
    /// What shapes the trees and how fast they learn. The rounds are no part of it, since early stopping finds them, nor is the weighting
    /// of classes, which would distort the probabilities.
    /// </summary>
    public static SearchSpace Space { get; } = new(
    [
        new("learning_rate", new FloatDistribution(0.01, 0.3, Log: true)),
        new("depth", new IntDistribution(2, 8)),
        new("l2_leaf_reg", new FloatDistribution(0.1, 100, Log: true)),
        new("random_strength", new FloatDistribution(0.01, 10, Log: true)),
        new("subsample", new FloatDistribution(0.5, 1)),
        new("rsm", new FloatDistribution(0.2, 1)),
    ]);

    /// <inheritdoc/>
    public int Lookback => 1;

    /// <inheritdoc/>
    public FitResult Fit(Samples train, Samples? validation, FitOptions options, CancellationToken cancellationToken)
    {
        SampleRules.RequireFit(train, validation, given.Features, Lookback);
        cancellationToken.ThrowIfCancellationRequested();
        var rounds = validation is null ? options.ExactRounds ?? settings.Rounds : settings.Rounds;
        var started = Stopwatch.GetTimestamp();
        var grown = Grow(train, validation, settings.Parameters(options.Seed, rounds, stops: validation is not null));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds / grown.Count;
        var (trainLosses, validationLosses) = (Losses(grown, train), validation is null ? null : Losses(grown, validation));
        var history = new EpochResult[grown.Count];
        for (var i = 0; i < history.Length; i++)
        {
            history[i] = new(i + 1, trainLosses[i], validationLosses?[i] ?? double.NaN, seconds, train.Count / seconds);
            options.Progress?.Report(history[i]);
        }
        var best = validationLosses is null ? history.Length - 1 : Array.IndexOf(validationLosses, validationLosses.Min());
        (trees, values) = (new([.. grown.Take(best + 1)]), ClassValues.Fit(train));
        return new(
            best + 1, validationLosses?[best] ?? trainLosses[best], history, StoppedEarly: validation is not null && grown.Count < rounds,
            BatchSize: 0);
    }

    /// <inheritdoc/>
    public Prediction[] Predict(FeatureTable table, ReadOnlySpan<int> bars)
    {
        var (ensemble, means) = Fitted;
        SampleRules.RequireBars(table, bars, given.Features, Lookback);
        Span<double> classes = stackalloc double[ObliviousTree.Classes];
        var predictions = new Prediction[bars.Length];
        for (var i = 0; i < bars.Length; i++)
        {
            ensemble.Logits(table.Row(bars[i]), classes);
            TensorPrimitives.SoftMax(classes, classes);
            predictions[i] = means.Predict((float)classes[0], (float)classes[1], (float)classes[2]);
        }
        return predictions;
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, byte[]> Save()
    {
        var (ensemble, means) = Fitted;
        var bytes = ensemble.Save();
        return new Dictionary<string, byte[]>
        {
            [TreesFile] = bytes,
            [DescriptionFile] = ModelFiles.Json(new Description(given.Features, means, ModelFiles.Hash(bytes))),
        };
    }

    /// <inheritdoc/>
    public void Load(IReadOnlyDictionary<string, byte[]> files)
    {
        var description = ModelFiles.ReadJson<Description>(given.Family, files, DescriptionFile);
        if (description.Features != given.Features)
            throw new InputRefusedException(
                $"{given.Family}: the saved model reads {description.Features} features; this one {given.Features}.");
        var bytes = ModelFiles.RequireIntact(given.Family, files, TreesFile, description.Sha256);
        var loaded = ObliviousTrees.Load(bytes, given.Features, $"{given.Family}: file '{TreesFile}'");
        (trees, values) = (loaded, description.ClassValues);
    }

    /// <summary>Holds nothing to free.</summary>
    public void Dispose()
    {
    }

    private (ObliviousTrees Trees, ClassValues Values) Fitted => trees is not null && values is not null
        ? (trees, values)
        : throw new InvalidOperationException($"The {given.Family} model is neither fitted nor loaded.");

    // The library takes no training without a test set; where there is none, it is judged by what it learns from, and stops by nothing.
    private IReadOnlyList<ObliviousTree> Grow(Samples train, Samples? validation, byte[] parameters)
    {
        var library = Library();
        using var data = new CatBoostSamples(train, ClassWeights.PerSample(train, settings.ClassWeighting));
        using var test = validation is null ? null : new CatBoostSamples(validation, null);
        var grown = library.Train(data.Data, (test ?? data).Data, parameters);
        if (grown.Count == 0)
            throw new CatBoostException("it has grown no tree.");
        return grown.All(tree => tree.IsSound(given.Features))
            ? grown
            : throw new CatBoostException($"a tree reads none of the {given.Features} features, or has a number that is not finite.");
    }

    private NativeCatBoost Library()
    {
        try
        {
            return CatBoostLibrary.Load();
        }
        catch (DllNotFoundException exception)
        {
            throw new InputRefusedException($"{given.Family}: {exception.Message}", exception);
        }
    }

    // Mean log loss after each tree.
    private static double[] Losses(IReadOnlyList<ObliviousTree> grown, Samples samples)
    {
        var logits = new double[samples.Count * ObliviousTree.Classes];
        var losses = new double[grown.Count];
        Span<double> classes = stackalloc double[ObliviousTree.Classes];
        for (var round = 0; round < losses.Length; round++)
        {
            for (var i = 0; i < samples.Count; i++)
            {
                var own = logits.AsSpan(i * ObliviousTree.Classes, ObliviousTree.Classes);
                grown[round].AddTo(own, samples.Table.Row(samples.Bars[i]));
                own.CopyTo(classes);
                TensorPrimitives.SoftMax(classes, classes);
                losses[round] -= Math.Log(Math.Max(classes[samples.Classes[i]], 1e-300)) / samples.Count;
            }
        }
        return losses;
    }

    private sealed record Description(int Features, ClassValues ClassValues, string Sha256);
}
