namespace Huracan.Engine.Leakage.Statistics;

/// <summary>
/// The greatest of many correlations against what chance makes of the greatest (F20): the target is shuffled in blocks, each time against
/// all columns and lags at once. The p-value of a correlation is the share of shuffles whose greatest is at least as large, so the
/// probability of any false rejection is at most the level, whatever the number of columns and lags and however they depend on each other.
/// </summary>
/// <param name="columns">The columns.</param>
/// <param name="target">A number for each bar of the series; NaN where there is none.</param>
/// <param name="lags">Lags k, 0 or more: column at bar t with target at bar t + k.</param>
internal sealed class CorrelationTest(RankedColumns columns, double[] target, int[] lags)
{
    private readonly double[]? ranks = RankedColumns.Ranked(target.AsSpan(columns.Start));

    /// <summary>Rank correlation of a column with the target so many bars later, or earlier where the lag is below 0.</summary>
    public double Of(int column, int lag) => ranks is null ? 0 : Of(column, lag, ranks);

    /// <summary>For each column the lag at which it correlates most, and how much there.</summary>
    public (int Lag, double Correlation)[] Strongest()
    {
        var strongest = new (int Lag, double Correlation)[columns.Names.Count];
        for (var column = 0; column < strongest.Length; column++)
        {
            strongest[column] = (lags[0], 0);
            foreach (var lag in lags)
            {
                if (Of(column, lag) is var correlation && Math.Abs(correlation) > Math.Abs(strongest[column].Correlation))
                    strongest[column] = (lag, correlation);
            }
        }
        return strongest;
    }

    /// <summary>The size of the greatest correlation of any column at any lag with the shuffled target, for each shuffle.</summary>
    /// <param name="reach">Bars that a value of the target rests on, 1 or more.</param>
    /// <param name="permutations">Number of shuffles.</param>
    /// <param name="random">Makes the shuffles.</param>
    /// <param name="cancellationToken">Stops before the next shuffle.</param>
    public double[] Greatest(int reach, int permutations, SeededRandom random, CancellationToken cancellationToken)
    {
        var greatest = new double[permutations];
        if (ranks is null)
            return greatest;
        var shuffled = new double[ranks.Length];
        var block = BlockShuffle.Length(ranks.Length, reach);
        for (var i = 0; i < permutations; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            BlockShuffle.Fill(ranks, block, random, shuffled);
            for (var column = 0; column < columns.Names.Count; column++)
            {
                foreach (var lag in lags)
                    greatest[i] = Math.Max(greatest[i], Math.Abs(Of(column, lag, shuffled)));
            }
        }
        return greatest;
    }

    private double Of(int column, int lag, double[] ranks)
    {
        var x = columns.Ranks[column].AsSpan();
        var size = Math.Abs(lag);
        return size >= x.Length ? 0
            : lag >= 0 ? FixedOrder.Dot(x[..^size], ranks.AsSpan(size))
            : FixedOrder.Dot(x[size..], ranks.AsSpan(0, x.Length - size));
    }
}
