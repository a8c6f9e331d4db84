using Huracan.Contracts;
using Huracan.Engine.Models.Boosting;
using Huracan.Engine.Models.Values;

namespace Huracan.Engine.Models.XGBoost;

/// <summary>
/// Trees for the mean of the return (squared error) and for each of its quantiles, beside those of the classes: with the same settings, for
/// as many rounds, from the training samples' own mean and quantiles on. Quantiles that cross are sorted (Chernozhukov, Fernández-Val and
/// Galichon, 2010).
/// </summary>
/// <remarks>
/// The library has a quantile loss from 2.0 on, and Debian's is 1.7, so that the derivatives are ours, in every version: those of the
/// pinball loss with its corner rounded, τ·u + h·ln(1 + exp(−u/h)) for an outcome u above the quantile (Zheng, "Gradient Descent
/// Algorithms for Quantile Regression with Smooth Approximation", 2011). Its second derivative is the density of outcomes about the
/// quantile, which a step of Newton divides by; it is held to <see cref="LeastCurvature"/> and above, so that outcomes far off move a
/// leaf by a bounded step.
/// </remarks>
internal sealed class XGBoostValueHead : IDisposable
{
    private const string DescriptionFile = "value_head.json";
    private const double Corner = 0.05; // h, deviations: small beside the spread of calm markets
    private const double LeastCurvature = 0.1;

    private static readonly string[] Files = TreeValues.Files(".ubj");

    private readonly ReturnScale scale;
    private readonly float[] starts;
    private readonly Booster[] boosters;
    private readonly TreeValues values;

    private XGBoostValueHead(ReturnScale scale, float[] starts, Booster[] boosters)
    {
        (this.scale, this.starts, this.boosters) = (scale, starts, boosters);
        values = new TreeValues(scale, Array.ConvertAll(boosters, booster => (TreeValues.Margins)booster.Predict), starts);
    }

    /// <summary>Trains it.</summary>
    /// <param name="train">The training samples.</param>
    /// <param name="settings">Settings of the trees.</param>
    /// <param name="seed">Seed of what is drawn.</param>
    /// <param name="fit">The training that it is part of, whose trees of the classes have grown.</param>
    /// <param name="cancellationToken">Ends it between two rounds.</param>
    public static XGBoostValueHead Fit(
        Samples train, XGBoostSettings settings, ulong seed, BoostingFit fit, CancellationToken cancellationToken)
    {
        var scale = ReturnScale.Fit(train);
        var outcomes = scale.Of(train.Returns);
        float[] starts = [0, .. Quantiles(train, outcomes)];
        using (var matrix = DMatrix.From(train, outcomes, train.Weights, starts.AsSpan(0, 1)))
        {
            for (var i = fit.ValueTrees.Count; i < Files.Length; i++)
            {
                matrix.StartFrom(train.Count, starts.AsSpan(i, 1));
                using var growing = Booster.Create([matrix], settings.ValueParameters(seed));
                for (var round = 0; round < fit.BestRounds; round++)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    if (i == 0)
                        growing.Update(matrix);
                    else
                        Descend(growing, matrix, train, outcomes, ReturnQuantiles.Levels[i - 1]);
                }
                fit.AddValueTrees(growing.Save());
            }
        }
        return new(scale, starts, Read(fit.ValueTrees, settings));
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="InputRefusedException">A file is missing, damaged or of other features.</exception>
    public static XGBoostValueHead Load(ModelSettings given, XGBoostSettings settings, IReadOnlyDictionary<string, byte[]> files)
    {
        var description = ModelFiles.ReadJson<Description>(given.Family, files, DescriptionFile);
        if (!description.Scale.IsPossible || description.Sha256.Count != Files.Length || description.Starts.Length != Files.Length
            || !Array.TrueForAll(description.Starts, float.IsFinite))
            throw new InputRefusedException(
                $"{given.Family}: file '{DescriptionFile}' must hold a finite centre, a deviation above 0, and {Files.Length} hashes and "
                    + "finite starts.");
        var trees = Files.Select((file, i) => ModelFiles.RequireIntact(given.Family, files, file, description.Sha256[i]));
        var head = new XGBoostValueHead(description.Scale, description.Starts, Read(trees, settings));
        try
        {
            var zeros = new FeatureTable(new float[given.Features], given.Features);
            for (var i = 0; i < Files.Length; i++)
            {
                var read = head.boosters[i].Features;
                if (read != given.Features)
                    throw new InputRefusedException($"{given.Family}: '{Files[i]}' reads {read} features; this model {given.Features}.");
                head.boosters[i].Predict(zeros, [0], new float[1]);
            }
            return head;
        }
        catch
        {
            head.Dispose();
            throw;
        }
    }

    /// <summary>Adds its files.</summary>
    public void Save(Dictionary<string, byte[]> files)
    {
        var trees = Array.ConvertAll(boosters, booster => booster.Save());
        for (var i = 0; i < Files.Length; i++)
            files[Files[i]] = trees[i];
        files[DescriptionFile] = ModelFiles.Json(new Description(scale, starts, Array.ConvertAll(trees, bytes => ModelFiles.Hash(bytes))));
    }

    /// <inheritdoc cref="TreeValues.SetValues"/>
    public void SetValues(FeatureTable table, ReadOnlySpan<int> bars, Span<Prediction> predictions) =>
        values.SetValues(table, bars, predictions);

    /// <inheritdoc cref="TreeValues.Quantiles"/>
    public float[] Quantiles(FeatureTable table, ReadOnlySpan<int> bars) => values.Quantiles(table, bars);

    /// <summary>Frees the trees.</summary>
    public void Dispose()
    {
        foreach (var booster in boosters)
            booster.Dispose();
    }

    private static Booster[] Read(IEnumerable<byte[]> trees, XGBoostSettings settings)
    {
        var read = new List<Booster>();
        try
        {
            foreach (var bytes in trees)
                read.Add(Booster.Create([], settings.ValueParameters(0), bytes));
            return [.. read];
        }
        catch
        {
            read.ForEach(booster => booster.Dispose());
            throw;
        }
    }

    private static void Descend(Booster growing, DMatrix matrix, Samples train, float[] outcomes, double level)
    {
        var at = growing.Margins(matrix, outcomes.Length);
        var (gradients, hessians) = (new float[outcomes.Length], new float[outcomes.Length]);
        for (var i = 0; i < outcomes.Length; i++)
        {
            var below = 1 / (1 + Math.Exp((outcomes[i] - at[i]) / Corner)); // 1 for an outcome far below the quantile, 0 far above
            var weight = train.WeightOf(i);
            gradients[i] = (float)(weight * (below - level));
            hessians[i] = (float)(weight * Math.Max(below * (1 - below) / Corner, LeastCurvature));
        }
        growing.Update(matrix, gradients, hessians);
    }

    // The least outcome below or at which lies the level's share of the weight.
    private static IEnumerable<float> Quantiles(Samples train, float[] outcomes)
    {
        int[] order = [.. Enumerable.Range(0, outcomes.Length).OrderBy(i => outcomes[i])];
        var all = train.TotalWeight();
        foreach (var level in ReturnQuantiles.Levels)
        {
            var (place, sum) = (0, train.WeightOf(order[0]));
            while (sum < level * all && place < order.Length - 1)
                sum += train.WeightOf(order[++place]);
            yield return outcomes[order[place]];
        }
    }

    private sealed record Description(ReturnScale Scale, float[] Starts, IReadOnlyList<string> Sha256);
}
