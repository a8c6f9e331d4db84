namespace Huracan.Engine.Leakage.Statistics;

/// <summary>
/// Columns over one range of bars as centred ranks of length 1, so that a sum of products is Spearman's rank correlation. Ranks, because
/// one wild candle can make any correlation of returns. Ties share their mean rank; what is missing counts as the middle.
/// </summary>
internal sealed class RankedColumns
{
    private const int FewestBars = 200;

    private RankedColumns(int start, IReadOnlyList<string> names, double[][] ranks)
    {
        Start = start;
        Names = names;
        Ranks = ranks;
    }

    /// <summary>First bar of the range, which ends with the series.</summary>
    public int Start { get; }

    /// <summary>Names of the columns.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>For each column the rank of each bar of the range.</summary>
    public double[][] Ranks { get; }

    /// <summary>
    /// Groups of columns that begin at about the same bar: features together, forecasts of the test part together. Constant columns and
    /// those of fewer than 200 bars tell nothing and are left out.
    /// </summary>
    public static IReadOnlyList<RankedColumns> Of(IReadOnlyList<KnownColumn> columns)
    {
        var groups = new List<RankedColumns>();
        foreach (var group in columns.Select(column => (Column: column, First: FirstValue(column))).Where(pair => pair.First >= 0)
            .GroupBy(pair => pair.First <= Quarter(pair.Column) ? pair.Column.From : pair.First)
            .OrderBy(group => group.Key))
        {
            var start = group.Max(pair => pair.First);
            var ranked = group.Select(pair => (pair.Column.Name, Ranks: Ranked(pair.Column.Values.AsSpan(start))))
                .Where(pair => pair.Ranks is not null).ToArray();
            if (ranked.Length > 0 && ranked[0].Ranks!.Length >= FewestBars)
                groups.Add(new RankedColumns(start, [.. ranked.Select(pair => pair.Name)], [.. ranked.Select(pair => pair.Ranks!)]));
        }
        return groups;
    }

    /// <summary>Centred ranks of length 1; null where all values are equal or missing.</summary>
    public static double[]? Ranked(ReadOnlySpan<double> values)
    {
        var (keys, places) = (new List<double>(values.Length), new List<int>(values.Length));
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
                continue;
            keys.Add(values[i]);
            places.Add(i);
        }
        var (sorted, order) = (keys.ToArray(), places.ToArray());
        Array.Sort(sorted, order);
        var ranks = new double[values.Length];
        var middle = (sorted.Length - 1) / 2.0;
        for (int from = 0, to; from < sorted.Length; from = to)
        {
            to = from + 1;
            while (to < sorted.Length && sorted[to] == sorted[from])
                to++;
            for (var i = from; i < to; i++)
                ranks[order[i]] = (from + to - 1) / 2.0 - middle;
        }
        var length = Math.Sqrt(FixedOrder.Dot(ranks, ranks));
        if (!(length > 0))
            return null;
        for (var i = 0; i < ranks.Length; i++)
            ranks[i] /= length;
        return ranks;
    }

    private static int Quarter(KnownColumn column) => column.From + (column.Values.Length - column.From) / 4;

    private static int FirstValue(KnownColumn column) => Array.FindIndex(column.Values, column.From, double.IsFinite);
}
