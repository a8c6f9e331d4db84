using Huracan.Contracts;
using Huracan.Engine.Labels;
using Huracan.Engine.Splits;

namespace Huracan.Engine.Pipeline.Units;

/// <summary>Which labelled bars a candidate may learn from.</summary>
public static class PartSamples
{
    /// <summary>Minimum number of labelled samples of a part.</summary>
    public const int Minimum = 100;

    /// <summary>Refuses labels of which a part has too few.</summary>
    /// <exception cref="InputRefusedException">Train, validation or test has fewer than <see cref="Minimum"/>.</exception>
    public static void Require(UnitId unit, FourParts parts, LabelSet labels)
    {
        Of(unit, "train", parts, parts.Train, labels);
        Of(unit, "validation", parts, parts.Validation, labels);
        Of(unit, "test", parts, parts.Test, labels);
    }

    /// <summary>
    /// Labelled bars of <paramref name="range"/> whose labels are known before its end, so that no sample overlaps what
    /// comes after; of these the latest <paramref name="most"/>.
    /// </summary>
    /// <param name="unit">The unit, for messages.</param>
    /// <param name="name">Name of the part, for messages.</param>
    /// <param name="parts">The unit's parts.</param>
    /// <param name="range">The part, or several in a row.</param>
    /// <param name="labels">Labels of the whole series.</param>
    /// <param name="most">Most samples taken; null takes all.</param>
    /// <exception cref="InputRefusedException">There are fewer than <see cref="Minimum"/>.</exception>
    public static int[] Of(UnitId unit, string name, FourParts parts, BarRange range, LabelSet labels, int? most = null)
    {
        var bars = parts.SamplesOf(range, labels);
        if (bars.Length < Minimum)
        {
            throw new InputRefusedException(
                $"{unit} has {bars.Length} labelled samples in its {name} part, fewer than {Minimum}: bring a longer history, use a finer "
                    + $"timeframe or a shorter horizon{(labels.Sides is null ? "" : ", or a primary rule that takes a side more often")}.");
        }
        return most < bars.Length ? bars[^most.Value..] : bars;
    }
}
