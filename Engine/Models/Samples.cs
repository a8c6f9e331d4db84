namespace Huracan.Engine.Models;

/// <summary>Labelled bars of a <see cref="FeatureTable"/>, in time order.</summary>
/// <param name="Table">Where the features lie.</param>
/// <param name="Bars">The bar of each sample; its window ends there.</param>
/// <param name="Classes">0 down, 1 flat, 2 up.</param>
/// <param name="Returns">Log return of each label, before costs.</param>
public sealed record Samples(FeatureTable Table, int[] Bars, byte[] Classes, float[] Returns)
{
    /// <summary>
    /// What each sample counts in the loss that is trained on and in what else is learnt from the samples, above 0, about 1 in the mean;
    /// null, the default, counts all the same. Samples of validation have none: each bar is traded once, however much its label shares.
    /// </summary>
    public float[]? Weights { get; init; }

    /// <summary>The side each label was judged from, 1 or −1; null where labels have no sides.</summary>
    public sbyte[]? Sides { get; init; }

    /// <summary>Number of samples.</summary>
    public int Count => Bars.Length;

    /// <summary>What a sample counts: its weight, 1 without.</summary>
    public double WeightOf(int sample) => Weights is null ? 1 : Weights[sample];

    /// <summary>What all samples count together: their number without weights.</summary>
    public double TotalWeight()
    {
        if (Weights is null)
            return Count;
        var sum = 0.0;
        foreach (var weight in Weights)
            sum += weight;
        return sum;
    }
}
