namespace Huracan.Engine.Experiments.Comparison;

/// <summary>Ranks of values; equal ones share the mean of their ranks.</summary>
internal static class Ranks
{
    /// <summary>The rank of each value, 1 for the least.</summary>
    public static double[] Of(double[] values)
    {
        var order = Enumerable.Range(0, values.Length).OrderBy(i => values[i]).ToArray();
        var ranks = new double[values.Length];
        for (var from = 0; from < order.Length;)
        {
            var to = from;
            while (to < order.Length && values[order[to]].Equals(values[order[from]]))
                to++;
            for (var i = from; i < to; i++)
                ranks[order[i]] = (from + 1 + to) / 2.0;
            from = to;
        }
        return ranks;
    }

    /// <summary>Sum of t³ − t over the groups of t equal values.</summary>
    public static double Ties(double[] values) => values.GroupBy(value => value).Sum(group => Math.Pow(group.Count(), 3) - group.Count());
}
