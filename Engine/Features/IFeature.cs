namespace Huracan.Engine.Features;

/// <summary>
/// One feature with its parameters. An implementation is one file that carries <see cref="FeatureKindAttribute"/> and a public
/// constructor taking <see cref="FeatureParameters"/>, or nothing where the kind has none; <see cref="FeatureCatalog"/> finds it.
/// It keeps no state between calls.
/// </summary>
public interface IFeature
{
    /// <summary>
    /// Number of leading bars without a value, i.e. the first usable bar; depends on the parameters alone. A window of n closes has
    /// n - 1. An exponential average starts at the first bar of the history it is given and never wholly forgets where that was, so it
    /// waits three spans, after which the first value weighs less than 0.3 %.
    /// </summary>
    int WarmUp { get; }

    /// <summary>
    /// Computes the whole column. The value of bar t rests on bars up to and including t alone, and is the same to the last bit
    /// whatever follows. What is written before <see cref="WarmUp"/> has no meaning; from there on every value is finite.
    /// </summary>
    /// <param name="input">Candles, more of them than <see cref="WarmUp"/>.</param>
    /// <param name="destination">One number for each candle.</param>
    void Compute(FeatureInput input, Span<double> destination);
}
