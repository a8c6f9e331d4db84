namespace Huracan.Engine.Models;

/// <summary>Labelled bars of a <see cref="FeatureTable"/>, in time order.</summary>
/// <param name="Table">Where the features lie.</param>
/// <param name="Bars">The bar of each sample; its window ends there.</param>
/// <param name="Classes">0 down, 1 flat, 2 up.</param>
/// <param name="Returns">Log return of each label, before costs.</param>
public sealed record Samples(FeatureTable Table, int[] Bars, byte[] Classes, float[] Returns)
{
    /// <summary>Number of samples.</summary>
    public int Count => Bars.Length;
}
