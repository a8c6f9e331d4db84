namespace Huracan.Engine.Models.CatBoost;

/// <summary>
/// A tree that asks the same question of all nodes of a level (Prokhorenkova et al., "CatBoost: unbiased boosting with categorical
/// features", 2018): D answers are the bits of a leaf's number.
/// </summary>
/// <param name="Features">Column that each level asks for, D of them.</param>
/// <param name="Borders">Value of each level: a feature above it sets the level's bit, the first level's the lowest.</param>
/// <param name="Leaves">[2^D, 3]: what a leaf adds to the logits of the classes.</param>
internal sealed record ObliviousTree(int[] Features, float[] Borders, float[] Leaves)
{
    /// <summary>Outputs of a leaf.</summary>
    public const int Classes = 3;

    /// <summary>Adds the tree's leaf for a row to its logits.</summary>
    public void AddTo(Span<double> logits, ReadOnlySpan<float> row)
    {
        var leaf = 0;
        for (var level = 0; level < Features.Length; level++)
            leaf |= row[Features[level]] > Borders[level] ? 1 << level : 0;
        for (var label = 0; label < Classes; label++)
            logits[label] += Leaves[leaf * Classes + label];
    }

    /// <summary>Whether it reads only features that there are, and all its numbers are finite.</summary>
    public bool IsSound(int features) =>
        Array.TrueForAll(Features, feature => feature >= 0 && feature < features) && Array.TrueForAll(Borders, float.IsFinite)
        && Array.TrueForAll(Leaves, float.IsFinite);
}
