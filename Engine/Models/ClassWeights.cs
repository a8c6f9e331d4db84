namespace Huracan.Engine.Models;

/// <summary>Weights that let the classes count the same whatever their frequency: n / (3·n_c), fitted on the training samples.</summary>
internal static class ClassWeights
{
    public static float[] PerClass(Samples train)
    {
        var counts = new int[3];
        foreach (var c in train.Classes)
            counts[c]++;
        return Array.ConvertAll(counts, n => train.Count / (3f * Math.Max(n, 1)));
    }

    public static float[] PerSample(Samples train)
    {
        var weights = PerClass(train);
        return Array.ConvertAll(train.Classes, c => weights[c]);
    }
}
