namespace Huracan.Engine.Leakage;

/// <summary>What was learnt from a part of time: a scaler, weights, a threshold, the numbers of selected columns.</summary>
/// <param name="Name">Its name.</param>
/// <param name="KnownTo">Last bar whose candle it may depend on.</param>
/// <param name="Values">What was learnt, as numbers.</param>
public sealed record LearntState(string Name, int KnownTo, double[] Values)
{
    /// <summary>A file of a model: its bytes.</summary>
    public static LearntState OfBytes(string name, int knownTo, byte[] content) =>
        new(name, knownTo, Array.ConvertAll(content, value => (double)value));
}
