namespace Huracan.Engine.Models;

/// <summary>
/// Weights that let the classes count the same whatever their frequency: n / (3·n_c), fitted on the training samples, each of which counts
/// its own weight.
/// </summary>
internal static class ClassWeights
{
    public static float[] PerClass(Samples train)
    {
        var counts = Counts(train);
        return Array.ConvertAll(counts, n => (float)train.TotalWeight() / (3f * (float)(n > 0 ? n : 1)));
    }

    /// <summary>What each sample counts in a loss: its weight times that of its class.</summary>
    /// <param name="train">The samples.</param>
    /// <param name="isBalanced">Whether the classes are to count the same.</param>
    /// <returns>Null where all count the same.</returns>
    public static float[]? PerSample(Samples train, bool isBalanced)
    {
        if (!isBalanced)
            return train.Weights;
        var weights = PerClass(train);
        return [.. train.Classes.Select((c, i) => weights[c] * (float)train.WeightOf(i))];
    }

    /// <summary>Weight of the samples of each class: their number where all count the same.</summary>
    public static double[] Counts(Samples train)
    {
        var counts = new double[3];
        for (var i = 0; i < train.Count; i++)
            counts[train.Classes[i]] += train.WeightOf(i);
        return counts;
    }
}
