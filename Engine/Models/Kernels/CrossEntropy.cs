namespace Huracan.Engine.Models.Kernels;

/// <summary>Softmax and cross-entropy of one row of three logits, in double precision.</summary>
internal static class CrossEntropy
{
    /// <summary>Class probabilities. Any logit that is not a number makes all of them so.</summary>
    public static (double Down, double Flat, double Up) Softmax(ReadOnlySpan<float> logits)
    {
        double largest = Math.Max(logits[0], Math.Max(logits[1], logits[2]));
        var (down, flat, up) = (Math.Exp(logits[0] - largest), Math.Exp(logits[1] - largest), Math.Exp(logits[2] - largest));
        var sum = down + flat + up;
        return (down / sum, flat / sum, up / sum);
    }

    /// <summary>−ln of the softmax of <paramref name="actual"/>.</summary>
    public static double Loss(ReadOnlySpan<float> logits, int actual)
    {
        double largest = Math.Max(logits[0], Math.Max(logits[1], logits[2]));
        var sum = Math.Exp(logits[0] - largest) + Math.Exp(logits[1] - largest) + Math.Exp(logits[2] - largest);
        return Math.Log(sum) - (logits[actual] - largest);
    }

    /// <summary>Gradients of <paramref name="weight"/> times the loss.</summary>
    public static void Gradients(ReadOnlySpan<float> logits, int actual, double weight, Span<float> gradients)
    {
        var (down, flat, up) = Softmax(logits);
        gradients[0] = (float)(weight * (down - (actual == 0 ? 1 : 0)));
        gradients[1] = (float)(weight * (flat - (actual == 1 ? 1 : 0)));
        gradients[2] = (float)(weight * (up - (actual == 2 ? 1 : 0)));
    }
}
