using MathNet.Numerics.Statistics;

namespace Huracan.Engine.Experiments.Comparison;

/// <summary>Ranks of values; equal ones share the mean of their ranks.</summary>
internal static class Ranks
{
    /// <summary>The rank of each value, 1 for the least.</summary>
    public static double[] Of(double[] values) => values.Ranks(RankDefinition.Average);

    /// <summary>Sum of t³ − t over the groups of t equal values.</summary>
    public static double Ties(double[] values) => values.GroupBy(value => value).Sum(group => Math.Pow(group.Count(), 3) - group.Count());
}
