using Huracan.Engine.Search.Space;
using Huracan.Engine.Search.Studies;

namespace Huracan.Engine.Search.Samplers;

/// <summary>Uniform; log-uniform on a log scale.</summary>
public sealed class RandomSampler : ISampler
{
    private static readonly Dictionary<string, double> Nothing = [];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double> SampleRelative(Study study, FrozenTrial trial, SeededRandom random) => Nothing;

    /// <inheritdoc/>
    public double SampleIndependent(Study study, FrozenTrial trial, string name, Distribution distribution, SeededRandom random) =>
        Draw(distribution, random);

    internal static double Draw(Distribution distribution, SeededRandom random)
    {
        if (distribution is CategoricalDistribution { Choices.Count: var choices })
            return random.NextInt(choices);
        var scale = Scale.Of((NumericDistribution)distribution); // the only other kind
        return scale.Back(scale.Low + random.NextDouble() * (scale.High - scale.Low));
    }
}
