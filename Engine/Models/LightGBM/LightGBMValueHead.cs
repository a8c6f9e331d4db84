using Huracan.Contracts;
using Huracan.Engine.Models.Boosting;
using Huracan.Engine.Models.Values;

namespace Huracan.Engine.Models.LightGBM;

/// <summary>
/// Trees for the mean of the return (squared error) and for each of its quantiles (pinball loss), beside those of the classes: with the
/// same settings, for as many rounds. Quantiles that cross are sorted, which brings them nearer to the true ones (Chernozhukov,
/// Fernández-Val and Galichon, "Quantile and Probability Curves Without Crossing", Econometrica 78(3), 2010).
/// </summary>
internal sealed class LightGBMValueHead : IDisposable
{
    private const string DescriptionFile = "value_head.json";

    private static readonly string[] Files = TreeValues.Files(".txt");

    private readonly ReturnScale scale;
    private readonly byte[][] trees; // as the files
    private readonly LightGBMBooster[] boosters;
    private readonly TreeValues values;

    private LightGBMValueHead(ReturnScale scale, byte[][] trees)
    {
        (this.scale, this.trees) = (scale, trees);
        var read = new List<LightGBMBooster>();
        try
        {
            foreach (var text in trees)
                read.Add(LightGBMBooster.Load(text));
        }
        catch
        {
            read.ForEach(booster => booster.Dispose());
            throw;
        }
        boosters = [.. read];
        values = new TreeValues(scale, Array.ConvertAll(boosters, booster => (TreeValues.Margins)booster.Predict));
    }

    /// <summary>Trains it.</summary>
    /// <param name="bins">The training samples as the classes' trees have them.</param>
    /// <param name="train">The training samples.</param>
    /// <param name="settings">Settings of the trees.</param>
    /// <param name="seed">Seed of what is drawn.</param>
    /// <param name="fit">The training that it is part of, whose trees of the classes have grown.</param>
    /// <param name="cancellationToken">Ends it between two rounds.</param>
    public static LightGBMValueHead Fit(
        LightGBMDataset bins, Samples train, LightGBMSettings settings, ulong seed, BoostingFit fit, CancellationToken cancellationToken)
    {
        var scale = ReturnScale.Fit(train);
        string[] parameters =
            [settings.MeanParameters(seed), .. ReturnQuantiles.Levels.Select(level => settings.QuantileParameters(seed, level))];
        using var data = LightGBMDataset.From(train, scale.Of(train.Returns), train.Weights, parameters[0], bins);
        foreach (var text in parameters.Skip(fit.ValueTrees.Count))
            fit.AddValueTrees(Grow(data, text, fit.BestRounds, cancellationToken));
        return new(scale, [.. fit.ValueTrees]);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="InputRefusedException">A file is missing, damaged or of other features.</exception>
    public static LightGBMValueHead Load(ModelSettings given, IReadOnlyDictionary<string, byte[]> files)
    {
        var description = ModelFiles.ReadJson<Description>(given.Family, files, DescriptionFile);
        if (!description.Scale.IsPossible || description.Sha256.Count != Files.Length)
            throw new InputRefusedException(
                $"{given.Family}: file '{DescriptionFile}' must hold a finite centre, a deviation above 0 and {Files.Length} hashes.");
        var head = new LightGBMValueHead(
            description.Scale,
            [.. Files.Select((file, i) => ModelFiles.RequireIntact(given.Family, files, file, description.Sha256[i]))]);
        if (Array.TrueForAll(head.boosters, booster => booster.Features == given.Features && booster.Classes == 1))
            return head;
        head.Dispose();
        throw new InputRefusedException(
            $"{given.Family}: each of {string.Join(", ", Files)} must read {given.Features} features and forecast one number.");
    }

    /// <summary>Adds its files.</summary>
    public void Save(Dictionary<string, byte[]> files)
    {
        for (var i = 0; i < Files.Length; i++)
            files[Files[i]] = trees[i];
        files[DescriptionFile] = ModelFiles.Json(new Description(scale, Array.ConvertAll(trees, text => ModelFiles.Hash(text))));
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

    private static byte[] Grow(LightGBMDataset data, string parameters, int rounds, CancellationToken cancellationToken)
    {
        using var growing = LightGBMBooster.Create(data, null, parameters);
        for (var round = 0; round < rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (growing.Update())
                break; // nothing is left to split
        }
        return growing.Save(rounds);
    }

    private sealed record Description(ReturnScale Scale, IReadOnlyList<string> Sha256);
}
